import { z } from 'zod';
import {
  mailboxId,
  messageId,
  type AccountId,
  type MailboxId,
  type MessageId,
} from '../../../../../contract/ids.ts';
import { statement, type ReadableDb, type WritableDb } from '../../handles.ts';

const filedRow = z.object({ id: messageId, home: mailboxId, date: z.number() });
/** A mail in one of the person's folders. */
export type FiledRow = z.infer<typeof filedRow>;

/** Mails whose folder was learned, newest first, older than a moment (null: from the newest), at most `limit`. */
export function pageFiled(
  db: ReadableDb,
  account: AccountId,
  before: FiledRow | null,
  limit: number,
): FiledRow[] {
  const rows = statement<[object]>(
    db,
    `SELECT m.id, h.mailbox_id AS home, m.date FROM messages m JOIN learned_homes h ON h.message_id = m.id
     WHERE m.account_id = :account AND m.date <= :date AND (m.date < :date OR m.id < :id)
     ORDER BY m.date DESC, m.id DESC LIMIT :limit`,
  ).all({ account, date: before?.date ?? Number.MAX_SAFE_INTEGER, id: before?.id ?? 0, limit });
  return z.array(filedRow).parse(rows);
}

/** What would have been proposed for a filed mail, and whether that was right. */
export interface ReplayedAnswer {
  readonly message: MessageId;
  readonly folder: MailboxId;
  readonly probability: number;
  readonly right: boolean;
  /** Date of the mail. */
  readonly at: number;
}

/** Keeps the outcome of a replay in place of the last one's. Mails and folders that are gone since are left out. */
export function saveReplay(
  db: WritableDb,
  account: AccountId,
  replay: { answers: readonly ReplayedAnswer[]; learned: number; at: number },
): void {
  statement<[number]>(db, 'DELETE FROM trust_replayed WHERE account_id = ?').run(account);
  const insert = statement<[object]>(
    db,
    `INSERT INTO trust_replayed (message_id, account_id, mailbox_id, probability, correct, at)
     SELECT m.id, m.account_id, b.id, :probability, :right, :at FROM messages m, mailboxes b
     WHERE m.id = :message AND b.id = :folder`,
  );
  for (const answer of replay.answers) insert.run({ ...answer, right: Number(answer.right) });
  statement<[number, number, number]>(
    db,
    `INSERT INTO trust_accounts (account_id, replayed_at, replayed_learned) VALUES (?, ?, ?)
     ON CONFLICT (account_id) DO UPDATE SET replayed_at = excluded.replayed_at,
       replayed_learned = excluded.replayed_learned`,
  ).run(account, replay.at, replay.learned);
}

/** Every account's mail is to be replayed again; what was found stands until then. */
export function forgetReplays(db: WritableDb): void {
  statement<[]>(db, 'UPDATE trust_accounts SET replayed_learned = NULL').run();
}
