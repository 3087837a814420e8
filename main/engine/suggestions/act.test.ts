import { beforeEach, describe, expect, it } from 'vitest';
import { addAccount, openMailStore, type MailStore } from '../../../tests/support/mail-store.ts';
import { listReceipts } from '../db/repositories/acts/activity.ts';
import { countJobs, leaseJob } from '../db/repositories/acts/jobs.ts';
import { insertMailbox } from '../db/repositories/mail/mailbox-paths.ts';
import {
  countPending,
  currentRevision,
  findPending,
  neverAgain,
  withdrawStale,
} from '../db/repositories/deciding/proposals.ts';
import { listMailbox } from '../db/repositories/mail/reading.ts';
import { approve, dismiss, move } from './act.ts';
import { undoBatch, undoReceipts } from './undo.ts';

let store: MailStore;
beforeEach(() => {
  store = openMailStore();
});

const inboxCount = () => listMailbox(store.db, { mailboxId: store.inbox, offset: 0, limit: 1 }).total;

function approveAll(asOf = currentRevision(store.db)) {
  const reply = approve(store.db, { selection: { filter: { asOf } }, folder: null, actor: 'person', at: 1 });
  if (!reply.ok || reply.value.batch === null) throw new Error('nothing approved');
  return reply.value.batch;
}

describe('approve', () => {
  it('promises the moves in one go: receipts, jobs of at most 500, mails hidden from the inbox', () => {
    store.propose(store.folder('Factures'), 1200);
    const batch = approveAll();
    expect(inboxCount()).toBe(0);
    expect(countPending(store.db)).toBe(0);
    expect(listReceipts(store.db, { batchId: batch, offset: 0, limit: 1 }).total).toBe(1200);
    expect(countJobs(store.db)).toEqual({ queued: 3, running: 0, failed: 0 });
  });

  it('never touches what was proposed after the person looked', () => {
    const invoices = store.folder('Factures');
    store.propose(invoices, 3);
    const seen = currentRevision(store.db);
    const [late] = store.propose(invoices, 1);
    approveAll(seen);
    expect(countPending(store.db)).toBe(1);
    expect(findPending(store.db, late!.message)?.target).toBe(invoices);
  });

  it('means the group, folder and confidence that were asked for', () => {
    const invoices = store.folder('Factures');
    const trips = store.folder('Voyages');
    store.propose(invoices, 2, { groupKey: 'sender:a', probability: 0.99 });
    store.propose(invoices, 3, { groupKey: 'sender:b', probability: 0.6 });
    store.propose(trips, 4, { probability: 0.99 });
    const asOf = currentRevision(store.db);
    const reply = approve(store.db, {
      selection: { filter: { target: invoices, minProbability: 0.95, asOf } },
      folder: null,
      actor: 'person',
      at: 1,
    });
    expect(reply).toMatchObject({ ok: true, value: { accepted: 2 } });
    expect(countPending(store.db)).toBe(7);
  });

  it('refuses a folder of another account and changes nothing', () => {
    store.propose(store.folder('Factures'), 2);
    const other = insertMailbox(store.db, {
      accountId: addAccount(store.db, 'Bruno'),
      path: 'Ailleurs',
      delimiter: '/',
      role: 'folder',
    });
    const reply = approve(store.db, {
      selection: { filter: { asOf: 9 } },
      folder: other,
      actor: 'person',
      at: 1,
    });
    expect(reply).toMatchObject({ ok: false, problem: { code: 'invalid-input' } });
    expect(countPending(store.db)).toBe(2);
    expect(inboxCount()).toBe(2);
  });

  it('takes several groups as one act', () => {
    const [invoices, trips] = [store.folder('Factures'), store.folder('Voyages')];
    store.propose(invoices, 2, { groupKey: 'sender:a' });
    store.propose(invoices, 3, { groupKey: 'sender:b' });
    store.propose(trips, 4, { groupKey: 'sender:a' });
    const asOf = currentRevision(store.db);
    const anyOf = [
      { target: invoices, groupKey: 'sender:a', asOf },
      { target: trips, groupKey: 'sender:a', asOf },
      { target: trips, asOf },
    ];
    const reply = approve(store.db, { selection: { anyOf }, folder: null, actor: 'person', at: 1 });
    expect(reply).toMatchObject({ value: { accepted: 6 } });
    expect(countPending(store.db)).toBe(3);
  });

  it('does nothing twice', () => {
    const proposals = store.propose(store.folder('Factures'), 2).map(({ proposal }) => proposal);
    const request = { selection: { ids: proposals }, folder: null, actor: 'person' as const, at: 1 };
    expect(approve(store.db, request)).toMatchObject({ value: { accepted: 2 } });
    expect(approve(store.db, request)).toMatchObject({ value: { batch: null, accepted: 0 } });
  });
});

