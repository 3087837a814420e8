import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openMailStore, type MailStore } from '../../../tests/support/mail-store.ts';
import { waitFor } from '../../../tests/support/wait-for.ts';
import type { BatchId, MailboxId, MessageId } from '../../../contract/ids.ts';
import { listBatches, listReceipts } from '../db/repositories/acts/activity.ts';
import { recordPersonMove } from '../db/repositories/deciding/learning.ts';
import { countPending, findPending } from '../db/repositories/deciding/proposals.ts';
import { setAccountCeiling } from '../db/repositories/trust/folders.ts';
import { approve, move } from '../suggestions/act.ts';
import { undoBatch, undoReceipts } from '../suggestions/undo.ts';
import { describeFolder } from './overview.ts';
import { settingOf, Trust } from './trust.ts';

const DAY = 86_400_000;
const clock = { time: 0, now: () => clock.time };

let store: MailStore;
let bills: MailboxId;
let trust: Trust;
let filed: BatchId[];
let demoted: string[];
beforeEach(() => {
  clock.time = new Date(2026, 4, 10, 12).getTime();
  store = openMailStore();
  bills = store.folder('Bills');
  filed = [];
  demoted = [];
  trust = new Trust({
    db: store.db,
    clock: clock as never,
    onFiled: ({ batch }) => filed.push(batch),
    onDemoted: ({ name, reason }) => demoted.push(`${name} ${reason.right}/${reason.answers}`),
  });
});
afterEach(() => {
  trust.close();
  store.db.close();
});

/** Mail that comes now, each with a proposal. */
function arrive(count: number, probability = 0.99): MessageId[] {
  const made = store.propose(bills, count, { probability });
  const ids = made.map(({ message }) => message);
  store.db
    .prepare('UPDATE messages SET date = ? WHERE id IN (SELECT value FROM json_each(?))')
    .run(clock.time, JSON.stringify(ids));
  return ids;
}

/** The person approves proposals that they were shown. */
function person(count: number, probability = 0.99): void {
  const made = store.propose(bills, count, { probability });
  approve(store.db, {
    selection: { ids: made.map(({ proposal }) => proposal) },
    folder: null,
    actor: 'person',
    at: clock.time - 60 * DAY,
  });
}

const set = (change: Omit<Parameters<Trust['set']>[0], 'mailboxId'>) =>
  trust.set({ mailboxId: bills, ...change });
const standing = () => describeFolder(store.db, store.account, bills, clock.time);
const pending = () => countPending(store.db);
const byTrust = () =>
  listBatches(store.db, { offset: 0, limit: 50 }).batches.filter(({ actor }) => actor === 'trust');

describe('the leave to file by itself', () => {
  it('is refused until the record proves the promise, and says what is missing', () => {
    person(120);
    expect(set({ level: 'file' })).toMatchObject({ ok: false, problem: { code: 'trust-unproven' } });
    expect(standing()).toMatchObject({
      mayFile: false,
      missing: 13,
      right: 120,
      answers: 120,
      answered: 120,
    });
    person(13);
    expect(set({ level: 'file' }).ok).toBe(true);
    expect(standing()).toMatchObject({ level: 'file', mayFile: true, threshold: 0.98, missing: 0 });
  });

  it('is about mail that comes from now on: what waits, waits for the person', () => {
    person(133);
    arrive(2);
    set({ level: 'file' });
    trust.file(store.account);
    expect(pending()).toBe(2);
    arrive(1);
    // Older mail that a first sync brings later is no business of it either.
    store.propose(bills, 1, { probability: 0.99 });
    trust.file(store.account);
    expect(pending()).toBe(3);
    expect(standing().waiting).toBe(3);
  });

  it('is lost when the person asks for more than the record proves', () => {
    person(133);
    set({ level: 'file' });
    expect(set({ promise: 0.99 })).toMatchObject({ value: { before: 'file', now: 'propose' } });
    arrive(1);
    trust.file(store.account);
    expect(pending()).toBe(1);
  });
});

