import { z } from 'zod';
import { mailboxId, type MailboxId, type MessageId } from '../../../../../contract/ids.ts';
import { statement, type ReadableDb, type WritableDb } from '../../handles.ts';

/** One mail in one mailbox. */
export interface Place {
  readonly id: number;
  readonly messageId: MessageId;
  readonly uid: number;
  /** Space separated, sorted. */
  readonly flags: string;
}

/** All places of a mailbox under one UIDVALIDITY, by UID. */
export function listPlaces(db: ReadableDb, mailbox: MailboxId, uidvalidity: number): Map<number, Place> {
  const rows = statement<[number, number], Place>(
    db,
    'SELECT id, message_id AS messageId, uid, flags FROM places WHERE mailbox_id = ? AND uidvalidity = ?',
  ).all(mailbox, uidvalidity);
  return new Map(rows.map((row) => [row.uid, row]));
}

/** How many mails a mailbox holds as far as we know. */
export function countPlaces(db: ReadableDb, mailbox: MailboxId, uidvalidity: number): number {
  const sql = 'SELECT count(*) FROM places WHERE mailbox_id = ? AND uidvalidity = ?';
  return z.number().parse(statement<[number, number]>(db, sql).pluck().get(mailbox, uidvalidity));
}

/** Flags as they are stored: sorted, so that two equal sets are equal texts. \Recent belongs to a session, not to the mail. */
export function packFlags(flags: readonly string[]): string {
  return flags
    .filter((flag) => flag !== '\\Recent' && !flag.includes(' '))
    .sort()
    .join(' ');
}

/**
 * Puts a mail into a mailbox; false when it was there already. Places that the mail has in the same mailbox under another
 * UIDVALIDITY give way; a move that is under way goes on from the new place.
 */
export function insertPlace(
  db: WritableDb,
  place: {
    message: MessageId;
    mailbox: MailboxId;
    uidvalidity: number;
    uid: number;
    flags: string;
    date: number;
  },
): boolean {
  const { message, mailbox, uidvalidity, uid, flags, date } = place;
  const old = statement<[number, number, number]>(
    db,
    'DELETE FROM places WHERE message_id = ? AND mailbox_id = ? AND uidvalidity <> ? RETURNING moving',
  )
    .pluck()
    .all(message, mailbox, uidvalidity);
  return (
    statement<[number, number, number, number, string, number, number, number, number]>(
      db,
      `INSERT INTO places (message_id, mailbox_id, uidvalidity, uid, flags, seen, flagged, date, moving)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (mailbox_id, uidvalidity, uid) DO NOTHING`,
    ).run(message, mailbox, uidvalidity, uid, flags, ...bits(flags), date, old.includes(1) ? 1 : 0).changes >
    0
  );
}

/** Where a mail is, by the names the server knows. */
export interface PlaceKey {
  readonly mailbox: MailboxId;
  readonly uidvalidity: number;
  readonly uid: number;
}

export function updateFlags(db: WritableDb, { mailbox, uidvalidity, uid }: PlaceKey, flags: string): void {
  statement<[string, number, number, number, number, number]>(
    db,
    'UPDATE places SET flags = ?, seen = ?, flagged = ? WHERE mailbox_id = ? AND uidvalidity = ? AND uid = ?',
  ).run(flags, ...bits(flags), mailbox, uidvalidity, uid);
}

/**
 * Takes a place away that the server no longer has. By name, not by row: a job may have taken it away meanwhile, and its
 * row number may be another place's by now. False when it was not there any more.
 */
export function deletePlace(db: WritableDb, { mailbox, uidvalidity, uid }: PlaceKey): boolean {
  return (
    statement<[number, number, number]>(
      db,
      'DELETE FROM places WHERE mailbox_id = ? AND uidvalidity = ? AND uid = ?',
    ).run(mailbox, uidvalidity, uid).changes > 0
  );
}

/** Places of a mailbox under any other UIDVALIDITY than the one it has now (any at all for null). */
export function listOutdatedPlaces(
  db: ReadableDb,
  mailbox: MailboxId,
  uidvalidity: number | null,
): (Place & { uidvalidity: number })[] {
  return statement<[number, number | null], Place & { uidvalidity: number }>(
    db,
    `SELECT id, message_id AS messageId, uid, flags, uidvalidity FROM places
     WHERE mailbox_id = ? AND uidvalidity IS NOT ?`,
  ).all(mailbox, uidvalidity);
}

const newerRow = z.object({ mailbox: mailboxId, uidvalidity: z.number(), uid: z.number() });

/** Where a mail was put after it was put in the place given: a copy that outlives it. Collections of all mail do not count. */
export function findNewerPlace(
  db: ReadableDb,
  message: MessageId,
  than: { placeId: number; mailbox: MailboxId },
): PlaceKey | null {
  const row = statement<[number, number, number]>(
    db,
    `SELECT p.mailbox_id AS mailbox, p.uidvalidity, p.uid FROM places p JOIN mailboxes b ON b.id = p.mailbox_id
     WHERE p.message_id = ? AND p.id > ? AND p.mailbox_id <> ? AND b.role NOT IN ('all', 'flagged')
     ORDER BY p.id DESC LIMIT 1`,
  ).get(message, than.placeId, than.mailbox);
  return row === undefined ? null : newerRow.parse(row);
}

/** Whether one of our own receipts explains that a mail went from one place to the other. */
export function isOwnMove(
  db: ReadableDb,
  { message, from, to }: { message: MessageId; from: PlaceKey; to: PlaceKey },
): boolean {
  const found = statement<[object]>(
    db,
    `SELECT 1 FROM receipts WHERE message_id = :message AND from_mailbox = :from AND to_mailbox = :to AND (
       state = 'pending'
       OR (to_uidvalidity = :toValidity AND to_uid = :toUid)
       OR (state IN ('done', 'undone') AND to_uid IS NULL AND from_uidvalidity = :fromValidity AND from_uid = :fromUid)
     ) LIMIT 1`,
  ).get({
    message,
    from: from.mailbox,
    to: to.mailbox,
    toValidity: to.uidvalidity,
    toUid: to.uid,
    fromValidity: from.uidvalidity,
    fromUid: from.uid,
  });
  return found !== undefined;
}

function bits(flags: string): [seen: number, flagged: number] {
  return [Number(flags.includes('\\Seen')), Number(flags.includes('\\Flagged'))];
}
