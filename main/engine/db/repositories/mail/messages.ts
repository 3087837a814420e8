import { z } from 'zod';
import { messageId, type AccountId, type MessageId } from '../../../../../contract/ids.ts';
import { FEATURES_VERSION, type Address, type MailFeatures } from '../../../../../contract/mail.ts';
import { statement, type ReadableDb, type WritableDb } from '../../handles.ts';
import { seePerson } from '../people.ts';
import { insertBody } from './bodies.ts';

/** A mail to be stored. */
export interface NewMessage {
  readonly identity: string;
  readonly features: MailFeatures;
  readonly text: string;
  readonly preview: string;
  readonly hasAttachments: boolean;
  readonly attachments: readonly { filename: string; mimeType: string; size: number }[];
  readonly unreadable: string | null;
}

/** The mail with this identity in an account, if it is known with its text: of a mail saved from a damaged database it is not. */
export function findByIdentity(db: ReadableDb, account: AccountId, identity: string): MessageId | null {
  const sql = 'SELECT id FROM messages WHERE account_id = ? AND identity = ? AND features_version > 0';
  const id = statement<[number, string]>(db, sql).pluck().get(account, identity);
  return typeof id === 'number' ? (id as MessageId) : null;
}

/** Stores a mail with its text and its attachments' names; `indexMessage` makes it searchable. */
export function insertMessage(db: WritableDb, account: AccountId, message: NewMessage): MessageId {
  const { features, identity } = message;
  const { body: _, ...withoutBody } = features;
  const thread = threadOf(db, account, message);
  const id = messageId.parse(
    Number(
      statement<[object]>(
        db,
        `INSERT INTO messages (account_id, identity, message_id, thread_id, date, size, from_name, from_address, subject,
           preview, list_id, has_attachments, features, features_version, unreadable)
         VALUES (:account, :identity, :messageId, :thread, :date, :size, :fromName, :fromAddress, :subject,
           :preview, :listId, :hasAttachments, :features, :version, :unreadable)
         ON CONFLICT (account_id, identity) DO UPDATE SET thread_id = excluded.thread_id, preview = excluded.preview,
           has_attachments = excluded.has_attachments, features = excluded.features,
           features_version = excluded.features_version, unreadable = excluded.unreadable
         RETURNING id`,
      )
        .pluck()
        .get({
          account,
          identity,
          messageId: features.messageId,
          thread,
          date: Math.round(features.date),
          size: features.size,
          fromName: features.from.name,
          fromAddress: features.from.address,
          subject: features.subject,
          preview: message.preview,
          listId: features.listId,
          hasAttachments: message.hasAttachments ? 1 : 0,
          features: JSON.stringify(withoutBody),
          version: FEATURES_VERSION,
          unreadable: message.unreadable,
        }),
    ),
  );
  seePerson(db, features.from, features.date);
  if (message.text !== '') insertBody(db, id, message.text);
  message.attachments.forEach(({ filename, mimeType, size }, position) => {
    statement<[number, number, string, string, number]>(
      db,
      'INSERT INTO attachments (message_id, position, filename, mime_type, size) VALUES (?, ?, ?, ?, ?)',
    ).run(id, position, filename, mimeType, size);
  });
  return id;
}

/**
 * Enters a mail into the full-text indexes. To be called for all mails of a transaction after everything else in it: FTS5
 * writes out what it has gathered whenever a statement opens a savepoint (xSavepoint), and a segment a mail is dear.
 */
export function indexMessage(db: WritableDb, id: MessageId, message: NewMessage): void {
  const { from, subject, to, cc } = message.features;
  const called = (people: readonly Address[]) =>
    people.map(({ name, address }) => `${name} ${address}`).join('\n');
  statement<[number, string, string, string, string]>(
    db,
    'INSERT INTO message_index (rowid, sender, subject, body, attachments) VALUES (?, ?, ?, ?, ?)',
  ).run(
    id,
    `${from.name} ${from.address}`,
    subject,
    message.text,
    message.attachments.map(({ filename }) => filename).join('\n'),
  );
  statement<[number, string, string]>(
    db,
    'INSERT INTO recipient_index (rowid, recipients, copies) VALUES (?, ?, ?)',
  ).run(id, called(to), called(cc));
}

/**
 * The name of a mail's thread: the Message-ID at its root as far as it is known. Mail comes newest first, so a thread
 * can be named after a middle mail until that mail's own ancestors are learned; its followers are then renamed.
 */
function threadOf(db: WritableDb, account: AccountId, { features, identity }: NewMessage): string {
  const own = features.messageId ?? identity;
  const root = features.references[0];
  if (root === undefined) return own;
  const known = statement<[number, string]>(
    db,
    'SELECT thread_id FROM messages WHERE account_id = ? AND message_id = ? LIMIT 1',
  )
    .pluck()
    .get(account, root);
  const thread = typeof known === 'string' ? known : root;
  statement<[string, number, string]>(
    db,
    'UPDATE messages SET thread_id = ? WHERE account_id = ? AND thread_id = ?',
  ).run(thread, account, own);
  return thread;
}

/** Mails gone through at once by `unplacedParts`: a few milliseconds. */
const PART = 5000;

/** Mails of an account that are in no mailbox, found a part of all mails at a time. */
export function* unplacedParts(db: ReadableDb, account: AccountId): Generator<MessageId[]> {
  const from = { account, date: -Infinity, id: 0 };
  for (;;) {
    const last = statement<[object], { date: number; id: number }>(
      db,
      `SELECT date, id FROM messages INDEXED BY messages_by_date
       WHERE account_id = :account AND (date, id) > (:date, :id) ORDER BY date, id LIMIT 1 OFFSET ${PART - 1}`,
    ).get(from);
    const ids = statement<[object]>(
      db,
      `SELECT id FROM messages m INDEXED BY messages_by_date
       WHERE account_id = :account AND (date, id) > (:date, :id) AND (date, id) <= (:lastDate, :lastId)
         AND NOT EXISTS (SELECT 1 FROM places p WHERE p.message_id = m.id)`,
    )
      .pluck()
      .all({ ...from, lastDate: last?.date ?? Infinity, lastId: last?.id ?? 0 });
    yield z.array(messageId).parse(ids);
    if (!last) return;
    Object.assign(from, last);
  }
}

/**
 * Forgets mails that are in no mailbox and that nothing refers to. What was decided about a mail, and what could still be
 * undone, is kept even when the mail is gone. Gives how many were forgotten.
 */
export function deleteUnplaced(db: WritableDb, ids: readonly MessageId[]): number {
  const deleted = statement<[string]>(
    db,
    `DELETE FROM messages WHERE id IN (SELECT value FROM json_each(?))
       AND NOT EXISTS (SELECT 1 FROM places p WHERE p.message_id = messages.id)
       AND NOT EXISTS (SELECT 1 FROM receipts r WHERE r.message_id = messages.id)
       AND NOT EXISTS (SELECT 1 FROM decisions d WHERE d.message_id = messages.id)
       AND NOT EXISTS (SELECT 1 FROM proposals q WHERE q.message_id = messages.id)
     RETURNING id`,
  )
    .pluck()
    .all(JSON.stringify(ids));
  for (const id of deleted) {
    statement<[unknown]>(db, 'DELETE FROM message_index WHERE rowid = ?').run(id);
    statement<[unknown]>(db, 'DELETE FROM recipient_index WHERE rowid = ?').run(id);
  }
  return deleted.length;
}
