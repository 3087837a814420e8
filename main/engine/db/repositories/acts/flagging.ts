import { z } from 'zod';
import {
  accountId,
  mailboxId,
  messageId,
  receiptId,
  type BatchId,
  type JobId,
  type MailboxId,
  type MessageId,
} from '../../../../../contract/ids.ts';
import { statement, type ReadableDb, type WritableDb } from '../../handles.ts';
import { countMails } from './approving.ts';

/** Flags to set and to take away. */
export interface FlagChange {
  readonly add: readonly string[];
  readonly remove: readonly string[];
}

const placeRow = z.object({
  message: messageId,
  account: accountId,
  mailbox: mailboxId,
  uidvalidity: z.number(),
  uid: z.number(),
  flags: z.string(),
});

/**
 * A receipt for every place of these mails in a mailbox whose flags the change alters, with just what it alters: that is
 * what an undo takes back. The places show it at once. Gives for how many mails there are some.
 */
export function writeFlagReceipts(
  db: WritableDb,
  act: { batch: BatchId; messages: readonly MessageId[]; mailbox: MailboxId; change: FlagChange; at: number },
): number {
  // Thousands of mails have a handful of sets of flags between them: what is altered is worked out once for each.
  const alike = statement<[number, string]>(
    db,
    `SELECT flags, json_group_array(id) AS places FROM places
     WHERE mailbox_id = ? AND message_id IN (SELECT value FROM json_each(?)) GROUP BY flags`,
  ).all(act.mailbox, JSON.stringify(act.messages));
  for (const { flags, places } of z.array(alikeRow).parse(alike)) {
    const has = split(flags);
    const added = act.change.add.filter((flag) => !has.includes(flag));
    const removed = act.change.remove.filter((flag) => has.includes(flag));
    if (added.length === 0 && removed.length === 0) continue;
    statement<[object]>(
      db,
      `INSERT INTO receipts (batch_id, account_id, message_id, from_mailbox, to_mailbox, from_uidvalidity, from_uid,
         flags_added, flags_removed, state, at)
       SELECT :batch, m.account_id, m.id, l.mailbox_id, l.mailbox_id, l.uidvalidity, l.uid, :added, :removed, 'pending', :at
       FROM json_each(:places) h JOIN places l ON l.id = h.value JOIN messages m ON m.id = l.message_id`,
    ).run({ batch: act.batch, places, added: added.join(' '), removed: removed.join(' '), at: act.at });
  }
  showFlags(db, { batch: act.batch }, true);
  return countMails(db, act.batch);
}

/** Places with the same flags; the places as JSON. */
const alikeRow = z.object({ flags: z.string(), places: z.string() });

const markedRow = placeRow.extend({ proposal: z.number(), beside: z.number().nullable(), marks: z.string() });

/**
 * Receipts for the marks of the chosen proposals: of each place that lacks one, beside the receipt of its move where there is
 * one. Gives how many stand alone.
 */
export function writeChosenMarks(db: WritableDb, batch: BatchId, at: number): number {
  const rows = statement<[number]>(
    db,
    `SELECT p.id AS proposal, p.marks, l.message_id AS message, p.account_id AS account, l.mailbox_id AS mailbox,
       l.uidvalidity, l.uid, l.flags,
       (SELECT r.id FROM receipts r WHERE r.batch_id = ? AND r.proposal_id = p.id ORDER BY r.id LIMIT 1) AS beside
     FROM chosen c JOIN proposals p ON p.id = c.id AND p.marks <> '[]'
       JOIN places l ON l.message_id = p.message_id AND l.mailbox_id = p.from_mailbox`,
  ).all(batch);
  let alone = 0;
  for (const row of z.array(markedRow).parse(rows)) {
    const has = split(row.flags);
    const added = z
      .array(z.string())
      .parse(JSON.parse(row.marks))
      .filter((flag) => !has.includes(flag));
    if (added.length === 0) continue;
    statement<[object]>(
      db,
      `INSERT INTO receipts (batch_id, account_id, message_id, from_mailbox, to_mailbox, from_uidvalidity, from_uid,
         proposal_id, stage, probability, evidence, flags_added, flags_removed, beside, state, at)
       SELECT :batch, :account, :message, :mailbox, :mailbox, :uidvalidity, :uid, id, stage, probability, evidence,
         :added, '', :beside, 'pending', :at
       FROM proposals WHERE id = :proposal`,
    ).run({
      batch,
      account: row.account,
      message: row.message,
      mailbox: row.mailbox,
      uidvalidity: row.uidvalidity,
      uid: row.uid,
      proposal: row.proposal,
      beside: row.beside,
      added: added.join(' '),
      at,
    });
    if (row.beside === null) alone += 1;
  }
  showFlags(db, { batch }, true);
  return alone;
}

