import { z } from 'zod';
import {
  accountId,
  mailboxId,
  messageId,
  type MailboxId,
  type MessageId,
} from '../../../../../contract/ids.ts';
import type { MessageRow } from '../../../../../contract/messages.ts';
import { statement, type ReadableDb } from '../../handles.ts';
import { isUrgent } from '../deciding/urgency.ts';
import { isVip } from '../people.ts';

/** A row in a list as the database gives it. */
export const listRow = z.object({
  id: messageId,
  accountId,
  mailboxId,
  fromName: z.string(),
  fromAddress: z.string(),
  subject: z.string(),
  preview: z.string(),
  date: z.number(),
  seen: z.number().transform(Boolean),
  flagged: z.number().transform(Boolean),
  hasAttachments: z.number().transform(Boolean),
  vip: z.number().transform(Boolean),
  urgent: z.number().transform(Boolean),
});

/** Columns of a row in a list: of a message `m` in a place `l`. */
export const columns = `m.id, m.account_id AS accountId, l.mailbox_id AS mailboxId, m.from_name AS fromName,
  m.from_address AS fromAddress, m.subject, m.preview, m.date, l.seen, l.flagged, m.has_attachments AS hasAttachments,
  ${isVip} AS vip, ${isUrgent} AS urgent`;

/** A row as the window knows it. */
export function toRow({ fromName, fromAddress, ...rest }: z.infer<typeof listRow>): MessageRow {
  return { ...rest, from: { name: fromName, address: fromAddress } };
}

/** One page of a mailbox, newest first; mails on their way elsewhere are left out. */
export function listMailbox(
  db: ReadableDb,
  query: { mailboxId: MailboxId; offset: number; limit: number },
): { total: number; rows: MessageRow[] } {
  const total = statement<[number]>(db, 'SELECT count(*) FROM places WHERE mailbox_id = ? AND moving = 0')
    .pluck()
    .get(query.mailboxId);
  const rows = statement<[number, number, number]>(
    db,
    // What is skipped is skipped in the index alone: no mail is looked up that is not shown.
    `SELECT ${columns} FROM (
       SELECT id FROM places WHERE mailbox_id = ? AND moving = 0 ORDER BY date DESC, id DESC LIMIT ? OFFSET ?
     ) few JOIN places l ON l.id = few.id JOIN messages m ON m.id = l.message_id
     ORDER BY l.date DESC, l.id DESC`,
  ).all(query.mailboxId, query.limit, query.offset);
  return { total: z.number().parse(total), rows: z.array(listRow).parse(rows).map(toRow) };
}

const openRow = listRow.extend({ uid: z.number(), path: z.string(), unreadable: z.string().nullable() });

/** What is needed to open a mail: its row, and one place to fetch it from. Null when it is nowhere any more. */
export function findForReading(
  db: ReadableDb,
  id: MessageId,
): { row: MessageRow; uid: number; path: string; unreadable: string | null } | null {
  const found = statement<[number]>(
    db,
    `SELECT ${columns}, l.uid, b.path, m.unreadable FROM messages m
       JOIN places l ON l.message_id = m.id JOIN mailboxes b ON b.id = l.mailbox_id
     WHERE m.id = ? ORDER BY l.moving DESC, l.id DESC LIMIT 1`,
  ).get(id);
  if (found === undefined) return null;
  const { uid, path, unreadable, ...row } = openRow.parse(found);
  return { row: toRow(row), uid, path, unreadable };
}
