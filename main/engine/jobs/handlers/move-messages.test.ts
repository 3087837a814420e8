import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addMessage, openMailStore, type MailStore } from '../../../../tests/support/mail-store.ts';
import type { MailboxId, MessageId } from '../../../../contract/ids.ts';
import { succeed } from '../../../../contract/problem.ts';
import { listReceipts } from '../../db/repositories/acts/activity.ts';
import { leaseJob } from '../../db/repositories/acts/jobs.ts';
import { placesIn } from '../../db/repositories/mail/moving.ts';
import { listMailbox } from '../../db/repositories/mail/reading.ts';
import { createSource } from '../../sources/index.ts';
import type { MailSource } from '../../sources/port.ts';
import { move } from '../../suggestions/act.ts';
import { undoBatch } from '../../suggestions/undo.ts';
import { moveMessages } from './move-messages.ts';

const signal = AbortSignal.timeout(60_000);
let root: string;
let store: MailStore;
let source: MailSource;
let target: MailboxId;
let mails: MessageId[];

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'casier-move-'));
  for (const folder of ['INBOX', 'Factures']) {
    for (const part of ['cur', 'new', 'tmp']) mkdirSync(join(root, folder, part), { recursive: true });
  }
  for (let n = 1; n <= 3; n += 1) {
    const text = `Message-ID: <m${n}@mail.example>\r\nSubject: ${n}\r\n\r\nText\r\n`;
    writeFileSync(join(root, 'INBOX', 'cur', `${n}.M1P1.host:2,S`), text);
  }
  store = openMailStore();
  target = store.folder('Factures');
  source = createSource({ kind: 'maildir', path: root }, { onEgress: () => undefined });
  mails = [1, 2, 3].map((number) =>
    addMessage(store.db, { account: store.account, mailbox: store.inbox, number }),
  );
  const ids = mails.map((_, index) => `m${index + 1}@mail.example`);
  const found = await source.findByMessageId('INBOX', ids, signal);
  if (!found.ok) throw new Error(found.problem.code);
  for (const [index, id] of ids.entries()) {
    const uid = found.value.get(id)![0];
    store.db.prepare('UPDATE places SET uid = ? WHERE message_id = ?').run(uid, mails[index]);
  }
});
afterEach(async () => {
  await source.close();
  rmSync(root, { recursive: true });
});

const files = (folder: string) => readdirSync(join(root, folder, 'cur')).sort();

function act() {
  const reply = move(store.db, { messages: mails, from: store.inbox, to: target, at: 1 });
  if (!reply.ok || reply.value.batch === null) throw new Error('nothing to move');
  return reply.value.batch;
}

/** Runs every job that waits, as the runner would. */
async function runJobs() {
  const handler = moveMessages({ db: store.db, sourceOf: () => succeed(source) });
  const outcomes = [];
  for (;;) {
    const job = leaseJob(store.db, { now: 10, leaseMs: 1, busy: [] });
    if (!job) return outcomes;
    outcomes.push(await handler.run(job, handler.payload.parse(job.payload), signal));
  }
}

const states = (batchId: ReturnType<typeof act>) =>
  listReceipts(store.db, { batchId, offset: 0, limit: 9 }).receipts.map((receipt) => receipt.state);

describe('move-messages', () => {
  it('moves the files, keeps their flags and records their new places', async () => {
    const batch = act();
    expect(await runJobs()).toEqual([{ kind: 'done' }]);
    expect(files('INBOX')).toEqual([]);
    expect(files('Factures')).toEqual(['1.M1P1.host:2,S', '2.M1P1.host:2,S', '3.M1P1.host:2,S']);
    expect(states(batch)).toEqual(['done', 'done', 'done']);
    expect(listMailbox(store.db, { mailboxId: target, offset: 0, limit: 9 }).total).toBe(3);
  });

  it('finds what it had done when the process died before it could write it down', async () => {
    const batch = act();
    const uids = mails.slice(0, 2).map((mail) => placesIn(store.db, mail, store.inbox)[0]!.uid);
    await source.move('INBOX', uids, 'Factures', signal);
    expect(await runJobs()).toEqual([{ kind: 'done' }]);
    expect(files('Factures')).toHaveLength(3);
    expect(states(batch)).toEqual(['done', 'done', 'done']);
  });

  it('says so when another program took a mail away, and moves the others', async () => {
    const batch = act();
    rmSync(join(root, 'INBOX', 'cur', '2.M1P1.host:2,S'));
    expect(await runJobs()).toEqual([{ kind: 'done' }]);
    expect(states(batch)).toEqual(['done', 'failed', 'done']);
  });

  it('looks a mail up by Message-ID when its UID is of another UIDVALIDITY', async () => {
    const batch = act();
    store.db.exec('UPDATE places SET uidvalidity = 7, uid = uid + 1');
    store.db.exec('UPDATE receipts SET from_uidvalidity = 7, from_uid = from_uid + 1');
    await runJobs();
    expect(states(batch)).toEqual(['done', 'done', 'done']);
    expect(files('Factures')).toHaveLength(3);
  });

  it('carries mails back on undo, also when undo came while the move was under way', async () => {
    const batch = act();
    const job = leaseJob(store.db, { now: 2, leaseMs: 1, busy: [] })!;
    const handler = moveMessages({ db: store.db, sourceOf: () => succeed(source) });
    const moving = handler.run(job, handler.payload.parse(job.payload), signal);
    undoBatch(store.db, { batch, at: 2 });
    await moving;
    await runJobs();
    expect(files('INBOX')).toHaveLength(3);
    expect(files('Factures')).toEqual([]);
    expect(listMailbox(store.db, { mailboxId: store.inbox, offset: 0, limit: 9 }).total).toBe(3);
  });

  it('cannot work when the folder is gone: the person is told', async () => {
    act();
    store.db.prepare('UPDATE mailboxes SET gone = 1 WHERE id = ?').run(target);
    expect(await runJobs()).toEqual([{ kind: 'dead', problem: { code: 'folder-missing' } }]);
    expect(files('INBOX')).toHaveLength(3);
  });
});
