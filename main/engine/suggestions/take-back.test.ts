import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { ActivityFilter, Way } from '../../../contract/activity.ts';
import type { BatchId, MailboxId, MessageId } from '../../../contract/ids.ts';
import { openMailStore, type MailStore } from '../../../tests/support/mail-store.ts';
import { transaction } from '../db/handles.ts';
import { listDays, listChoices, dayAround } from '../db/repositories/acts/activity-days.ts';
import { listBatches, listReceipts } from '../db/repositories/acts/activity.ts';
import { endJob, leaseJob, type JobRow } from '../db/repositories/acts/jobs.ts';
import { finishReceipt, listPendingMoves } from '../db/repositories/acts/receipts.ts';
import { countStanding } from '../db/repositories/acts/standing.ts';
import { countPending, currentRevision } from '../db/repositories/deciding/proposals.ts';
import { approve, dismiss, move } from './act.ts';
import { PART, takeBackJob, takeBackMany } from './take-back.ts';
import { undoBatch } from './undo.ts';

let store: MailStore;
let uid: number;
beforeEach(() => {
  store = openMailStore();
  uid = 10_000;
});

const DAY = 86_400_000;

function approveAll(at: number) {
  const filter = { asOf: currentRevision(store.db) };
  const reply = approve(store.db, { selection: { filter }, folder: null, actor: 'person', at });
  if (!reply.ok || reply.value.batch === null) throw new Error('nothing approved');
  return reply.value.batch;
}

const job = (row: JobRow) =>
  takeBackJob({
    db: store.db,
    clock: { now: () => 9 * DAY, monotonic: () => 0 },
    onTaken: () => undefined,
  }).run(row, row.payload as never, new AbortController().signal);

/** Does what the jobs would do on a server; gives the ways that mails went, in order. */
async function carryOut(): Promise<[from: number, to: number, mails: number][]> {
  const ways: [number, number, number][] = [];
  for (;;) {
    const next = leaseJob(store.db, { now: 9 * DAY, leaseMs: 1, busy: [] });
    if (next === null) return ways;
    if (next.kind === 'take-back') await job(next);
    else {
      const { from, to } = next.payload as { from: number; to: number };
      const moves = listPendingMoves(store.db, next.id);
      if (moves.length > 0) ways.push([from, to, moves.length]);
      transaction(store.db, () => {
        for (const { receiptId, messageId } of moves) {
          finishReceipt(store.db, receiptId, { uidvalidity: 1, uid: (uid += 1) });
          store.db
            .prepare(
              'UPDATE places SET mailbox_id = ?, uid = ?, moving = 0 WHERE message_id = ? AND mailbox_id = ?',
            )
            .run(to, uid, messageId, from);
        }
      });
    }
    endJob(store.db, next.id, { state: 'done', problem: null, at: 1 });
  }
}

function takeBack(filter: ActivityFilter, way: Way = 'undo', at = 8 * DAY) {
  return takeBackMany(store.db, { filter, way, at });
}

function mailsIn(mailbox: MailboxId): number {
  const sql = 'SELECT count(*) FROM places WHERE mailbox_id = ? AND moving = 0';
  return store.db.prepare(sql).pluck().get(mailbox) as number;
}

