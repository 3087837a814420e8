import { z } from 'zod';
import {
  accountId,
  batchId,
  mailboxId,
  messageId,
  proposalId,
  type MailboxId,
  type MessageId,
} from '../../../../contract/ids.ts';
import { statement, type ReadableDb, type WritableDb } from '../handles.ts';
import { isVip } from './people.ts';

/** More waiting notices than this are looked at the next time. */
const MOST_WAITING = 5000;

/** Notes that mail arrived of which the person is to be told. */
export function addArrivals(db: WritableDb, ids: readonly MessageId[], at: number): void {
  statement<[number, string]>(
    db,
    'INSERT OR IGNORE INTO notices (message_id, at) SELECT value, ? FROM json_each(?)',
  ).run(at, JSON.stringify(ids));
}

/** Notes that a folder asks again. */
export function addDemotion(db: WritableDb, folder: MailboxId, at: number): void {
  statement<[number, number]>(db, 'INSERT OR IGNORE INTO notices (mailbox_id, at) VALUES (?, ?)').run(
    folder,
    at,
  );
}

const waitingRow = z.object({
  id: z.number(),
  at: z.number(),
  important: z.number().transform(Boolean),
  demoted: z.number().transform(Boolean),
});

/** What was not announced yet, oldest first. */
export function listWaiting(db: ReadableDb): z.infer<typeof waitingRow>[] {
  const sql = `SELECT n.id, n.at, coalesce(m.priority = 'high' OR ${isVip}, 0) AS important,
      n.mailbox_id IS NOT NULL AS demoted
    FROM notices n LEFT JOIN messages m ON m.id = n.message_id
    WHERE n.announcement IS NULL ORDER BY n.id LIMIT ${MOST_WAITING}`;
  return z.array(waitingRow).parse(statement<[]>(db, sql).all());
}

/** Makes an announcement of these. */
export function announce(
  db: WritableDb,
  made: { kind: AnnouncementRow['kind']; ids: readonly number[]; at: number },
): void {
  const id = statement<[string, number]>(
    db,
    'INSERT INTO announcements (kind, at) VALUES (?, ?) RETURNING id',
  )
    .pluck()
    .get(made.kind, made.at);
  statement<[unknown, string]>(
    db,
    'UPDATE notices SET announcement = ? WHERE id IN (SELECT value FROM json_each(?))',
  ).run(id, JSON.stringify(made.ids));
}

/** Nothing will be told of these. */
export function forgetNotices(db: WritableDb, ids: readonly number[]): void {
  statement<[string]>(db, 'DELETE FROM notices WHERE id IN (SELECT value FROM json_each(?))').run(
    JSON.stringify(ids),
  );
}

/** These were told: they and what they told of are forgotten. */
export function endAnnouncements(db: WritableDb, ids: readonly number[]): void {
  statement<[string]>(db, 'DELETE FROM announcements WHERE id IN (SELECT value FROM json_each(?))').run(
    JSON.stringify(ids),
  );
}

const announcementRow = z.object({ id: z.number(), kind: z.enum(['mail', 'sum', 'digest', 'demoted']) });
export type AnnouncementRow = z.infer<typeof announcementRow>;

/** What was announced and not told yet, oldest first. */
export function listAnnouncements(db: ReadableDb): AnnouncementRow[] {
  return z
    .array(announcementRow)
    .parse(statement<[]>(db, 'SELECT id, kind FROM announcements ORDER BY id').all());
}

const mailRow = z.object({
  messageId,
  accountId,
  name: z.string(),
  address: z.string(),
  subject: z.string(),
  proposal: proposalId.nullable(),
  /** Where the proposal would put it; null when it only marks. */
  target: mailboxId.nullable(),
  folder: z.string().nullable(),
  batch: batchId.nullable(),
  filedIn: z.string().nullable(),
});
export type ToldMail = z.infer<typeof mailRow>;

/**
 * The mails of an announcement of which there is still something to tell, newest first: unread in an inbox, or filed by a
 * trusted folder and not taken back. What the person has read, filed or deleted meanwhile is no news.
 */
export function listToldMails(db: ReadableDb, announcement: number): ToldMail[] {
  const rows = statement<[number]>(
    db,
    `SELECT m.id AS messageId, m.account_id AS accountId, m.from_name AS name, m.from_address AS address, m.subject,
       p.id AS proposal, iif(p.target_mailbox = p.from_mailbox, NULL, p.target_mailbox) AS target, t.path AS folder,
       r.batch_id AS batch, f.path AS filedIn
     FROM notices n JOIN messages m ON m.id = n.message_id
     LEFT JOIN proposals p ON p.message_id = m.id AND p.state = 'pending'
     LEFT JOIN mailboxes t ON t.id = p.target_mailbox
     LEFT JOIN receipts r ON r.id = (
       SELECT max(c.id) FROM receipts c JOIN batches b ON b.id = c.batch_id
       WHERE c.message_id = m.id AND c.state IN ('pending', 'done') AND b.actor = 'trust' AND c.beside IS NULL)
     LEFT JOIN mailboxes f ON f.id = r.to_mailbox
     WHERE n.announcement = ? AND (r.id IS NOT NULL OR EXISTS (
       SELECT 1 FROM places l JOIN mailboxes b ON b.id = l.mailbox_id
       WHERE l.message_id = m.id AND l.moving = 0 AND l.seen = 0 AND b.role = 'inbox'))
     ORDER BY m.date DESC`,
  ).all(announcement);
  return z.array(mailRow).parse(rows);
}

/** The folder of an announcement that it asks again; null when it is gone. */
export function findToldFolder(db: ReadableDb, announcement: number): MailboxId | null {
  const id = statement<[number]>(
    db,
    `SELECT n.mailbox_id FROM notices n JOIN mailboxes b ON b.id = n.mailbox_id
     WHERE n.announcement = ? AND b.gone = 0`,
  )
    .pluck()
    .get(announcement);
  return typeof id === 'number' ? mailboxId.parse(id) : null;
}
