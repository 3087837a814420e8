import { z } from 'zod';
import {
  batch,
  receipt,
  type Batch,
  type FailedJob,
  type Receipt,
} from '../../../../../contract/activity.ts';
import { mailboxId, type BatchId } from '../../../../../contract/ids.ts';
import { statement, type ReadableDb } from '../../handles.ts';
import { listDeadJobs } from './jobs.ts';

const batchRow = batch.omit({ targets: true });

const batchCounts = `SELECT b.id, b.action, b.act, b.actor, b.reverses, b.at,
    (SELECT count(*) FROM receipts r WHERE r.batch_id = b.id AND r.beside IS NULL) AS count,
    (SELECT count(*) FROM receipts r WHERE r.batch_id = b.id AND r.state = 'pending' AND r.beside IS NULL) AS pending,
    (SELECT count(*) FROM receipts r WHERE r.batch_id = b.id AND r.state = 'failed' AND r.beside IS NULL) AS failed,
    (SELECT count(*) FROM receipts r WHERE r.batch_id = b.id AND r.state = 'undone' AND r.beside IS NULL) AS undone,
    (SELECT count(DISTINCT r.to_mailbox) FROM receipts r WHERE r.batch_id = b.id AND r.beside IS NULL) AS targetCount
  FROM batches b`;

/** Batches, newest first. */
export function listBatches(
  db: ReadableDb,
  page: { offset: number; limit: number },
): { total: number; batches: Batch[] } {
  const total = z.number().parse(statement<[]>(db, 'SELECT count(*) FROM batches').pluck().get());
  const rows = statement<[number, number]>(db, `${batchCounts} ORDER BY b.id DESC LIMIT ? OFFSET ?`).all(
    page.limit,
    page.offset,
  );
  const batches = z
    .array(batchRow)
    .parse(rows)
    .map((row) => ({ ...row, targets: targetsOf(db, row.id) }));
  return { total, batches };
}

function targetsOf(db: ReadableDb, id: BatchId): Batch['targets'] {
  const rows = statement<[number]>(
    db,
    `SELECT to_mailbox AS mailboxId, count(*) AS count FROM receipts WHERE batch_id = ? AND beside IS NULL
     GROUP BY to_mailbox ORDER BY count(*) DESC LIMIT 3`,
  ).all(id);
  return z.array(z.object({ mailboxId, count: z.number() })).parse(rows);
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
  const count = statement<[number]>(db, 'SELECT count(*) FROM receipts WHERE job_id = ?').pluck();
  return listDeadJobs(db).flatMap((job) =>
    job.accountId === null
      ? []
      : [
          {
            id: job.id,
            accountId: job.accountId,
            batchId: job.batchId,
            count: z.number().parse(count.get(job.id)),
            problem: job.problem ?? { code: 'unexpected' as const },
            at: job.createdAt,
          },
        ],
  );
}