describe('what a filter means', () => {
  it('is taken back by rule, stage, folder and day, and done again', async () => {
    const [bills, trips] = [store.folder('Bills'), store.folder('Trips')];
    store.propose(bills, 3, { stage: 'rules', evidence: [{ kind: 'rule', rule: 'Paid' }] });
    store.propose(trips, 4);
    approveAll(DAY);
    store.propose(trips, 5, { stage: 'memory' });
    approveAll(3 * DAY);
    await carryOut();
    expect(listChoices(store.db)).toEqual({
      stages: ['learned', 'memory', 'rules'],
      rules: ['Paid'],
      folders: [trips, bills],
    });
    const count = (filter: ActivityFilter) => countStanding(store.db, filter, 'undo');
    expect(count({ rule: 'Paid' })).toBe(3);
    expect(count({ stage: 'learned' })).toBe(4);
    expect(count({ folder: trips })).toBe(9);
    expect(count({ since: 3 * DAY, until: 4 * DAY })).toBe(5);
    expect(count({ actor: 'trust' })).toBe(0);
    expect(takeBack({ rule: 'Paid' }).accepted).toBe(3);
    await carryOut();
    expect([mailsIn(store.inbox), mailsIn(bills), mailsIn(trips)]).toEqual([3, 0, 9]);
    expect(countPending(store.db)).toBe(3);
    expect(takeBack({ rule: 'Paid' })).toEqual({ batch: null, accepted: 0 });
    expect(takeBack({ since: 3 * DAY, until: 4 * DAY }).accepted).toBe(5);
    await carryOut();
    expect(mailsIn(trips)).toBe(4);

    expect(countStanding(store.db, { stage: 'memory' }, 'redo')).toBe(5);
    const redone = takeBack({ since: 8 * DAY, until: 9 * DAY }, 'redo');
    expect(redone.accepted).toBe(8);
    await carryOut();
    expect([mailsIn(store.inbox), mailsIn(bills), mailsIn(trips)]).toEqual([0, 3, 9]);
    expect(countPending(store.db)).toBe(0);
    undoBatch(store.db, { batch: redone.batch!, at: 8 * DAY });
    await carryOut();
    expect(mailsIn(store.inbox)).toBe(8);
  });

  it('leaves alone what was moved on since by something else', async () => {
    const [bills, trips] = [store.folder('Bills'), store.folder('Trips')];
    const [first] = store.propose(bills, 2);
    approveAll(DAY);
    await carryOut();
    move(store.db, { messages: [first!.message], from: bills, to: trips, at: 2 * DAY });
    await carryOut();
    expect(countStanding(store.db, { stage: 'learned' }, 'undo')).toBe(1);
    takeBack({ stage: 'learned' });
    await carryOut();
    expect([mailsIn(store.inbox), mailsIn(bills), mailsIn(trips)]).toEqual([1, 0, 1]);
  });

  it('takes a mail back along the whole way it went, one step after the other', async () => {
    const [bills, trips] = [store.folder('Bills'), store.folder('Trips')];
    const mails = store.propose(bills, 2).map(({ message }) => message);
    approveAll(DAY);
    await carryOut();
    move(store.db, { messages: mails.slice(0, 1), from: bills, to: trips, at: DAY + 1 });
    await carryOut();
    const undone = takeBack({ since: DAY, until: 2 * DAY });
    expect(undone.accepted).toBe(3);
    expect(await carryOut()).toEqual([
      [bills, store.inbox, 1],
      [trips, bills, 1],
      [bills, store.inbox, 1],
    ]);
    expect(mailsIn(store.inbox)).toBe(2);
    undoBatch(store.db, { batch: undone.batch!, at: 8 * DAY });
    await carryOut();
    expect([mailsIn(bills), mailsIn(trips)]).toEqual([1, 1]);
  });
});

describe('many mails', () => {
  it('are taken back a part at a time, once each, however often the work is begun', async () => {
    const bills = store.folder('Bills');
    const count = 2 * PART + 300;
    store.propose(bills, count);
    const approved = approveAll(DAY);
    await carryOut();
    const { batch, accepted } = undoBatchOf(approved);
    expect(accepted).toBe(count);
    const receipts = () => listReceipts(store.db, { batchId: batch!, offset: 0, limit: 1 }).total;
    expect(receipts()).toBe(PART);
    // What is done from now on is not meant.
    const row = leaseTakeBack();
    await job(row);
    await job(row);
    expect(receipts()).toBe(count);
    await carryOut();
    expect(mailsIn(store.inbox)).toBe(count);
    expect(new Set(messagesOf(batch!)).size).toBe(count);
  });

  function undoBatchOf(batch: Parameters<typeof undoBatch>[1]['batch']) {
    const reply = undoBatch(store.db, { batch, at: 8 * DAY });
    if (!reply.ok) throw new Error(reply.problem.code);
    return reply.value;
  }

  function leaseTakeBack(): JobRow {
    const row = store.db.prepare("SELECT id FROM jobs WHERE kind = 'take-back'").get() as { id: number };
    store.db.prepare('UPDATE jobs SET run_after = 0, priority = -1 WHERE id = ?').run(row.id);
    const leased = leaseJob(store.db, { now: 9 * DAY, leaseMs: 1, busy: [] });
    if (leased?.kind !== 'take-back') throw new Error('another job');
    return leased;
  }

  function messagesOf(batch: number): MessageId[] {
    return store.db
      .prepare('SELECT message_id FROM receipts WHERE batch_id = ?')
      .pluck()
      .all(batch) as MessageId[];
  }
});

