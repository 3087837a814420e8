import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AccountLimits } from '../../contract/accounts.ts';
import type { AccountId } from '../../contract/ids.ts';
import { Dovecot, password } from '../support/dovecot.ts';
import { waitFor } from '../support/wait-for.ts';
import { mail } from './account.ts';
import { TestEngine } from './open-engine.ts';

let server: Dovecot;
let engine: TestEngine;
beforeEach(async () => {
  server = await Dovecot.start();
  engine = new TestEngine();
  await engine.open();
});
afterEach(async () => {
  await engine.remove();
  await server.stop();
});

const add = async (user = 'anne'): Promise<AccountId> => {
  const imap = server.settings(user);
  const added = await engine.ask('accounts.addImap', {
    name: '',
    address: `${user}@mail.example`,
    imap,
    password,
  });
  return added.id;
};
/** Adds an account whose server answers only once its limits are set. */
const addSlowly = async (limits: AccountLimits): Promise<AccountId> => {
  await server.kill();
  const id = await add();
  await engine.ask('accounts.setLimits', { id, limits });
  await server.resume();
  await engine.ask('accounts.syncNow', { id });
  return id;
};
const account = async (id: AccountId) =>
  (await engine.ask('accounts.list', {})).find((one) => one.id === id)!;
const deliver = async (from: number, to: number, user = 'anne') => {
  for (let number = from; number <= to; number += 1) {
    await server.doveadm.save(user, 'INBOX', mail(`m${number}`, { daysAgo: 1 + number / 100 }));
  }
};

describe('a server that keeps failing', () => {
  it('is left alone for half a minute after five failures, and tried at once when the person asks', async () => {
    await deliver(1, 3);
    const id = await add();
    await engine.reached(id, 'live');
    await server.kill();
    const offline = await engine.reached(id, 'offline');
    expect(offline.problem?.code).toBe('unreachable');
    // The person is impatient: every wish is one more try.
    const waiting = await waitFor(async () => {
      const seen = await account(id);
      if ((seen.retryAt ?? 0) - Date.now() > 25_000) return seen;
      await engine.ask('accounts.syncNow', { id });
      return null;
    });
    expect(waiting.retryAt! - Date.now()).toBeLessThan(41_000);

    await server.resume();
    await engine.ask('accounts.syncNow', { id });
    const live = await engine.reached(id, 'live');
    expect(live).toMatchObject({ retryAt: null, problem: null });
  });
});

describe('limits', () => {
  it('of a run are kept, and runs follow each other until everything is there', async () => {
    await deliver(1, 200);
    const id = await addSlowly({ connections: 1, mailsPerMinute: null, mailsPerRun: 60 });
    const done = await waitFor(async () => {
      const seen = await account(id);
      return seen.firstSync === 'done' && seen;
    });
    expect(done.messages).toBe(200);
    expect(done.limits.connections).toBe(1);
    await engine.ask('accounts.setLimits', { id, limits: null });
    expect((await account(id)).limits.mailsPerRun).toBeNull();
  });

  it('of a minute slow the first sync down; it can be stopped, new mail still comes in, and it goes on', async () => {
    await deliver(1, 150);
    const id = await addSlowly({ connections: 3, mailsPerMinute: 60, mailsPerRun: null });
    await waitFor(async () => (await account(id)).messages > 0);
    await engine.ask('accounts.stopFirstSync', { id });
    const stopped = await waitFor(async () => {
      const seen = await account(id);
      return seen.status === 'live' && seen.firstSync === 'stopped' && seen;
    });
    expect(stopped.messages).toBeLessThan(150);
    await server.doveadm.save('anne', 'INBOX', mail('fresh', { daysAgo: 0 }));
    await waitFor(async () => (await account(id)).messages === stopped.messages + 1);
    await engine.restart();
    await engine.reached(id, 'live');
    expect((await account(id)).firstSync).toBe('stopped');

    await engine.ask('accounts.setLimits', { id, limits: null });
    await engine.ask('accounts.continueFirstSync', { id });
    await waitFor(async () => (await account(id)).firstSync === 'done');
    expect((await account(id)).messages).toBe(151);
  });
});

describe('all accounts at once', () => {
  it('are paused and resumed', async () => {
    const ids = [await add('anne'), await add('bob')];
    await Promise.all(ids.map((id) => engine.reached(id, 'live')));
    await engine.ask('accounts.pauseAll', {});
    expect((await engine.ask('accounts.list', {})).map(({ status }) => status)).toEqual(['paused', 'paused']);
    await deliver(1, 1, 'bob');
    await engine.ask('accounts.resumeAll', {});
    await Promise.all(ids.map((id) => engine.reached(id, 'live')));
    expect((await account(ids[1]!)).messages).toBe(1);
  });
});
