import { beforeEach, describe, expect, it } from 'vitest';
import type { MailboxId, MessageId } from '../../../contract/ids.ts';
import type { FoundAct } from '../../../contract/search.ts';
import { addAccount, openMailStore, type MailStore } from '../../../tests/support/mail-store.ts';
import { alsoIn, writeMail } from '../../../tests/support/searched-mail.ts';
import { listReceipts } from '../db/repositories/acts/activity.ts';
import { insertMailbox } from '../db/repositories/mail/mailbox-paths.ts';
import { mailboxesOfFound } from '../db/repositories/mail/searching.ts';
import { countPending, currentRevision } from '../db/repositories/deciding/proposals.ts';
import { undoBatch } from '../suggestions/undo.ts';
import { actOnFound } from './act.ts';

let store: MailStore;
let bills: MailboxId;
let trips: MailboxId;
beforeEach(() => {
  store = openMailStore();
  [bills, trips] = [store.folder('Bills'), store.folder('Trips')];
});

function act(messages: readonly MessageId[], what: FoundAct, preferred: MailboxId[] = [], revision = 1e9) {
  const mails = mailboxesOfFound(store.db, messages, preferred);
  const reply = actOnFound(store.db, { mails, act: what, revision, at: 1 });
  if (!reply.ok) return reply.problem.code;
  return { accepted: reply.value.accepted, batches: reply.value.batches };
}
const flagsOf = (message: MessageId) =>
  store.db.prepare('SELECT flags FROM places WHERE message_id = ? ORDER BY id').pluck().all(message);
const leaving = () =>
  store.db.prepare('SELECT mailbox_id FROM places WHERE moving = 1 ORDER BY 1').pluck().all();

describe('an act on what was found', () => {
  it('is a batch for each mailbox, and counts each mail once', () => {
    const [a, b] = [writeMail(store, { in: bills }), writeMail(store, { in: trips })];
    alsoIn(store, a, trips);
    const done = act([a, b], 'archive');
    expect(done).toMatchObject({ accepted: 2, batches: [expect.any(Number), expect.any(Number)] });
    // Of the mail with two places the one that was shown.
    expect(leaving()).toEqual([bills, trips]);
  });

  it('counts a mail once that lies twice in one mailbox, whatever is done with it, and takes both back', () => {
    const mail = writeMail(store, { in: bills });
    alsoIn(store, mail, bills);
    expect(act([mail], 'flag')).toMatchObject({ accepted: 1 });
    expect(flagsOf(mail)).toEqual(['\\Flagged', '\\Flagged']);
    const moved = act([mail], { move: trips });
    expect(moved).toMatchObject({ accepted: 1 });
    expect(leaving()).toEqual([bills, bills]);
    if (typeof moved === 'string') throw new Error(moved);
    undoBatch(store.db, { batch: moved.batches[0]!, at: 2 });
    expect(leaving()).toEqual([]);
  });

  it('counts a proposal once whose mail lies twice in the inbox', () => {
    const [one] = store.propose(bills, 3);
    alsoIn(store, one!.message, store.inbox);
    const messages = store.db.prepare('SELECT id FROM messages').pluck().all() as MessageId[];
    expect(act(messages, 'approve')).toMatchObject({ accepted: 3 });
    expect(leaving()).toHaveLength(4);
  });

  it('takes the mailbox that was asked for of a mail with several', () => {
    const mail = writeMail(store, { in: bills });
    alsoIn(store, mail, trips);
    act([mail], 'trash', [trips]);
    expect(leaving()).toEqual([trips]);
  });

  it('approves what was proposed when the person looked, nothing newer and nothing else', () => {
    const seen = store.propose(bills, 2);
    const looked = currentRevision(store.db);
    const late = store.propose(bills, 1);
    const other = writeMail(store, { in: trips });
    const all = [...seen, ...late].map(({ message }) => message);
    expect(act([...all, other], 'approve', [], looked)).toMatchObject({ accepted: 2 });
    expect(countPending(store.db)).toBe(1);
    expect(act([other], 'approve')).toEqual({ accepted: 0, batches: [] });
  });

  it('moves what is not there yet and belongs to the folder’s account; refuses a folder that is gone', () => {
    const other = addAccount(store.db, 'Bruno');
    const place = { accountId: other, path: 'INBOX', delimiter: '/', role: 'inbox' } as const;
    const elsewhere = writeMail(store, { in: insertMailbox(store.db, place) });
    const [a, b] = [writeMail(store, { in: store.inbox }), writeMail(store, { in: bills })];
    expect(act([a, b, elsewhere], { move: bills })).toMatchObject({ accepted: 1 });
    expect(leaving()).toEqual([store.inbox]);
    expect(act([a], { move: 999 as MailboxId })).toBe('folder-missing');
  });

  it('marks hundreds with different flags, and takes back just what it changed', () => {
    const mails = Array.from({ length: 800 }, (_, index) =>
      writeMail(store, { in: bills, seen: index % 2 === 0 }),
    );
    store.db.prepare("UPDATE places SET flags = trim('work ' || flags) WHERE id % 3 = 0").run();
    const states = () => store.db.prepare('SELECT id, flags, seen, flagged FROM places').raw().all();
    const before = states();
    const done = act(mails, 'read');
    expect(done).toMatchObject({ accepted: 400 });
    if (typeof done === 'string') throw new Error(done);
    expect(store.db.prepare('SELECT DISTINCT flags, seen FROM places ORDER BY 1').raw().all()).toEqual([
      ['\\Seen', 1],
      ['\\Seen work', 1],
      ['work \\Seen', 1],
    ]);
    const [batch] = done.batches;
    const page = { batchId: batch!, offset: 0, limit: 1 };
    expect(listReceipts(store.db, page).total).toBe(400);
    undoBatch(store.db, { batch: batch!, at: 2 });
    expect(states()).toEqual(before);
    expect(
      act(
        mails.filter((_, index) => index % 2 === 0),
        'read',
      ),
    ).toMatchObject({ accepted: 0, batches: [] });
  });
});
