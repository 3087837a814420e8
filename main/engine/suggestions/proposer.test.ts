import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addAccount } from '../../../tests/support/mail-store.ts';
import type { AccountId, MailboxId, MessageId } from '../../../contract/ids.ts';
import type { WritableDb } from '../db/handles.ts';
import { openDatabase } from '../db/open.ts';
import { deleteDoubt, insertDoubt } from '../db/repositories/deciding/doubts.ts';
import { forgetFolder, rememberFolder } from '../db/repositories/deciding/forgetting.ts';
import { readFeatures } from '../db/repositories/mail/features.ts';
import { findHome, loadLearned } from '../db/repositories/deciding/learning.ts';
import { insertMailbox } from '../db/repositories/mail/mailbox-paths.ts';
import { insertMessage } from '../db/repositories/mail/messages.ts';
import { insertPlace } from '../db/repositories/mail/places.ts';
import { findPending } from '../db/repositories/deciding/proposals.ts';
import { compileRules, doubtKeys } from '../deciding/index.ts';
import { makeMail } from '../deciding/testing/mails.ts';
import { systemClock } from '../platform/clock.ts';
import { silentLogger } from '../platform/logger.ts';
import { Proposer } from './proposer.ts';

const { rules } = compileRules(
  "- name: Bills\n  if: { from: 'billing@' }\n  then: { move: Bills }\n  confidence: 0.8\n",
);

let db: WritableDb;
let account: AccountId;
let inbox: MailboxId;
let bills: MailboxId;
let number = 0;
const proposers: Proposer[] = [];
beforeEach(() => {
  db = openDatabase(':memory:');
  account = addAccount(db, 'Anne');
  inbox = insertMailbox(db, { accountId: account, path: 'INBOX', delimiter: '/', role: 'inbox' });
  bills = insertMailbox(db, { accountId: account, path: 'Bills', delimiter: '/', role: 'folder' });
});
afterEach(async () => {
  await Promise.all(proposers.splice(0).map((proposer) => proposer.close()));
  db.close();
});

function open(of: AccountId, { mailPoursIn = false, arrived = [] as MessageId[] } = {}): Proposer {
  const proposer = new Proposer({
    db,
    accountId: of,
    rules: () => rules,
    clock: systemClock,
    logger: silentLogger(),
    onChange: () => undefined,
    onArrived: (ids) => arrived.push(...ids),
    mailPoursIn: () => mailPoursIn,
  });
  proposers.push(proposer);
  return proposer;
}

function store(of: AccountId, mailbox: MailboxId, address: string, date = Date.UTC(2026, 4, 1)): MessageId {
  number += 1;
  const features = makeMail({
    messageId: `m${number}@example.org`,
    from: { name: '', address },
    subject: `Number ${number}`,
    date,
  });
  const id = insertMessage(db, of, {
    identity: `m${number}`,
    features,
    text: 'some words of the mail',
    preview: '',
    hasAttachments: false,
    attachments: [],
    unreadable: null,
  });
  insertPlace(db, { message: id, mailbox, uidvalidity: 1, uid: number, flags: '', date });
  return id;
}

