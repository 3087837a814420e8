import { z } from 'zod';
import {
  accountId,
  mailboxId,
  messageId,
  type AccountId,
  type MailboxId,
  type MessageId,
} from '../../../../../contract/ids.ts';
import { statement, type ReadableDb, type WritableDb } from '../../handles.ts';

/** What the classifier learned of a mail, and what is so. */
export interface HomeRow {
  readonly id: MessageId;
  /** Where the classifier has learned that it belongs. */
  readonly learned: MailboxId | null;
  /** Where it belongs by the person's own doing: the folder it is in, or is on its way to. */
  readonly home: MailboxId | null;
}

/** A point in an account's mail by time; a page begins after it. */
export interface Moment {
  readonly date: number;
  readonly id: number;
}

const homes = `SELECT m.id, m.date,
    (SELECT h.mailbox_id FROM learned_homes h WHERE h.message_id = m.id) AS learned,
    (SELECT b.id FROM mailboxes b WHERE b.role = 'folder' AND b.gone = 0
     AND NOT EXISTS (SELECT 1 FROM forgotten f WHERE f.message_id = m.id AND f.mailbox_id = b.id) AND b.id = coalesce(
      (SELECT r.to_mailbox FROM receipts r WHERE r.message_id = m.id AND r.state = 'pending' AND r.flags_added IS NULL
       ORDER BY r.id DESC LIMIT 1),
      (SELECT l.mailbox_id FROM places l JOIN mailboxes f ON f.id = l.mailbox_id
       WHERE l.message_id = m.id ORDER BY f.role = 'folder' DESC, l.id LIMIT 1))) AS home
  FROM messages m`;

/** Where one mail of an account belongs; null when it is not there, is another account's, or could not be read. */
export function findHome(db: ReadableDb, account: AccountId, id: MessageId): HomeRow | null {
  const sql = `${homes} WHERE m.id = ? AND m.account_id = ? AND m.unreadable IS NULL`;
  return statement<[number, number], HomeRow>(db, sql).get(id, account) ?? null;
}

/** Mails of an account after a moment (null: from the beginning), oldest first, at most `limit`. */
export function pageHomes(
  db: ReadableDb,
  account: AccountId,
  after: Moment | null,
  limit: number,
): (HomeRow & Moment)[] {
  return statement<[object], HomeRow & Moment>(
    db,
    `${homes} WHERE m.account_id = :account AND m.unreadable IS NULL AND m.date >= :date
       AND (m.date > :date OR m.id > :id) ORDER BY m.date, m.id LIMIT :limit`,
  ).all({ account, date: after?.date ?? Number.MIN_SAFE_INTEGER, id: after?.id ?? 0, limit });
}

/** Notes where the classifier learned that a mail belongs (nowhere for null); its kept state is then behind. */
export function markLearned(db: WritableDb, id: MessageId, home: MailboxId | null): void {
  if (home === null) statement<[number]>(db, 'DELETE FROM learned_homes WHERE message_id = ?').run(id);
  else {
    statement<[number, number]>(
      db,
      'INSERT OR REPLACE INTO learned_homes (message_id, mailbox_id) VALUES (?, ?)',
    ).run(id, home);
  }
}

/** Forgets what was learned of the first marked mails of an account after `after`; gives the last of them, or null. */
export function clearLearned(
  db: WritableDb,
  account: AccountId,
  after: number,
  limit: number,
): number | null {
  const last = statement<[number, number, number], number | null>(
    db,
    `SELECT max(id) FROM (SELECT h.message_id AS id FROM learned_homes h JOIN messages m ON m.id = h.message_id
       WHERE m.account_id = ? AND h.message_id > ? ORDER BY h.message_id LIMIT ?)`,
  )
    .pluck()
    .get(account, after, limit);
  if (typeof last !== 'number') return null;
  statement<[number, number, number]>(
    db,
    `DELETE FROM learned_homes WHERE message_id > ? AND message_id <= ?
       AND message_id IN (SELECT id FROM messages WHERE account_id = ?)`,
  ).run(after, last, account);
  return last;
}