const changeRow = z.object({ added: z.string(), removed: z.string() });

/**
 * Shows what the pending flag receipts of a batch or job are about to do, before the server has done it; or (`done` false)
 * what was before, when it will not be done.
 */
export function showFlags(
  db: WritableDb,
  of: { batch: BatchId; after?: number } | { job: JobId },
  done: boolean,
): void {
  const [column, id, after] = 'batch' in of ? ['batch_id', of.batch, of.after ?? 0] : ['job_id', of.job, 0];
  const receipts = `receipts WHERE ${column} = ? AND id > ? AND flags_added IS NOT NULL`;
  const alike = statement<[number, number]>(
    db,
    `SELECT c.added, c.removed, l.flags, json_group_array(l.id) AS places
     FROM (SELECT message_id, min(flags_added) AS added, min(flags_removed) AS removed FROM ${receipts}
           GROUP BY message_id HAVING count(*) = 1) c
       JOIN places l ON l.message_id = c.message_id GROUP BY 1, 2, 3`,
  ).all(id, after);
  for (const { added, removed, flags, places } of z.array(changeRow.extend(alikeRow.shape)).parse(alike))
    setFlags(db, places, changed(flags, { added, removed }, done));
  // What several receipts change of one mail is done one after the other.
  const rows = statement<[number, number, number, number]>(
    db,
    `SELECT message_id AS message, flags_added AS added, flags_removed AS removed FROM ${receipts}
       AND message_id IN (SELECT message_id FROM ${receipts} GROUP BY message_id HAVING count(*) > 1) ORDER BY id`,
  ).all(id, after, id, after);
  for (const { message, ...change } of z.array(changeRow.extend({ message: messageId })).parse(rows)) {
    const places = statement<[number], { id: number; flags: string }>(
      db,
      'SELECT id, flags FROM places WHERE message_id = ?',
    ).all(message);
    for (const place of places) setFlags(db, JSON.stringify([place.id]), changed(place.flags, change, done));
  }
}

function changed(flags: string, { added, removed }: z.infer<typeof changeRow>, done: boolean): string[] {
  const [add, remove] = done ? [added, removed] : [removed, added];
  const leave = split(remove);
  return [...new Set([...split(flags).filter((flag) => !leave.includes(flag)), ...split(add)])].sort();
}

function setFlags(db: WritableDb, places: string, flags: readonly string[]): void {
  statement<[string, number, number, string]>(
    db,
    'UPDATE places SET flags = ?, seen = ?, flagged = ? WHERE id IN (SELECT value FROM json_each(?))',
  ).run(flags.join(' '), Number(flags.includes('\\Seen')), Number(flags.includes('\\Flagged')), places);
}

const flagRow = z.object({
  receiptId,
  mailbox: mailboxId.nullable(),
  uidvalidity: z.number().nullable(),
  uid: z.number().nullable(),
});
/** A mail whose flags a job has still to change, and where it is now; nulls when it is nowhere any more. */
export type FlagRow = z.infer<typeof flagRow>;

/** What a job still has to do. A mail that moved since is found where it went. */
export function listPendingFlags(db: ReadableDb, job: JobId): FlagRow[] {
  const rows = statement<[number]>(
    db,
    `SELECT r.id AS receiptId, l.mailbox_id AS mailbox, l.uidvalidity, l.uid FROM receipts r
     LEFT JOIN places l ON l.id = (
       SELECT p.id FROM places p JOIN mailboxes b ON b.id = p.mailbox_id AND b.gone = 0
       WHERE p.message_id = r.message_id ORDER BY p.mailbox_id = r.from_mailbox DESC, p.id DESC LIMIT 1)
     WHERE r.job_id = ? AND r.state = 'pending' ORDER BY r.id`,
  ).all(job);
  return z.array(flagRow).parse(rows);
}

/** Of these mails, those whose flags a job is about to change: what the server still says of them is out of date. */
export function amongFlagged(db: ReadableDb, messages: readonly MessageId[]): Set<MessageId> {
  const ids = statement<[string]>(
    db,
    `SELECT message_id FROM receipts WHERE state = 'pending' AND flags_added IS NOT NULL
       AND message_id IN (SELECT value FROM json_each(?))`,
  )
    .pluck()
    .all(JSON.stringify(messages));
  return new Set(z.array(messageId).parse(ids));
}

function split(flags: string): string[] {
  return flags.split(' ').filter(Boolean);
}
