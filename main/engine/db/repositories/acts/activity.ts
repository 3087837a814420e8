import { z } from 'zod';
import {
  batch,
  receipt,
  type ActivityFilter,
  type Batch,
  type FailedJob,
  type Receipt,
} from '../../../../../contract/activity.ts';
import { mailboxId, type BatchId } from '../../../../../contract/ids.ts';
import { statement, type ReadableDb } from '../../handles.ts';
import { batchesWhere } from './activity-days.ts';
import { listDeadJobs, type JobRow } from './jobs.ts';
import { countStanding, paramsOf, takeBackPayload } from './standing.ts';

const batchRow = batch.pick({ id: true, action: true, act: true, actor: true, reverses: true, at: true });
const countRow = z.object({
  mailboxId,
  count: z.number(),
  pending: z.number(),
  failed: z.number(),
  undone: z.number(),
});

/** Batches that a filter means, newest first. */
export function listBatches(
  db: ReadableDb,
  query: { filter?: ActivityFilter; offset: number; limit: number },
): { total: number; batches: Batch[] } {
  const { filter = {}, offset, limit } = query;
  const where = batchesWhere(filter);
  const total = statement<[object]>(db, `SELECT count(*) FROM batches b WHERE ${where}`)
    .pluck()
    .get(paramsOf(filter));
  const rows = statement<[object]>(
    db,
    `SELECT b.id, b.action, b.act, b.actor, b.reverses, b.at FROM batches b WHERE ${where}
     ORDER BY b.id DESC LIMIT :limit OFFSET :offset`,
  ).all({ ...paramsOf(filter), limit, offset });
  return {
    total: z.number().parse(total),
    batches: z
      .array(batchRow)
      .parse(rows)
      .map((row) => ({ ...row, ...countsOf(db, row.id) })),
  };
}

/** How the receipts of a batch stand, in one look at them. */
function countsOf(
  db: ReadableDb,
  id: BatchId,
): Pick<Batch, 'count' | 'pending' | 'failed' | 'undone' | 'targets' | 'targetCount'> {
  const folders = z.array(countRow).parse(
    statement<[number]>(
      db,
      `SELECT to_mailbox AS mailboxId, count(*) AS count, sum(state = 'pending') AS pending,
         sum(state = 'failed') AS failed, sum(state = 'undone') AS undone
       FROM receipts WHERE batch_id = ? AND beside IS NULL GROUP BY to_mailbox ORDER BY count(*) DESC`,
    ).all(id),
  );
  const sum = (of: 'count' | 'pending' | 'failed' | 'undone'): number =>
    folders.reduce((total, folder) => total + folder[of], 0);
  return {
    count: sum('count'),
    pending: sum('pending'),
    failed: sum('failed'),
    undone: sum('undone'),
    targets: folders.slice(0, 3).map(({ mailboxId: folder, count }) => ({ mailboxId: folder, count })),
    targetCount: folders.length,
  };
}

const receiptRow = receipt.omit({ sender: true, evidence: true }).extend({
  senderName: z.string(),
  senderAddress: z.string(),
  evidence: z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(receipt.shape.evidence),
});

/** The receipts of one batch in the order they were written. */
export function listReceipts(
  db: ReadableDb,
  query: { batchId: BatchId; offset: number; limit: number },
): { total: number; receipts: Receipt[] } {
  const total = statement<[number]>(db, 'SELECT count(*) FROM receipts WHERE batch_id = ? AND beside IS NULL')
    .pluck()
    .get(query.batchId);
  const rows = statement<[number, number, number]>(
    db,
    `SELECT r.id, r.batch_id AS batchId, r.account_id AS accountId, r.message_id AS messageId, m.from_name AS senderName,
       m.from_address AS senderAddress, m.subject, r.from_mailbox AS "from", r.to_mailbox AS "to", r.stage, r.probability,
       r.evidence, r.state, r.at
     FROM receipts r JOIN messages m ON m.id = r.message_id WHERE r.batch_id = ? AND r.beside IS NULL ORDER BY r.id LIMIT ? OFFSET ?`,
  ).all(query.batchId, query.limit, query.offset);
  return {
    total: z.number().parse(total),
    receipts: z
      .array(receiptRow)
      .parse(rows)
      .map(({ senderName, senderAddress, ...rest }) => ({
        ...rest,
        sender: { name: senderName, address: senderAddress },
      })),
  };
}

/** Operations that failed for good, with how many mails each concerns. */
export function listFailedJobs(db: ReadableDb): FailedJob[] {
  return listDeadJobs(db).map((job) => ({
    id: job.id,
    accountId: job.accountId,
    batchId: job.batchId,
    count: countMails(db, job),
    problem: job.problem ?? { code: 'unexpected' as const },
    at: job.createdAt,
  }));
}

/** The mails that stay where they are: those of a job's receipts, or those that a job which takes back did not come to. */
function countMails(db: ReadableDb, job: JobRow): number {
  if (job.kind === 'take-back') {
    const asked = takeBackPayload.safeParse(job.payload);
    return asked.success ? countStanding(db, asked.data.filter, asked.data.way, asked.data.below) : 0;
  }
  const count = statement<[number]>(
    db,
    "SELECT count(*) FROM receipts WHERE job_id = ? AND state = 'failed'",
  ).pluck();
  return z.number().parse(count.get(job.id));
}
