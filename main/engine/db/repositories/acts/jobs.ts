import { z } from 'zod';
import {
  accountId,
  batchId,
  jobId,
  type AccountId,
  type BatchId,
  type JobId,
} from '../../../../../contract/ids.ts';
import { problem, type Problem } from '../../../../../contract/problem.ts';
import { statement, type ReadableDb, type WritableDb } from '../../handles.ts';

/** Lower runs first: what the person waits for, then recent mail, then the rest. */
export const priority = { interactive: 0, recent: 1, backlog: 2 } as const;

const jobRow = z.object({
  id: jobId,
  accountId: accountId.nullable(),
  batchId: batchId.nullable(),
  kind: z.string(),
  payload: z.string().transform((text): unknown => JSON.parse(text)),
  attempts: z.number(),
  state: z.enum(['queued', 'running', 'blocked', 'done', 'dead', 'discarded']),
  problem: z
    .string()
    .nullable()
    .transform((text): unknown => (text === null ? null : JSON.parse(text)))
    .pipe(problem.nullable()),
  createdAt: z.number(),
});
/** One durable operation. */
export type JobRow = z.infer<typeof jobRow>;

const columns =
  'id, account_id AS accountId, batch_id AS batchId, kind, payload, attempts, state, problem, created_at AS createdAt';

/** Adds a job that may run from now on. */
export function insertJob(
  db: WritableDb,
  job: {
    kind: string;
    payload: unknown;
    accountId: AccountId | null;
    batchId: BatchId | null;
    priority: number;
    at: number;
    /** Runs only when this one is done. */
    after?: JobId | null;
  },
): JobId {
  const { lastInsertRowid } = statement<[object]>(
    db,
    `INSERT INTO jobs (account_id, batch_id, kind, payload, priority, state, run_after, created_at, after_job)
     VALUES (:accountId, :batchId, :kind, :payload, :priority, 'queued', :at, :at, :after)`,
  ).run({ ...job, payload: JSON.stringify(job.payload), after: job.after ?? null });
  return jobId.parse(Number(lastInsertRowid));
}

/** What a job waits for is done, or was given up. */
const isFree = `NOT EXISTS (SELECT 1 FROM jobs before WHERE before.id = jobs.after_job
  AND before.state NOT IN ('done', 'discarded'))`;

/** Takes the next due job of an account that is not in `busy`, and leases it; null when there is none. */
export function leaseJob(
  db: WritableDb,
  options: { now: number; leaseMs: number; busy: readonly number[] },
): JobRow | null {
  const row = statement<[{ now: number; until: number; busy: string }]>(
    db,
    `UPDATE jobs SET state = 'running', lease_until = :until, attempts = attempts + 1
     WHERE id = (
       SELECT id FROM jobs WHERE state = 'queued' AND run_after <= :now
         AND coalesce(account_id, 0) NOT IN (SELECT value FROM json_each(:busy)) AND ${isFree}
       ORDER BY priority, id LIMIT 1)
     RETURNING ${columns}`,
  ).get({ now: options.now, until: options.now + options.leaseMs, busy: JSON.stringify(options.busy) });
  return row === undefined ? null : jobRow.parse(row);
}

/** When the next queued job of an account that is not in `busy` may run; null when none waits. */
export function nextJobTime(db: ReadableDb, busy: readonly number[]): number | null {
  const sql = `SELECT min(run_after) FROM jobs WHERE state = 'queued'
    AND coalesce(account_id, 0) NOT IN (SELECT value FROM json_each(?)) AND ${isFree}`;
  return z
    .number()
    .nullable()
    .parse(statement<[string]>(db, sql).pluck().get(JSON.stringify(busy)));
}

/** Tries blocked jobs again whose wait is over. */
export function retryBlockedJobs(db: WritableDb, now: number): void {
  statement<[number]>(db, "UPDATE jobs SET state = 'queued' WHERE state = 'blocked' AND run_after <= ?").run(
    now,
  );
}

/** Ends a job for good, one way or another. */
export function endJob(
  db: WritableDb,
  id: JobId,
  end: { state: 'done' | 'dead' | 'discarded'; problem: Problem | null; at: number },
): void {
  statement<[string, string | null, number, number]>(
    db,
    'UPDATE jobs SET state = ?, problem = ?, ended_at = ?, lease_until = NULL WHERE id = ?',
  ).run(end.state, end.problem && JSON.stringify(end.problem), end.at, id);
}

