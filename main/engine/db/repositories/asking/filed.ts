import { z } from 'zod';
import { mailboxId, messageId, type AccountId } from '../../../../../contract/ids.ts';
import { statement, type ReadableDb } from '../../handles.ts';

const filedRow = z.object({ id: messageId, mailbox: mailboxId });

/** The newest mails of an account that were learned as filed, newest first. */
export function newestFiled(db: ReadableDb, account: AccountId, limit: number): z.infer<typeof filedRow>[] {
  const rows = statement<[number, number]>(
    db,
    `SELECT m.id, h.mailbox_id AS mailbox FROM messages m JOIN learned_homes h ON h.message_id = m.id
     WHERE m.account_id = ? AND m.unreadable IS NULL ORDER BY m.date DESC, m.id DESC LIMIT ?`,
  ).all(account, limit);
  return z.array(filedRow).parse(rows);
}
