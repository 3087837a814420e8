import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { addAccount, openMailStore, type MailStore } from '../../../tests/support/mail-store.ts';
import type { AccountId, JobId } from '../../../contract/ids.ts';
import { countJobs, findJob, insertJob, leaseJob, priority } from '../db/repositories/acts/jobs.ts';
import { silentLogger } from '../platform/logger.ts';
import type { JobHandler, Outcome } from './outcome.ts';
import { JobRunner } from './runner.ts';

let store: MailStore;
let now: number;
let runner: JobRunner;
let answers: Outcome[];
let ran: number[];
let abandoned: number[];
let changed: (() => void) | null;
let dice: number;

const unreachable = { code: 'unreachable' } as const;
const refused = { code: 'server-refused' } as const;

const handler: JobHandler = {
  kind: 'test',
  payload: z.object({ n: z.number() }),
  run(_job, payload) {
    ran.push((payload as { n: number }).n);
    return Promise.resolve(answers.shift() ?? { kind: 'done' });
  },
  abandon: (job) => abandoned.push(job.id),
  revive: (job) => abandoned.splice(abandoned.indexOf(job.id), 1),
};

function add(n: number, options: { account?: AccountId; priority?: number } = {}): JobId {
  return insertJob(store.db, {
    kind: 'test',
    payload: { n },
    accountId: options.account ?? store.account,
    batchId: null,
    priority: options.priority ?? priority.interactive,
    at: now,
  });
}

/** Resolves when `condition` holds after some job's change of state. */
function until(condition: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const check = () => {
      if (condition()) resolve();
    };
    changed = check;
    check();
  });
}

const stateOf = (id: JobId) => findJob(store.db, id)?.state;

beforeEach(() => {
  store = openMailStore();
  now = 1_000_000;
  answers = [];
  ran = [];
  abandoned = [];
  changed = null;
  dice = 0;
  runner = new JobRunner({
    db: store.db,
    handlers: [handler],
    clock: { now: () => now, monotonic: () => now },
    logger: silentLogger(),
    random: () => dice,
    onChange: () => changed?.(),
  });
});
afterEach(() => runner.close());

describe('JobRunner', () => {
  it('runs what waits, most urgent first, in the order it was asked', async () => {
    add(1, { priority: priority.backlog });
    add(2);
    const last = add(3, { priority: priority.backlog });
    runner.start();
    await until(() => stateOf(last) === 'done');
    expect(ran).toEqual([2, 1, 3]);
  });

  it('tries again after 1, 2, 4, 8, 16 s, then shows the failure instead of forgetting it', async () => {
    answers = Array.from({ length: 6 }, () => ({ kind: 'retry', problem: refused }));
    const id = add(1);
    runner.start();
    for (const [index, seconds] of [1, 2, 4, 8, 16].entries()) {
      await until(() => ran.length === index + 1 && stateOf(id) === 'queued');
      now += seconds * 1000 - 1;
      runner.wake();
      expect(ran.length).toBe(index + 1);
      now += 1;
      runner.wake();
    }
    await until(() => stateOf(id) === 'dead');
    expect(ran.length).toBe(6);
    expect(abandoned).toEqual([id]);
    expect(findJob(store.db, id)?.problem).toEqual(refused);
  });

  it('waits a little longer by chance, in whole milliseconds', async () => {
    answers = [{ kind: 'retry', problem: refused }];
    dice = 0.123456789;
    const id = add(1);
    runner.start();
    await until(() => stateOf(id) === 'queued' && ran.length === 1);
    now += 1030;
    runner.wake();
    expect(ran.length).toBe(1);
    now += 1;
    runner.wake();
    await until(() => stateOf(id) === 'done');
  });

  it('gives a dead job new attempts when the person asks, or lets it go', async () => {
    answers = [
      { kind: 'dead', problem: refused },
      { kind: 'dead', problem: refused },
    ];
    const [retried, discarded] = [add(1), add(2)];
    runner.start();
    await until(() => stateOf(discarded) === 'dead');
    runner.discard([discarded]);
    runner.retry([retried]);
    await until(() => stateOf(retried) === 'done');
    expect(stateOf(discarded)).toBe('discarded');
    expect(abandoned).toEqual([discarded]);
  });

  it('waits without counting attempts while the account cannot be reached', async () => {
    answers = Array.from({ length: 20 }, () => ({ kind: 'blocked', problem: unreachable }));
    const id = add(1);
    runner.start();
    for (let times = 1; times <= 20; times += 1) {
      await until(() => ran.length === times && stateOf(id) === 'blocked');
      runner.unblock(store.account);
    }
    await until(() => stateOf(id) === 'done');
    expect(abandoned).toEqual([]);
  });

  it('runs one job of an account at a time, and other accounts meanwhile', async () => {
    const other = addAccount(store.db, 'Bruno');
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const slow: JobHandler = { ...handler, kind: 'slow', run: () => held.then(() => ({ kind: 'done' })) };
    runner = new JobRunner({
      db: store.db,
      handlers: [handler, slow],
      clock: { now: () => now, monotonic: () => now },
      logger: silentLogger(),
      random: () => 0,
      onChange: () => changed?.(),
    });
    insertJob(store.db, {
      kind: 'slow',
      payload: { n: 0 },
      accountId: store.account,
      batchId: null,
      priority: 0,
      at: now,
    });
    const behind = add(1);
    const beside = add(2, { account: other });
    runner.start();
    await until(() => stateOf(beside) === 'done');
    expect(stateOf(behind)).toBe('queued');
    release();
    await until(() => stateOf(behind) === 'done');
  });

  it('takes up what a crash left running', async () => {
    const id = add(1);
    leaseJob(store.db, { now, leaseMs: 60_000, busy: [] });
    expect(countJobs(store.db).running).toBe(1);
    runner.start();
    await until(() => stateOf(id) === 'done');
    expect(ran).toEqual([1]);
  });
});
