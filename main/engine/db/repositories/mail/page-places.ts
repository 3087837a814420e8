import { z } from 'zod';
import { mailboxId, messageId, type AccountId } from '../../../../../contract/ids.ts';
import { statement, type ReadableDb } from '../../handles.ts';

const placeRow = z.object({
  id: messageId,
  mailbox: mailboxId,
  /** In an inbox; otherwise in a folder of the person's. */
  inbox: z.number().transform(Boolean),
  date: z.number(),
});
/** A mail where it lies. */
export type PlaceRow = z.infer<typeof placeRow>;

/** Readable mails in the inbox and the folders of an account, after `after` (null: from the newest), newest first. */
export function pagePlaces(
  db: ReadableDb,
  account: AccountId,
  after: PlaceRow | null,
  limit: number,
): PlaceRow[] {
  const rows = statement<[object]>(
    db,
    `SELECT m.id, b.id AS mailbox, b.role = 'inbox' AS inbox, m.date FROM messages m
       JOIN places l ON l.id = (SELECT p.id FROM places p JOIN mailboxes f ON f.id = p.mailbox_id
         WHERE p.message_id = m.id AND p.moving = 0 AND f.gone = 0 AND f.role IN ('inbox', 'folder')
         ORDER BY f.role, p.id LIMIT 1)
       JOIN mailboxes b ON b.id = l.mailbox_id
     WHERE m.account_id = :account AND m.date <= :date AND (m.date < :date OR m.id < :id) AND m.unreadable IS NULL
     ORDER BY m.date DESC, m.id DESC LIMIT :limit`,
  ).all({ account, date: after?.date ?? Number.MAX_SAFE_INTEGER, id: after?.id ?? 0, limit });
  return z.array(placeRow).parse(rows);
}
