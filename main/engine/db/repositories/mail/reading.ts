import { z } from 'zod';
import {
  accountId,
  mailboxId,
  messageId,
  type AccountId,
  type MailboxId,
  type MessageId,
} from '../../../../../contract/ids.ts';
import type { MessageRow } from '../../../../../contract/messages.ts';
import { statement, type ReadableDb } from '../../handles.ts';

const listRow = z.object({
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
});

const columns = `m.id, m.account_id AS accountId, l.mailbox_id AS mailboxId, m.from_name AS fromName,
  m.from_address AS fromAddress, m.subject, m.preview, m.date, l.seen, l.flagged, m.has_attachments AS hasAttachments`;

function toRow({ fromName, fromAddress, ...rest }: z.infer<typeof listRow>): MessageRow {
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
    `SELECT ${columns} FROM places l JOIN messages m ON m.id = l.message_id
     WHERE l.mailbox_id = ? AND l.moving = 0 ORDER BY l.date DESC, l.id DESC LIMIT ? OFFSET ?`,
  ).all(query.mailboxId, query.limit, query.offset);
  return { total: z.number().parse(total), rows: z.array(listRow).parse(rows).map(toRow) };
}

/** Mails that match a full-text expression (FTS5 syntax), newest first. */
export function searchMessages(
  db: ReadableDb,
  query: { match: string; accountId: AccountId | undefined; offset: number; limit: number },
): { total: number; rows: MessageRow[] } {
  const account = query.accountId ?? null;
  const hits = `SELECT m.id FROM message_index x JOIN messages m ON m.id = x.rowid
    WHERE message_index MATCH :match AND m.account_id = coalesce(:account, m.account_id)`;
  const total = statement<[object]>(db, `SELECT count(*) FROM (${hits})`)
    .pluck()
    .get({ match: query.match, account });
  const rows = statement<[object]>(
    db,
    `SELECT ${columns} FROM (${hits} ORDER BY m.date DESC LIMIT :limit OFFSET :offset) h
       JOIN messages m ON m.id = h.id
       JOIN places l ON l.id = (SELECT min(id) FROM places WHERE message_id = m.id)
     ORDER BY m.date DESC`,
  ).all({ match: query.match, account, limit: query.limit, offset: query.offset });
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
