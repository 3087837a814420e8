import { z } from 'zod';
import { mailboxId, messageId, type AccountId, type MessageId } from '../../../../../contract/ids.ts';
import { statement, type ReadableDb, type WritableDb } from '../../handles.ts';

const filedRow = z.object({
  id: messageId,
  address: z.string(),
  name: z.string(),
  listId: z.string().nullable(),
  /** The folder it is in; null when it is in none. */
  mailbox: mailboxId.nullable(),
});
/** Who wrote a mail, and where it is filed. */
export type FiledRow = z.infer<typeof filedRow>;

/** Readable mails of an account that lie in its inbox or folders, by id after `after`, at most `limit`. */
export function pageFiled(
  db: ReadableDb,
  account: AccountId,
  after: MessageId | null,
  limit: number,
): FiledRow[] {
  const rows = statement<[number, number, number]>(
    db,
    `SELECT m.id, m.from_address AS address, m.from_name AS name, m.list_id AS listId,
       (SELECT h.mailbox_id FROM learned_homes h WHERE h.message_id = m.id) AS mailbox
     FROM messages m WHERE m.account_id = ? AND m.id > ? AND m.unreadable IS NULL ORDER BY m.id LIMIT ?`,
  ).all(account, after ?? 0, limit);
  return z.array(filedRow).parse(rows);
}

/** Keys of rules that were offered and refused. */
export function listRefused(db: ReadableDb): Set<string> {
  return new Set(
    z.array(z.string()).parse(statement<[]>(db, 'SELECT key FROM refused_offers').pluck().all()),
  );
}

/** Notes that a rule is not to be offered again. */
export function refuseOffer(db: WritableDb, key: string, at: number): void {
  statement<[string, number]>(db, 'INSERT OR REPLACE INTO refused_offers (key, at) VALUES (?, ?)').run(
    key,
    at,
  );
}