/** Keeps the classifier's state, which agrees with the marks until the next `outdateLearned`. */
export function saveLearned(
  db: WritableDb,
  account: AccountId,
  state: { learned: number; model: Uint8Array; at: number },
): void {
  statement<[object]>(
    db,
    `INSERT INTO learned_state (account_id, version, learned, model, at) VALUES (:account, 1, :learned, :model, :at)
     ON CONFLICT (account_id) DO UPDATE SET learned = excluded.learned, model = excluded.model, at = excluded.at`,
  ).run({ account, ...state });
}

/** The marks go on beyond the kept state: after a crash it is of no use. */
export function outdateLearned(db: WritableDb, account: AccountId): void {
  statement<[number]>(db, 'UPDATE learned_state SET learned = -1 WHERE account_id = ?').run(account);
}

/** The kept state; null when there is none that agrees with the marks. */
export function loadLearned(db: ReadableDb, account: AccountId): Uint8Array | null {
  const model = statement<[number], Uint8Array>(
    db,
    'SELECT model FROM learned_state WHERE account_id = ? AND learned >= 0',
  )
    .pluck()
    .get(account);
  return model ?? null;
}

const inboxRow = z.object({ id: messageId, mailbox: mailboxId, flags: z.string() });
/** A mail in an inbox that stays there unless somebody decides. */
export type InboxRow = z.infer<typeof inboxRow>;

/** Mails in the inbox that are not on their way, newest first; `ids` limits it to these. */
export function listInbox(db: ReadableDb, account: AccountId, ids: readonly MessageId[] | null): InboxRow[] {
  const among = ids === null ? '' : 'AND l.message_id IN (SELECT value FROM json_each(:ids))';
  const rows = statement<[object]>(
    db,
    `SELECT l.message_id AS id, l.mailbox_id AS mailbox, l.flags FROM places l
       JOIN mailboxes b ON b.id = l.mailbox_id JOIN messages m ON m.id = l.message_id
     WHERE b.account_id = :account AND b.role = 'inbox' AND b.gone = 0 AND l.moving = 0 AND m.unreadable IS NULL ${among}
     GROUP BY l.message_id ORDER BY l.date DESC`,
  ).all(ids === null ? { account } : { account, ids: JSON.stringify(ids) });
  return z.array(inboxRow).parse(rows);
}

/** As `listInbox`, older than a moment (null: from the newest), at most `limit`. */
export function pageInbox(
  db: ReadableDb,
  account: AccountId,
  before: Moment | null,
  limit: number,
): (InboxRow & Moment)[] {
  return statement<[object], InboxRow & Moment>(
    db,
    `SELECT l.message_id AS id, l.mailbox_id AS mailbox, l.flags, l.date FROM places l JOIN messages m ON m.id = l.message_id
     WHERE l.mailbox_id IN (SELECT id FROM mailboxes WHERE account_id = :account AND role = 'inbox' AND gone = 0)
       AND l.moving = 0 AND l.date <= :date AND (l.date < :date OR l.message_id < :id) AND m.unreadable IS NULL
     ORDER BY l.date DESC, l.message_id DESC LIMIT :limit`,
  ).all({ account, date: before?.date ?? Number.MAX_SAFE_INTEGER, id: before?.id ?? 0, limit });
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
  // A move out of the inbox answers what was proposed there, whether the person has seen it or not.
  statement<[object]>(
    db,
    `INSERT INTO decisions (account_id, message_id, kind, proposed_mailbox, mailbox_id, stage, probability, at)
     SELECT :accountId, :messageId, :kind, coalesce(p.target_mailbox, :from), :to, p.stage, p.probability, :at
     FROM (SELECT 1) LEFT JOIN proposals p ON p.message_id = :messageId AND p.state = 'pending' AND p.from_mailbox = :from
       AND :kind = 'moved-by-person'`,
  ).run({ ...move, kind });
  return kind;
}

const answerRow = z.object({ message: messageId, account: accountId, mailbox: mailboxId.nullable() });

/** What the person decided last on each of these mails: the folder they belong in, or null for "not there". */
export function answersOf(db: ReadableDb, messages: readonly MessageId[]): z.infer<typeof answerRow>[] {
  const rows = statement<[string]>(
    db,
    `SELECT message_id AS message, account_id AS account, mailbox_id AS mailbox FROM decisions
     WHERE id IN (SELECT max(id) FROM decisions WHERE undone = 0 AND message_id IN (SELECT value FROM json_each(?))
       GROUP BY message_id)`,
  ).all(JSON.stringify(messages));
  return z.array(answerRow).parse(rows);
}