describe('the days', () => {
  it('go from midnight to midnight, also when the clocks change', () => {
    vi.stubEnv('TZ', 'Europe/Paris');
    onTestFinished(() => void vi.unstubAllEnvs());
    const spring = dayAround(new Date(2026, 2, 29, 12).getTime());
    expect((spring.until - spring.since) / 3_600_000).toBe(23);
    const autumn = dayAround(new Date(2026, 9, 25, 12).getTime());
    expect((autumn.until - autumn.since) / 3_600_000).toBe(25);
    const bills = store.folder('Bills');
    const late = new Date(2026, 9, 25, 23, 59).getTime();
    for (const at of [spring.since, late, late + 60_000, late + 120_000]) {
      store.propose(bills, 1);
      approveAll(at);
    }
    expect(listDays(store.db, {})).toEqual([
      { ...dayAround(late + 60_000), batches: 2 },
      { ...autumn, batches: 1 },
      { ...spring, batches: 1 },
    ]);
    expect(listDays(store.db, { stage: 'rules' })).toEqual([]);
    const { total, batches } = listBatches(store.db, { filter: autumn, offset: 0, limit: 5 });
    expect(total).toBe(1);
    expect(batches[0]).toMatchObject({ at: late, count: 1, targets: [{ mailboxId: bills, count: 1 }] });
  });
});

describe('a mail decided more than once', () => {
  const standing = () =>
    store.db.prepare('SELECT at FROM decisions WHERE undone = 0 ORDER BY id').pluck().all() as number[];
  const summed = () =>
    store.db.prepare('SELECT sum(standing), sum(undone) FROM decision_sums').raw().get() as number[];
  const undo = (batch: BatchId, at: number) => {
    const reply = undoBatch(store.db, { batch, at });
    if (!reply.ok || reply.value.batch === null) throw new Error('nothing taken back');
    return reply.value.batch;
  };

  it('counts once when the last act is done again', async () => {
    store.propose(store.folder('Bills'), 3);
    undo(approveAll(DAY), 2 * DAY);
    const undone = undo(approveAll(3 * DAY), 4 * DAY);
    expect(standing()).toEqual([]);
    const again = undo(undone, 5 * DAY);
    expect(standing()).toEqual([3 * DAY, 3 * DAY, 3 * DAY]);
    expect(summed()).toEqual([3, 3]);
    undo(undo(undo(again, 6 * DAY), 7 * DAY), 8 * DAY);
    expect(standing()).toEqual([]);
    expect(countPending(store.db)).toBe(3);
  });

  it('counts once when the last acts are done again by a filter', () => {
    store.propose(store.folder('Bills'), 3);
    undo(approveAll(DAY), 2 * DAY);
    approveAll(3 * DAY);
    takeBack({ stage: 'learned' }, 'undo', 4 * DAY);
    expect(standing()).toEqual([]);
    takeBack({ stage: 'learned' }, 'redo', 5 * DAY);
    expect(standing()).toHaveLength(3);
  });

  it('counts once when an older act is done again while a later one stands', () => {
    store.propose(store.folder('Bills'), 1);
    const first = undo(approveAll(DAY), 2 * DAY);
    approveAll(3 * DAY);
    undo(first, 4 * DAY);
    expect(standing()).toEqual([3 * DAY]);
    expect(countPending(store.db)).toBe(0);
  });

  it('is what the act done again made of it: filed, though it was once dismissed', () => {
    const [proposed] = store.propose(store.folder('Bills'), 1);
    const no = dismiss(store.db, { selection: { ids: [proposed!.proposal] }, at: DAY });
    undo(no.batch!, 2 * DAY);
    undo(undo(approveAll(3 * DAY), 4 * DAY), 5 * DAY);
    const state = store.db.prepare('SELECT state FROM proposals').pluck().get();
    expect(state).toBe('approved');
  });
});