describe('undo', () => {
  it('before anything moved brings back mails and proposals at once, without asking the server', () => {
    const [first] = store.propose(store.folder('Factures'), 5);
    const undone = undoBatch(store.db, { batch: approveAll(), at: 2 });
    expect(undone).toMatchObject({ ok: true, value: { accepted: 5 } });
    expect(inboxCount()).toBe(5);
    expect(countPending(store.db)).toBe(5);
    expect(neverAgain(store.db, first!.message).size).toBe(0);
    const left = leaseJob(store.db, { now: 3, leaseMs: 1, busy: [] });
    const pending = store.db.prepare("SELECT count(*) FROM receipts WHERE state = 'pending'").pluck().get();
    expect({ kind: left?.kind, pending }).toEqual({ kind: 'move-messages', pending: 0 });
  });

  it('keeps the proposals of mails that are still on their way back', () => {
    store.propose(store.folder('Factures'), 5);
    const batch = approveAll();
    leaseJob(store.db, { now: 2, leaseMs: 1000, busy: [] });
    undoBatch(store.db, { batch, at: 2 });
    store.db.exec('DELETE FROM places');
    expect(withdrawStale(store.db)).toBe(0);
    const again = { selection: { filter: { asOf: 99 } }, folder: null, actor: 'person' as const, at: 3 };
    expect(approve(store.db, again)).toMatchObject({ value: { accepted: 0 } });
    expect(countPending(store.db)).toBe(5);
  });

  it('after a job began adds a job that carries the mails back', () => {
    store.propose(store.folder('Factures'), 5);
    const batch = approveAll();
    leaseJob(store.db, { now: 2, leaseMs: 1000, busy: [] });
    undoBatch(store.db, { batch, at: 2 });
    expect(countJobs(store.db)).toEqual({ queued: 1, running: 1, failed: 0 });
    expect(
      listReceipts(store.db, { batchId: batch, offset: 0, limit: 9 }).receipts.map((r) => r.state),
    ).toEqual(Array.from({ length: 5 }, () => 'undone'));
  });

  it('of an undo does it again', () => {
    store.propose(store.folder('Factures'), 2);
    const undone = undoBatch(store.db, { batch: approveAll(), at: 2 });
    if (!undone.ok || undone.value.batch === null) throw new Error('not undone');
    const redone = undoBatch(store.db, { batch: undone.value.batch, at: 3 });
    expect(redone).toMatchObject({ ok: true, value: { accepted: 2 } });
    expect(countPending(store.db)).toBe(0);
  });

  it('takes one receipt of many', () => {
    store.propose(store.folder('Factures'), 3);
    const batch = approveAll();
    const { receipts } = listReceipts(store.db, { batchId: batch, offset: 0, limit: 9 });
    expect(undoReceipts(store.db, { receipts: [receipts[1]!.id], at: 2 })).toMatchObject({
      value: { accepted: 1 },
    });
    expect(inboxCount()).toBe(1);
    expect(undoReceipts(store.db, { receipts: [receipts[1]!.id], at: 2 })).toMatchObject({
      value: { accepted: 0 },
    });
  });
});

describe('dismiss', () => {
  it('keeps the mail, remembers the no, and can be undone', () => {
    const target = store.folder('Factures');
    const [mail] = store.propose(target, 1);
    const { batch } = dismiss(store.db, { selection: { ids: [mail!.proposal] }, at: 1 });
    expect(inboxCount()).toBe(1);
    expect(neverAgain(store.db, mail!.message)).toEqual(new Set([target]));
    undoBatch(store.db, { batch: batch!, at: 2 });
    expect(neverAgain(store.db, mail!.message).size).toBe(0);
    expect(findPending(store.db, mail!.message)?.target).toBe(target);
  });
});

describe('move', () => {
  it('files picked mails elsewhere and counts that as a correction', () => {
    const [mail] = store.propose(store.folder('Factures'), 1);
    const trips = store.folder('Voyages');
    const reply = move(store.db, { messages: [mail!.message], from: store.inbox, to: trips, at: 1 });
    expect(reply).toMatchObject({ ok: true, value: { accepted: 1 } });
    expect(findPending(store.db, mail!.message)).toBeNull();
    expect(store.db.prepare('SELECT kind, mailbox_id FROM decisions').all()).toEqual([
      { kind: 'corrected', mailbox_id: trips },
    ]);
  });
});