describe('a proposer', () => {
  it('decides mail that pours in by the rules, before anything was learned', async () => {
    const id = store(account, inbox, 'billing@energy.example');
    const other = store(account, inbox, 'marie@home.example');
    const proposer = open(account, { mailPoursIn: true });
    proposer.consider([id, other]);
    await proposer.settled();
    expect(findPending(db, id)).toMatchObject({ target: bills, stage: 'rules', probability: 0.8 });
    expect(findPending(db, other)).toBeNull();
  });

  it('learns what is filed and decides what arrives with it', async () => {
    for (let mail = 0; mail < 12; mail += 1) store(account, bills, 'till@shop.example');
    const arrived: MessageId[] = [];
    const proposer = open(account, { arrived });
    await proposer.settled();
    const id = store(account, inbox, 'till@shop.example');
    proposer.consider([id], true);
    await proposer.settled();
    expect(findPending(db, id)).toMatchObject({ target: bills, stage: 'memory' });
    expect(arrived).toEqual([id]);
  });

  it('minds at once, and for good, that evidence was called wrong', async () => {
    for (let mail = 0; mail < 12; mail += 1) store(account, bills, 'till@shop.example');
    const id = store(account, inbox, 'till@shop.example');
    const proposer = open(account);
    await proposer.settled();
    const before = findPending(db, id)!;
    const fact = before.evidence.find(({ kind }) => kind === 'sender')!;
    const doubt = insertDoubt(db, {
      accountId: account,
      mailboxId: bills,
      evidence: fact,
      keys: doubtKeys(fact, readFeatures(db, id)!),
      at: 1,
    });
    proposer.doubted(id);
    await proposer.settled();
    expect(findPending(db, id)?.evidence ?? []).not.toContainEqual(fact);
    await proposer.close();
    const again = open(account);
    again.relearn();
    await again.settled();
    expect(findPending(db, id)?.evidence ?? []).not.toContainEqual(fact);
    expect(deleteDoubt(db, doubt)).toBe(account);
    again.doubted(null);
    await again.settled();
    expect(findPending(db, id)?.evidence).toContainEqual(fact);
  });

  it('forgets a folder, for good and across restarts, until told to learn it again', async () => {
    const other = insertMailbox(db, { accountId: account, path: 'Shop', delimiter: '/', role: 'folder' });
    for (let mail = 0; mail < 12; mail += 1) {
      store(account, bills, 'till@shop.example');
      store(account, other, 'news@shop.example');
    }
    const id = store(account, inbox, 'till@shop.example');
    let proposer = open(account);
    await proposer.settled();
    expect(findPending(db, id)?.target).toBe(bills);
    expect(forgetFolder(db, bills, 1)).toBe(12);
    proposer.forget(bills);
    await proposer.settled();
    expect(findPending(db, id)?.target).not.toBe(bills);
    await proposer.close();
    proposer = open(account);
    await proposer.settled();
    expect(proposer.decider.learnedCount).toBe(12);
    // What is filed there from now on teaches.
    const filed = store(account, bills, 'new@power.example');
    proposer.learnFrom([filed]);
    await proposer.settled();
    expect(proposer.decider.learnedCount).toBe(13);
    expect(rememberFolder(db, bills)).toBe(12);
    proposer.relearn();
    await proposer.settled();
    expect(findPending(db, id)?.target).toBe(bills);
  });

  it('learns nothing from the mail of another account', async () => {
    const other = addAccount(db, 'Bruno');
    const theirs = insertMailbox(db, { accountId: other, path: 'Bills', delimiter: '/', role: 'folder' });
    const id = store(other, theirs, 'till@shop.example');
    const proposer = open(account);
    proposer.learnFrom([id]);
    await proposer.settled();
    expect(proposer.decider.learnedCount).toBe(0);
    expect(findHome(db, other, id)).toMatchObject({ learned: null, home: theirs });
  });

  it('teaches each mail once, whatever happens while all folders are learned again', async () => {
    const ids = Array.from({ length: 450 }, (_, at) => store(account, bills, 'till@shop.example', at));
    const proposer = open(account);
    proposer.relearn();
    proposer.learnFrom(ids.slice(0, 300));
    proposer.consider(ids.slice(200));
    await proposer.settled();
    expect(proposer.decider.learnedCount).toBe(450);
    const [first] = ids;
    db.prepare('UPDATE places SET mailbox_id = ? WHERE message_id = ?').run(inbox, first);
    proposer.relearn();
    await proposer.settled();
    expect(proposer.decider.learnedCount).toBe(449);
    expect(findHome(db, account, first!)).toMatchObject({ learned: null, home: null });
  });

  it('keeps what it learned, and learns again after a crash that lost some of it', async () => {
    for (let mail = 0; mail < 5; mail += 1) store(account, bills, 'till@shop.example');
    const proposer = open(account);
    await proposer.settled();
    // As after a crash: marked, and not kept.
    expect(loadLearned(db, account)).toBeNull();
    await proposers.pop()?.close();
    expect(loadLearned(db, account)).not.toBeNull();
    const again = open(account);
    expect(again.decider.learnedCount).toBe(5);
    again.consider([store(account, bills, 'till@shop.example')]);
    await again.settled();
    expect(loadLearned(db, account)).toBeNull();
    const afterCrash = open(account);
    await afterCrash.settled();
    expect(afterCrash.decider.learnedCount).toBe(6);
  });
});
