import { z } from 'zod';
import {
  mailboxId,
  messageId,
  type AccountId,
  type MailboxId,
  type MessageId,
} from '../../../../contract/ids.ts';
import { statement, type ReadableDb, type WritableDb } from '../handles.ts';

const homeRow = z.object({
  id: messageId,
  /** Where the classifier has learned that it belongs. */
  learned: mailboxId.nullable(),
  /** Where it belongs by the person's own doing: the folder it is in, or is on its way to. */
  home: mailboxId.nullable(),
});
export type HomeRow = z.infer<typeof homeRow>;

const homes = `SELECT m.id, m.learned_mailbox AS learned, (
    SELECT b.id FROM mailboxes b WHERE b.role = 'folder' AND b.gone = 0 AND b.id = coalesce(
      (SELECT r.to_mailbox FROM receipts r WHERE r.message_id = m.id AND r.state = 'pending' ORDER BY r.id DESC LIMIT 1),
      (SELECT l.mailbox_id FROM places l JOIN mailboxes f ON f.id = l.mailbox_id
       WHERE l.message_id = m.id ORDER BY f.role = 'folder' DESC, l.id LIMIT 1))) AS home
  FROM messages m`;

/** Mails whose home is not what the classifier learned, oldest first; `ids` limits it to these. */
export function listToTeach(db: ReadableDb, account: AccountId, ids: readonly MessageId[] | null): HomeRow[] {
  const among = ids === null ? '' : 'AND m.id IN (SELECT value FROM json_each(:ids))';
  const rows = statement<[object]>(
    db,
    `SELECT * FROM (${homes} WHERE m.account_id = :account AND m.unreadable IS NULL ${among} ORDER BY m.date)
     WHERE learned IS NOT home`,
  ).all(ids === null ? { account } : { account, ids: JSON.stringify(ids) });
  return z.array(homeRow).parse(rows);
}

const filedRow = homeRow.extend({ home: mailboxId }).omit({ learned: true });

/** Mails that have a home, oldest first. */
export function listHomes(db: ReadableDb, account: AccountId): z.infer<typeof filedRow>[] {
  const sql = `SELECT * FROM (${homes} WHERE m.account_id = ? AND m.unreadable IS NULL ORDER BY m.date)
    WHERE home IS NOT NULL`;
  return z.array(filedRow).parse(statement<[number]>(db, sql).all(account));
}

export function markLearned(db: WritableDb, id: MessageId, home: MailboxId | null): void {
  statement<[number | null, number]>(db, 'UPDATE messages SET learned_mailbox = ? WHERE id = ?').run(
    home,
    id,
  );
}

/** How many mails of an account the classifier has learned, by their marks. */
export function countLearned(db: ReadableDb, account: AccountId): number {
  const sql = 'SELECT count(*) FROM messages WHERE account_id = ? AND learned_mailbox IS NOT NULL';
  return z.number().parse(statement<[number]>(db, sql).pluck().get(account));
}

/** Forgets which mails were learned: the classifier starts afresh. */
export function clearLearned(db: WritableDb, account: AccountId): void {
  statement<[number]>(
    db,
    'UPDATE messages SET learned_mailbox = NULL WHERE account_id = ? AND learned_mailbox IS NOT NULL',
  ).run(account);
  statement<[number]>(db, 'DELETE FROM learned_state WHERE account_id = ?').run(account);
}

/** Keeps the classifier's state together with the number of mails marked as learned when it was taken. */
export function saveLearned(db: WritableDb, account: AccountId, model: Uint8Array, at: number): void {
  statement<[object]>(
    db,
    `INSERT INTO learned_state (account_id, version, learned, model, at) VALUES (:account, 1, :learned, :model, :at)
     ON CONFLICT (account_id) DO UPDATE SET learned = excluded.learned, model = excluded.model, at = excluded.at`,
  ).run({ account, learned: countLearned(db, account), model, at });
}

/** The kept state, or null. It is stale when `learned` differs from the marks: a crash fell between the two. */
export function loadLearned(
  db: ReadableDb,
  account: AccountId,
): { learned: number; model: Uint8Array } | null {
  const row = statement<[number], { learned: number; model: Uint8Array }>(
    db,
    'SELECT learned, model FROM learned_state WHERE account_id = ?',
  ).get(account);
  return row ?? null;
}

const inboxRow = z.object({ id: messageId, mailbox: mailboxId });
/** A mail in an inbox that stays there unless somebody decides. */
export type InboxRow = z.infer<typeof inboxRow>;

/** Mails in the inbox that are not on their way, newest first; `ids` limits it to these. */
export function listInbox(db: ReadableDb, account: AccountId, ids: readonly MessageId[] | null): InboxRow[] {
  const among = ids === null ? '' : 'AND l.message_id IN (SELECT value FROM json_each(:ids))';
  const rows = statement<[object]>(
    db,
    `SELECT l.message_id AS id, l.mailbox_id AS mailbox FROM places l
       JOIN mailboxes b ON b.id = l.mailbox_id JOIN messages m ON m.id = l.message_id
     WHERE b.account_id = :account AND b.role = 'inbox' AND b.gone = 0 AND l.moving = 0 AND m.unreadable IS NULL ${among}
     GROUP BY l.message_id ORDER BY l.date DESC`,
  ).all(ids === null ? { account } : { account, ids: JSON.stringify(ids) });
  return z.array(inboxRow).parse(rows);
}

/** Notes a move that the person made in another program; `back` when it takes one of ours back. */
export function recordPersonMove(
  db: WritableDb,
  move: { accountId: AccountId; messageId: MessageId; from: MailboxId; to: MailboxId; at: number },
): 'moved-by-person' | 'moved-back' {
  const ours = statement<[number, number]>(
    db,
    "SELECT 1 FROM receipts WHERE message_id = ? AND to_mailbox = ? AND from_mailbox <> to_mailbox AND state = 'done' LIMIT 1",
  ).get(move.messageId, move.from);
  const kind = ours === undefined ? 'moved-by-person' : 'moved-back';
  statement<[object]>(
    db,
    `INSERT INTO decisions (account_id, message_id, kind, proposed_mailbox, mailbox_id, at)
     VALUES (:accountId, :messageId, :kind, :from, :to, :at)`,
  ).run({ ...move, kind });
  return kind;
}
