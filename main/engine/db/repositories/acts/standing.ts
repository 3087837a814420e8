import { z } from 'zod';
import { activityFilter, way, type Way } from '../../../../../contract/activity.ts';
import { batchId, type BatchId } from '../../../../../contract/ids.ts';
import { statement, type ReadableDb, type WritableDb } from '../../handles.ts';

const actsFilter = activityFilter.extend({ batchId: batchId.optional() });
/** What the person filters by, or one batch. */
export type ActsFilter = Readonly<z.infer<typeof actsFilter>>;

/** What a job that takes back (or does again) is to do: all that the filter means of the receipts older than `below`. */
export const takeBackPayload = z.object({ filter: actsFilter, way, below: z.number() });

/**
 * Conditions on receipts `r` (or another name), for the values of `paramsOf`. Only what is asked for: 50,000 are looked
 * through in 20 ms; an index would slow every approval down and gain nothing. */
export function conditionsOf(filter: ActsFilter, r = 'r'): string {
  const parts = [
    filter.since !== undefined && `${r}.at >= :since`,
    filter.until !== undefined && `${r}.at < :until`,
    filter.stage !== undefined && `${r}.stage = :stage`,
    filter.rule !== undefined && `${r}.rule = :rule`,
    filter.folder !== undefined && `${r}.to_mailbox = :folder`,
    filter.accountId !== undefined && `${r}.account_id = :accountId`,
    filter.batchId !== undefined && `${r}.batch_id = :batchId`,
  ].filter((part) => part !== false);
  return parts.length === 0 ? '1' : parts.join(' AND ');
}

/** Conditions on the batch `b` of a receipt. */
function batchConditions(filter: ActsFilter, way: Way, b: string): string {
  const taken = `${b}.action ${way === 'undo' ? '<>' : '='} 'undo'`;
  return filter.actor === undefined ? taken : `${taken} AND ${b}.actor = :actor`;
}

/** The values that the conditions of a filter name. */
export function paramsOf(
  filter: ActsFilter & { readonly below?: number | undefined },
): Record<string, unknown> {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
}

const stands = (r: string): string => `${r}.state IN ('pending', 'done')`;

/** A later receipt `x` moved the mail on from where `r` had put it, and stands. */
const movedOn = `x.message_id = r.message_id AND x.id > r.id AND ${stands('x')} AND x.flags_added IS NULL
  AND x.from_mailbox = r.to_mailbox AND x.to_mailbox <> x.from_mailbox`;

/** For how many mails acts stand that could be taken back (or undone ones that could be done again), up to a receipt or of all. */
export function countStanding(db: ReadableDb, filter: ActsFilter, way: Way, below?: number): number {
  // What is itself meant is taken back before it: no obstacle.
  const meant = `${conditionsOf(filter, 'x')} AND ${batchConditions(filter, way, 'xb')}`;
  return z.number().parse(
    statement<[object]>(
      db,
      `SELECT count(*) FROM receipts r JOIN batches b ON b.id = r.batch_id
       WHERE ${stands('r')} AND r.beside IS NULL AND ${conditionsOf(filter)} AND ${batchConditions(filter, way, 'b')}
         ${below === undefined ? '' : 'AND r.id < :below'}
         AND NOT EXISTS (SELECT 1 FROM receipts x JOIN batches xb ON xb.id = x.batch_id
           WHERE ${movedOn} AND r.flags_added IS NULL AND NOT coalesce(${meant}, 0))`,
    )
      .pluck()
      .get(paramsOf({ ...filter, below })),
  );
}

/**
 * Marks the newest standing receipts that a filter means, older than `below`, in the temporary table `taken`, as `takeReceipts`
 * does; without those whose mail was moved on by something that is not meant. `seen`: how many were looked at, `lowest` the
 * oldest of them; call again with that until fewer than `limit` were seen.
 */
export function takeStanding(
  db: WritableDb,
  query: { filter: ActsFilter; way: Way; batch: BatchId; below: number; limit: number },
): { seen: number; lowest: number; taken: number } {
  db.exec('CREATE TEMP TABLE IF NOT EXISTS taken (id INTEGER PRIMARY KEY, unstarted INTEGER NOT NULL)');
  statement<[]>(db, 'DELETE FROM taken').run();
  const { filter, way, batch, below, limit } = query;
  const unstarted = `r.state = 'pending' AND coalesce(j.state IN ('queued', 'blocked') AND j.attempts = 0, 0)`;
  const seen = statement<[object]>(
    db,
    `INSERT INTO taken SELECT r.id, ${unstarted}
     FROM receipts r JOIN batches b ON b.id = r.batch_id LEFT JOIN jobs j ON j.id = r.job_id
     WHERE ${stands('r')} AND r.beside IS NULL AND r.id < :below AND ${conditionsOf(filter)}
       AND ${batchConditions(filter, way, 'b')}
     ORDER BY r.id DESC LIMIT :limit`,
  ).run({ ...paramsOf(filter), below, limit }).changes;
  const lowest = z.number().parse(statement<[]>(db, 'SELECT coalesce(min(id), 0) FROM taken').pluck().get());
  // One that has to stay may be what moved another one on.
  const leave = statement<[object]>(
    db,
    `DELETE FROM taken WHERE id IN (SELECT r.id FROM taken t JOIN receipts r ON r.id = t.id
       WHERE r.flags_added IS NULL AND r.from_mailbox <> r.to_mailbox AND EXISTS (SELECT 1 FROM receipts x
         WHERE ${movedOn} AND x.batch_id <> :batch AND x.id NOT IN (SELECT id FROM taken)))`,
  );
  while (leave.run({ batch }).changes > 0);
  const taken = z.number().parse(statement<[]>(db, 'SELECT count(*) FROM taken').pluck().get());
  statement<[]>(
    db,
    `INSERT OR IGNORE INTO taken SELECT r.id, ${unstarted} FROM receipts r LEFT JOIN jobs j ON j.id = r.job_id
     WHERE r.beside IN (SELECT id FROM taken) AND ${stands('r')}`,
  ).run();
  return { seen, lowest, taken };
}

/** The id of the newest receipt. */
export function newestReceipt(db: ReadableDb): number {
  return z.number().parse(statement<[]>(db, 'SELECT coalesce(max(id), 0) FROM receipts').pluck().get());
}
