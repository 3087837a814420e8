import { z } from 'zod';
import {
  accountId,
  mailboxId,
  proposalId,
  type MailboxId,
  type MessageId,
  type ProposalId,
} from '../../../../../contract/ids.ts';
import { mailboxRole } from '../../../../../contract/mail.ts';
import type { MessageRow } from '../../../../../contract/messages.ts';
import { statement, type ReadableDb } from '../../handles.ts';
import { columns, listRow, toRow } from './reading.ts';

/** Ids of messages. Read by the hundred thousand while a person types: trusted from our own STRICT tables, not parsed. */
type Ids = readonly number[];

const ids = (db: ReadableDb, sql: string, ...values: (string | number)[]): Ids =>
  statement<(string | number)[], number>(db, sql)
    .pluck()
    .all(...values);

/** Mails that match a full-text expression (FTS5 syntax): of their words, or of whom they went to. */
export function matchIndex(db: ReadableDb, index: 'message_index' | 'recipient_index', match: string): Ids {
  return ids(db, `SELECT rowid FROM ${index} WHERE ${index} MATCH ?`, match);
}

/** Mails that lie in one of these mailboxes and are not on their way elsewhere. */
export function listInMailboxes(db: ReadableDb, mailboxes: readonly MailboxId[]): Ids {
  return mailboxes.flatMap((mailbox) =>
    ids(db, 'SELECT message_id FROM places WHERE mailbox_id = ? AND moving = 0', mailbox),
  );
}

const marked = {
  unread: 'SELECT message_id FROM places WHERE seen = 0',
  starred: 'SELECT message_id FROM places WHERE flagged = 1',
  vip: 'SELECT id FROM messages WHERE vip = 1',
  proposed: "SELECT message_id FROM proposals WHERE state = 'pending'",
  attachment: 'SELECT id FROM messages WHERE has_attachments = 1',
} as const;

/** Mails that carry a mark, by whatever index has them all. */
export function listMarked(db: ReadableDb, mark: keyof typeof marked): Ids {
  return ids(db, marked[mark]);
}

/** Mails of at least `from` and less than `to` bytes. */
export function listBySize(db: ReadableDb, from: number, to: number): Ids {
  const most = Math.min(to, Number.MAX_SAFE_INTEGER);
  return ids(db, 'SELECT id FROM messages WHERE size >= ? AND size < ?', from, most);
}

/** Mails of mailing lists whose identifier contains a text. */
export function listOfLists(db: ReadableDb, text: string): Ids {
  return ids(db, 'SELECT id FROM messages WHERE list_id IS NOT NULL AND instr(list_id, ?) > 0', text);
}

/** Rows of these mails in this order. A mail in several mailboxes is shown in one of `preferred`, if it is in one. */
export function listFound(
  db: ReadableDb,
  messages: readonly number[],
  preferred: readonly MailboxId[],
): MessageRow[] {
  const rows = statement<[string, string]>(
    db,
    `SELECT ${columns} FROM json_each(?) h JOIN messages m ON m.id = h.value
       JOIN places l ON l.id = (
         SELECT id FROM places p WHERE p.message_id = m.id AND p.moving = 0
         ORDER BY p.mailbox_id IN (SELECT value FROM json_each(?)) DESC, p.id LIMIT 1)
     ORDER BY h.key`,
  ).all(JSON.stringify(messages), JSON.stringify(preferred));
  return z.array(listRow).parse(rows).map(toRow);
}

const place = z.object({ mailboxId, messageId: z.number() });

/** The mailbox that each of these mails is shown in, as `listFound` has it; those that are in none are left out. */
export function mailboxesOfFound(
  db: ReadableDb,
  messages: readonly number[],
  preferred: readonly MailboxId[],
): Map<MailboxId, MessageId[]> {
  const rows = statement<[object]>(
    db,
    `SELECT h.value AS messageId, (
         SELECT mailbox_id FROM places p WHERE p.message_id = h.value AND p.moving = 0
         ORDER BY p.mailbox_id IN (SELECT value FROM json_each(:preferred)) DESC, p.id LIMIT 1) AS mailboxId
     FROM json_each(:messages) h WHERE mailboxId IS NOT NULL`,
  ).all({ messages: JSON.stringify(messages), preferred: JSON.stringify(preferred) });
  const groups = Map.groupBy(z.array(place).parse(rows), (row) => row.mailboxId);
  return new Map([...groups].map(([id, members]) => [id, members.map((row) => row.messageId as MessageId)]));
}

const namedMailbox = z.object({
  id: mailboxId,
  accountId,
  path: z.string(),
  delimiter: z.string(),
  role: mailboxRole,
  account: z.string(),
  address: z.string(),
});
/** A mailbox with the names it can be asked for by. */
export type NamedMailbox = z.infer<typeof namedMailbox>;

/** Every mailbox there is, with its account's name. */
export function listNamedMailboxes(db: ReadableDb): NamedMailbox[] {
  const rows = statement<[]>(
    db,
    `SELECT b.id, b.account_id AS accountId, b.path, b.delimiter, b.role, a.name AS account, a.address
     FROM mailboxes b JOIN accounts a ON a.id = b.account_id WHERE b.gone = 0 ORDER BY b.account_id, b.path`,
  ).all();
  return z.array(namedMailbox).parse(rows);
}

const sender = z.object({ name: z.string(), address: z.string() });

/** Who wrote these mails. */
export function sendersOf(db: ReadableDb, messages: readonly number[]): z.infer<typeof sender>[] {
  const rows = statement<[string]>(
    db,
    `SELECT from_name AS name, from_address AS address FROM messages
     WHERE id IN (SELECT value FROM json_each(?)) AND from_address <> ''`,
  ).all(JSON.stringify(messages));
  return z.array(sender).parse(rows);
}

/** Pending proposals of these mails that the person could have seen. */
export function proposalsOf(db: ReadableDb, messages: readonly number[], revision: number): ProposalId[] {
  const found = ids(
    db,
    `SELECT id FROM proposals WHERE state = 'pending' AND revision <= ?
       AND message_id IN (SELECT value FROM json_each(?))`,
    Math.min(revision, Number.MAX_SAFE_INTEGER),
    JSON.stringify(messages),
  );
  return z.array(proposalId).parse(found);
}
