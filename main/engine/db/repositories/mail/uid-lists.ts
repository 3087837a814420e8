import type { AccountId, MailboxId } from '../../../../../contract/ids.ts';
import { statement, type ReadableDb } from '../../handles.ts';
import type { Place } from './places.ts';

/** UIDs of a mailbox's mails under one UIDVALIDITY. Numbers alone: a mailbox may hold hundreds of thousands. */
export function listUids(db: ReadableDb, mailbox: MailboxId, uidvalidity: number): Set<number> {
  const sql = 'SELECT uid FROM places WHERE mailbox_id = ? AND uidvalidity = ?';
  return new Set(statement<[number, number], number>(db, sql).pluck().all(mailbox, uidvalidity));
}

/** The places that there are under these UIDs of one mailbox, by UID. */
export function placesAmong(
  db: ReadableDb,
  mailbox: { readonly id: MailboxId; readonly uidvalidity: number },
  uids: readonly number[],
): Map<number, Place> {
  const rows = statement<[number, number, string], Place>(
    db,
    `SELECT id, message_id AS messageId, uid, flags FROM places
     WHERE mailbox_id = ? AND uidvalidity = ? AND uid IN (SELECT value FROM json_each(?))`,
  ).all(mailbox.id, mailbox.uidvalidity, JSON.stringify(uids));
  return new Map(rows.map((row) => [row.uid, row]));
}

/** Whether a mailbox has mails that are known under another UIDVALIDITY only. */
export function hasOutdatedPlaces(db: ReadableDb, mailbox: MailboxId, uidvalidity: number): boolean {
  const sql = 'SELECT 1 FROM places WHERE mailbox_id = ? AND uidvalidity <> ? LIMIT 1';
  return statement<[number, number]>(db, sql).get(mailbox, uidvalidity) !== undefined;
}

/** What the mails are that there are under these UIDs, by UID; those of which nothing could be read are left out. */
export function identitiesAmong(
  db: ReadableDb,
  mailbox: { readonly id: MailboxId; readonly uidvalidity: number },
  uids: readonly number[],
): Map<number, string> {
  const rows = statement<[number, number, string], { uid: number; identity: string }>(
    db,
    `SELECT p.uid, m.identity FROM places p JOIN messages m ON m.id = p.message_id
     WHERE p.mailbox_id = ? AND p.uidvalidity = ? AND p.uid IN (SELECT value FROM json_each(?))
       AND m.unreadable IS NULL`,
  ).all(mailbox.id, mailbox.uidvalidity, JSON.stringify(uids));
  return new Map(rows.map(({ uid, identity }) => [uid, identity]));
}

/** Whether another mailbox of the account, be it gone, has or had the same UIDVALIDITY. */
export function sharesUidValidity(
  db: ReadableDb,
  account: AccountId,
  mailbox: { readonly id: MailboxId; readonly uidvalidity: number },
): boolean {
  const sql = 'SELECT 1 FROM mailboxes WHERE account_id = ? AND uidvalidity = ? AND id <> ? LIMIT 1';
  const found = statement<[number, number, number]>(db, sql).get(account, mailbox.uidvalidity, mailbox.id);
  return found !== undefined;
}