/** Puts a job back, to run no earlier than `runAfter`. A blocked one did not fail: its attempt is not counted. */
export function postponeJob(
  db: WritableDb,
  id: JobId,
  to: { state: 'queued' | 'blocked'; runAfter: number; problem: Problem | null },
): void {
  statement<[{ id: number; state: string; runAfter: number; problem: string | null }]>(
    db,
    `UPDATE jobs SET state = :state, run_after = :runAfter, problem = :problem, lease_until = NULL,
       attempts = attempts - (:state = 'blocked') WHERE id = :id`,
  ).run({ id, state: to.state, runAfter: to.runAfter, problem: to.problem && JSON.stringify(to.problem) });
}

/** Lets blocked jobs of an account run again: its source answers. */
export function unblockJobs(db: WritableDb, account: AccountId, now: number): number {
  return statement<[number, number]>(
    db,
    "UPDATE jobs SET state = 'queued', run_after = ? WHERE account_id = ? AND state = 'blocked'",
  ).run(now, account).changes;
}

/** Has no waiting job run later than `latest`: what was meant to be soon may lie far ahead once the clock was set back. */
export function hastenJobs(db: WritableDb, latest: number): void {
  statement<[{ latest: number }]>(
    db,
    "UPDATE jobs SET run_after = :latest WHERE state IN ('queued', 'blocked') AND run_after > :latest",
  ).run({ latest });
}

/** Takes up again what a crash left running (at start), or what outlived its lease. */
export function reclaimJobs(db: WritableDb, expiredBefore: number): number {
  return statement<[number]>(
    db,
    "UPDATE jobs SET state = 'queued', lease_until = NULL WHERE state = 'running' AND coalesce(lease_until, 0) <= ?",
  ).run(expiredBefore).changes;
}

const accountJobs = z.object({ accountId: accountId.nullable(), soon: z.number(), blocked: z.number() });
const waitingRow = z.object({ mails: z.number(), of: z.number(), since: z.number().nullable() });

/** For how many mails something waits to be done, of how many that were asked for with them, since when, and for which accounts. */
export function countWaiting(
  db: ReadableDb,
): z.infer<typeof waitingRow> & { byAccount: z.infer<typeof accountJobs>[] } {
  const row = statement<[]>(
    db,
    `SELECT (SELECT count(*) FROM receipts WHERE state = 'pending') AS mails,
       (SELECT count(*) FROM receipts
        WHERE batch_id IN (SELECT DISTINCT batch_id FROM receipts WHERE state = 'pending')) AS "of",
       (SELECT min(created_at) FROM jobs WHERE state IN ('queued', 'blocked', 'running')) AS since`,
  ).get();
  const byAccount = statement<[]>(
    db,
    `SELECT account_id AS accountId, sum(state <> 'blocked') AS soon, sum(state = 'blocked') AS blocked FROM jobs
     WHERE state IN ('queued', 'blocked', 'running') GROUP BY account_id`,
  ).all();
  return { ...waitingRow.parse(row), byAccount: z.array(accountJobs).parse(byAccount) };
}

export function countJobs(db: ReadableDb): { queued: number; running: number; failed: number } {
  const rows = statement<[], { state: string; n: number }>(
    db,
    "SELECT state, count(*) AS n FROM jobs WHERE state IN ('queued', 'blocked', 'running', 'dead') GROUP BY state",
  ).all();
  const of = (state: string) => rows.find((row) => row.state === state)?.n ?? 0;
  return { queued: of('queued') + of('blocked'), running: of('running'), failed: of('dead') };
}

/** Jobs that failed for good, newest first. */
export function listDeadJobs(db: ReadableDb): JobRow[] {
  return z
    .array(jobRow)
    .parse(
      statement<[]>(db, `SELECT ${columns} FROM jobs WHERE state = 'dead' ORDER BY id DESC LIMIT 500`).all(),
    );
}

/** One job, or null. */
export function findJob(db: ReadableDb, id: JobId): JobRow | null {
  const row = statement<[number]>(db, `SELECT ${columns} FROM jobs WHERE id = ?`).get(id);
  return row === undefined ? null : jobRow.parse(row);
}

/** Gives a dead job six new attempts. */
export function reviveJob(db: WritableDb, id: JobId, now: number): void {
  statement<[number, number]>(
    db,
    "UPDATE jobs SET state = 'queued', attempts = 0, run_after = ?, ended_at = NULL WHERE id = ? AND state = 'dead'",
  ).run(now, id);
}