describe('a folder that files by itself', () => {
  beforeEach(() => {
    person(200);
    set({ level: 'file' });
  });

  it('files what is sure enough, with a receipt that says who, and tells', async () => {
    const [sure] = arrive(1);
    const [unsure] = arrive(1, 0.9);
    trust.file(store.account);
    expect(findPending(store.db, sure!)).toBeNull();
    expect(findPending(store.db, unsure!)).not.toBeNull();
    const [batch] = byTrust();
    expect(batch).toMatchObject({ action: 'approve', actor: 'trust', count: 1 });
    const { receipts } = listReceipts(store.db, { batchId: batch!.id, offset: 0, limit: 9 });
    expect(receipts).toMatchObject([{ messageId: sure, to: bills, probability: 0.99, stage: 'learned' }]);
    await waitFor(() => filed.length === 1);
    trust.file(store.account);
    expect(byTrust()).toHaveLength(1);
  });

  it('stops at the ceiling of the day, its own or the account’s, and goes on tomorrow', () => {
    setAccountCeiling(store.db, store.account, 5);
    arrive(12);
    trust.file(store.account);
    trust.file(store.account);
    expect(pending()).toBe(7);
    expect(standing().filedToday).toBe(5);
    clock.time += DAY;
    set({ ceiling: 2 });
    trust.file(store.account);
    expect(pending()).toBe(5);
    set({ ceiling: null });
    trust.file(store.account);
    expect(pending()).toBe(2);
    set({ ceiling: 0 });
    clock.time += DAY;
    trust.file(store.account);
    expect(pending()).toBe(2);
  });

  it('counts what was taken back against the ceiling', () => {
    setAccountCeiling(store.db, store.account, 3);
    arrive(3);
    trust.file(store.account);
    const [receipt] = listReceipts(store.db, { batchId: byTrust()[0]!.id, offset: 0, limit: 9 }).receipts;
    undoReceipts(store.db, { receipts: [receipt!.id], at: clock.time });
    arrive(3);
    trust.file(store.account);
    expect(byTrust()).toHaveLength(1);
  });

  it('never files again what the person put back', () => {
    arrive(1);
    trust.file(store.account);
    undoBatch(store.db, { batch: byTrust()[0]!.id, at: clock.time });
    expect(pending()).toBe(1);
    trust.file(store.account);
    expect(pending()).toBe(1);
    expect(byTrust()).toHaveLength(1);
  });

  it('demotes itself once undone mails break the promise, says so once, and files nothing more', async () => {
    arrive(10);
    trust.file(store.account);
    const { receipts } = listReceipts(store.db, { batchId: byTrust()[0]!.id, offset: 0, limit: 20 });
    undoReceipts(store.db, { receipts: receipts.slice(0, 2).map(({ id }) => id), at: clock.time });
    trust.review(null);
    expect(standing()).toMatchObject({ level: 'file', demotion: null });
    undoReceipts(store.db, { receipts: [receipts[2]!.id], at: clock.time });
    arrive(1);
    // The promise is looked at before anything is filed, even when nobody did after the undo.
    trust.file(store.account);
    expect(byTrust()).toHaveLength(1);
    expect(standing()).toMatchObject({
      level: 'propose',
      demotion: { right: 97, answers: 100, promise: 0.98, seen: false, at: clock.time },
    });
    await waitFor(() => demoted.length > 0);
    trust.review(null);
    expect(demoted).toEqual(['Bills 97/100']);
    expect(set({ level: 'file' })).toMatchObject({ ok: false, problem: { code: 'trust-unproven' } });
  });

  it('takes mail that the person moves on for a mistake, and mail thrown away for none', () => {
    const trips = store.folder('Trips');
    const trash = store.folder('Trash');
    store.db.prepare("UPDATE mailboxes SET role = 'trash' WHERE id = ?").run(trash);
    const ids = arrive(6);
    trust.file(store.account);
    store.db.exec(`UPDATE receipts SET state = 'done'; UPDATE places SET mailbox_id = ${bills}, moving = 0`);
    clock.time += DAY;
    const elsewhere = { accountId: store.account, from: bills, at: clock.time };
    for (const id of ids.slice(0, 2)) recordPersonMove(store.db, { ...elsewhere, messageId: id, to: trash });
    expect(standing().answers).toBe(200);
    recordPersonMove(store.db, { ...elsewhere, messageId: ids[2]!, to: trips });
    move(store.db, { messages: [ids[3]!], from: bills, to: trips, at: clock.time });
    expect(standing()).toMatchObject({ answers: 202, right: 200 });
  });

  it('takes what was left standing for a week for right', () => {
    arrive(5);
    trust.file(store.account);
    expect(standing().answers).toBe(200);
    clock.time += 8 * DAY;
    expect(standing()).toMatchObject({ answers: 205, right: 205 });
  });

  it('takes the person’s second thoughts for what counts', () => {
    arrive(1);
    trust.file(store.account);
    const undone = undoBatch(store.db, { batch: byTrust()[0]!.id, at: clock.time });
    expect(standing()).toMatchObject({ answers: 201, right: 200 });
    if (!undone.ok || undone.value.batch === null) throw new Error('nothing undone');
    undoBatch(store.db, { batch: undone.value.batch, at: clock.time });
    expect(standing()).toMatchObject({ answers: 200, right: 200 });
  });

  it('files nothing of a transaction that did not come to be, and tells nothing', async () => {
    arrive(1);
    const broken = store.db.transaction(() => {
      trust.file(store.account);
      throw new Error('power cut');
    });
    expect(broken).toThrow('power cut');
    await new Promise(setImmediate);
    expect(byTrust()).toHaveLength(0);
    expect(filed).toEqual([]);
    expect(pending()).toBe(1);
  });
});

describe('what the person does in another program', () => {
  it('answers what was proposed, right or wrong, whether it was read or not', () => {
    const ids = arrive(4);
    const trips = store.folder('Trips');
    const out = { accountId: store.account, from: store.inbox, at: clock.time };
    for (const id of ids.slice(0, 3)) recordPersonMove(store.db, { ...out, messageId: id, to: bills });
    recordPersonMove(store.db, { ...out, messageId: ids[3]!, to: trips });
    expect(standing()).toMatchObject({ answers: 4, right: 3, answered: 4 });
  });
});

describe('a folder that is off', () => {
  it('loses its proposals and is named to those who make them', () => {
    arrive(3);
    expect(set({ level: 'off' })).toMatchObject({ value: { before: 'propose', now: 'off' } });
    expect(pending()).toBe(0);
    expect(trust.off(store.account)).toEqual(new Set([bills]));
    set({ level: 'propose' });
    expect(trust.off(store.account).size).toBe(0);
  });
});

describe('a folder with few answers', () => {
  it('takes the threshold of the account, one with many bad ones its own promise at least', () => {
    person(150, 0.9);
    const trips = store.folder('Trips');
    expect(describeFolder(store.db, store.account, trips, clock.time)).toMatchObject({
      threshold: 0.9,
      thresholdOf: 'account',
      mayFile: false,
      missing: 133,
    });
    expect(settingOf(store.db, store.account, trips).level).toBe('propose');
  });
});
