import { z } from 'zod';
import type { MailboxId, MessageId } from '../../../../../contract/ids.ts';
import { statement, type ReadableDb, type WritableDb } from '../../handles.ts';

/** A mail's place in one mailbox as last seen. */
export interface KnownPlace {
  readonly uidvalidity: number;
  readonly uid: number;
}

/** Where a mail is in a mailbox; empty when it is not (or not yet known to be) there. */
export function placesIn(db: ReadableDb, message: MessageId, mailbox: MailboxId): KnownPlace[] {
  return statement<[number, number], KnownPlace>(
    db,
    'SELECT uidvalidity, uid FROM places WHERE message_id = ? AND mailbox_id = ? ORDER BY uid',
  ).all(message, mailbox);
}

/** Takes a mail's place away after it was moved or found to be gone, and gives its flags. */
export function removePlace(db: WritableDb, mailbox: MailboxId, place: KnownPlace): string {
  const flags = statement<[number, number, number]>(
    db,
    'DELETE FROM places WHERE mailbox_id = ? AND uidvalidity = ? AND uid = ? RETURNING flags',
  )
    .pluck()
    .get(mailbox, place.uidvalidity, place.uid);
  return z.string().catch('').parse(flags);
}

/**
 * Records where a moved mail arrived. A sync may have seen it first: then nothing changes. A mail saved from a damaged
 * database has no place until a sync brings its text.
 */
export function addPlace(
  db: WritableDb,
  message: MessageId,
  mailbox: MailboxId,
  place: KnownPlace,
  flags: string,
): void {
  const has = (flag: string) => Number(flags.split(' ').includes(flag));
  statement<[number, number, number, number, string, number, number, number]>(
    db,
    `INSERT INTO places (message_id, mailbox_id, uidvalidity, uid, flags, seen, flagged, date)
     SELECT ?, ?, ?, ?, ?, ?, ?, date FROM messages WHERE id = ? AND features_version > 0
     ON CONFLICT (mailbox_id, uidvalidity, uid) DO UPDATE SET moving = 0`,
  ).run(message, mailbox, place.uidvalidity, place.uid, flags, has('\\Seen'), has('\\Flagged'), message);
}

/** Shows a mail again that stays where it is. */
export function showPlace(db: WritableDb, mailbox: MailboxId, place: KnownPlace): void {
  statement<[number, number, number]>(
    db,
    'UPDATE places SET moving = 0 WHERE mailbox_id = ? AND uidvalidity = ? AND uid = ?',
  ).run(mailbox, place.uidvalidity, place.uid);
}
