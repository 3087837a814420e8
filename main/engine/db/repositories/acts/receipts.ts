import { z } from 'zod';
import {
  accountId,
  batchId,
  jobId,
  mailboxId,
  messageId,
  receiptId,
  type BatchId,
  type JobId,
} from '../../../../../contract/ids.ts';
import { statement, type ReadableDb, type WritableDb } from '../../handles.ts';

const moveRow = z.object({
  receiptId,
  messageId,
  /** The Message-ID header field; null when the mail has none. */
  messageIdField: z.string().nullable(),
  fromUidvalidity: z.number().nullable(),
  fromUid: z.number().nullable(),
});
/** One mail that a job is to move. UIDs are null when the place was not yet known as the receipt was written. */
export type MoveRow = z.infer<typeof moveRow>;

/** Adds a batch and gives its id. */
export function insertBatch(
  db: WritableDb,
  batch: {
    action: string;
    actor: 'person' | 'trust';
    reverses: BatchId | null;
    at: number;
    act?: string | null;
  },
): BatchId {
  const { lastInsertRowid } = statement<[string, string, number | null, number, string | null]>(
    db,
    'INSERT INTO batches (action, actor, reverses, at, act) VALUES (?, ?, ?, ?, ?)',
  ).run(batch.action, batch.actor, batch.reverses, batch.at, batch.act ?? null);
  return batchId.parse(Number(lastInsertRowid));
}

/** A batch's action, or null when there is no such batch. */
export function findBatch(db: ReadableDb, id: BatchId): { action: string; act: string | null } | null {
  const sql = 'SELECT action, act FROM batches WHERE id = ?';
  return statement<[number], { action: string; act: string | null }>(db, sql).get(id) ?? null;
}

export function deleteBatch(db: WritableDb, id: BatchId): void {
  statement<[number]>(db, 'DELETE FROM batches WHERE id = ?').run(id);
}

const runRow = z.object({
  account: accountId,
  from: mailboxId,
  to: mailboxId,
  /** Space separated; null: a move. */
  added: z.string().nullable(),
  removed: z.string().nullable(),
  /** The job that brings mails to where these set out from; null when they are there. */
  after: jobId.nullable(),
  ids: z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(z.array(z.number())),
});

/** A mail's earlier move of the same batch. (The plus sign keeps SQLite from the index of the batch, which may be long.) */
const earlier = `SELECT e.job_id FROM receipts e WHERE e.message_id = r.message_id AND +e.batch_id = r.batch_id AND e.id < r.id
  AND e.state = 'pending' AND e.flags_added IS NULL AND r.flags_added IS NULL`;

/**
 * Runs of receipts of a batch (of those newer than `after`) that wait for a job: those that one job can do together. In a batch
 * that moves a mail more than once (`chained`) a later move is not listed until the earlier one has its job.
 */
export function listUnassigned(
  db: ReadableDb,
  batch: BatchId,
  { after = 0, chained = false } = {},
): z.infer<typeof runRow>[] {
  const rows = statement<[number, number]>(
    db,
    `SELECT r.account_id AS account, r.from_mailbox AS "from", r.to_mailbox AS "to", r.flags_added AS added,
       r.flags_removed AS removed, ${chained ? `(${earlier} ORDER BY e.id DESC LIMIT 1)` : 'NULL'} AS after,
       json_group_array(r.id) AS ids
     FROM receipts r WHERE r.batch_id = ? AND r.id > ? AND r.state = 'pending' AND r.job_id IS NULL
       ${chained ? `AND NOT EXISTS (${earlier} AND e.job_id IS NULL)` : ''}
     GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY r.flags_added IS NULL`,
  ).all(batch, after);
  return z.array(runRow).parse(rows);
}

/** Gives receipts to the job that will carry them out. */
export function assignJob(db: WritableDb, ids: readonly number[], job: JobId): void {
  statement<[number, string]>(
    db,
    'UPDATE receipts SET job_id = ? WHERE id IN (SELECT value FROM json_each(?))',
  ).run(job, JSON.stringify(ids));
}

/**
 * What a job still has to move. A receipt that reverses another one written before its mail had arrived takes the UID
 * that the other one found in the meantime.
 */
export function listPendingMoves(db: ReadableDb, job: JobId): MoveRow[] {
  const rows = statement<[number]>(
    db,
    `SELECT r.id AS receiptId, r.message_id AS messageId, m.message_id AS messageIdField,
       coalesce(r.from_uidvalidity, o.to_uidvalidity) AS fromUidvalidity, coalesce(r.from_uid, o.to_uid) AS fromUid
     FROM receipts r JOIN messages m ON m.id = r.message_id LEFT JOIN receipts o ON o.id = r.reverses
     WHERE r.job_id = ? AND r.state = 'pending' ORDER BY r.id`,
  ).all(job);
  return z.array(moveRow).parse(rows);
}

/** The mail is in its target; its UID there when the server told. One that was taken back meanwhile stays so. */
export function finishReceipt(
  db: WritableDb,
  id: number,
  to: { uidvalidity: number | null; uid: number | null },
): void {
  statement<[number | null, number | null, number]>(
    db,
    "UPDATE receipts SET state = iif(state = 'undone', state, 'done'), to_uidvalidity = ?, to_uid = ? WHERE id = ?",
  ).run(to.uidvalidity, to.uid, id);
}

/** The mail could not be moved; a receipt that this one was to take back stands again. */
export function failReceipt(db: WritableDb, id: number): void {
  statement<[number]>(db, "UPDATE receipts SET state = 'failed' WHERE id = ?").run(id);
  statement<[number]>(
    db,
    "UPDATE receipts SET state = 'done' WHERE state = 'undone' AND id = (SELECT reverses FROM receipts WHERE id = ?)",
  ).run(id);
}

/** Changes the state of a job's receipts that are in state `from`. */
export function setReceiptsOfJob(
  db: WritableDb,
  job: JobId,
  from: 'pending' | 'failed',
  to: 'pending' | 'failed',
): void {
  statement<[string, number, string]>(db, 'UPDATE receipts SET state = ? WHERE job_id = ? AND state = ?').run(
    to,
    job,
    from,
  );
}

/** Hides or shows the mails of a job's receipts in the lists of the mailbox they are to leave. */
export function setMovingOfJob(db: WritableDb, job: JobId, moving: boolean): void {
  statement<[number, number]>(
    db,
    `UPDATE places SET moving = ? WHERE id IN (
       SELECT p.id FROM receipts r JOIN places p ON p.message_id = r.message_id AND p.mailbox_id = r.from_mailbox
       WHERE r.job_id = ?)`,
  ).run(Number(moving), job);
}

/** The batch a job works for, if any. */
export function batchOfJob(db: ReadableDb, job: JobId): BatchId | null {
  const id = statement<[number]>(db, 'SELECT batch_id FROM jobs WHERE id = ?').pluck().get(job);
  return typeof id === 'number' ? batchId.parse(id) : null;
}
