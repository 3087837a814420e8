import { z } from 'zod';
import type { ActivityDay, ActivityFilter } from '../../../../../contract/activity.ts';
import { stage } from '../../../../../contract/evidence.ts';
import { mailboxId, type MailboxId } from '../../../../../contract/ids.ts';
import { statement, type ReadableDb } from '../../handles.ts';
import { conditionsOf, paramsOf } from './standing.ts';

/** The batches `b` that a filter means: those with a receipt that it means. */
export function batchesWhere(filter: ActivityFilter): string {
  const { since, until, actor, ...ofReceipts } = filter;
  const parts = ['1'];
  if (since !== undefined) parts.push('b.at >= :since');
  if (until !== undefined) parts.push('b.at < :until');
  if (actor !== undefined) parts.push('b.actor = :actor');
  if (Object.values(ofReceipts).some((value) => value !== undefined))
    parts.push(
      `b.id IN (SELECT r.batch_id FROM receipts r WHERE ${conditionsOf(filter)} AND r.beside IS NULL)`,
    );
  return parts.join(' AND ');
}

/** Days of this computer's time zone with batches that a filter means, newest first. */
export function listDays(db: ReadableDb, filter: ActivityFilter): ActivityDay[] {
  const times = z.array(z.number()).parse(
    statement<[object]>(db, `SELECT b.at FROM batches b WHERE ${batchesWhere(filter)} ORDER BY b.id DESC`)
      .pluck()
      .all(paramsOf(filter)),
  );
  const days: { since: number; until: number; batches: number }[] = [];
  for (const at of times) {
    const last = days.at(-1);
    // In the order of the list: a clock that was set back makes a day appear twice, so that no row stands under the wrong one.
    if (last !== undefined && at >= last.since && at < last.until) last.batches += 1;
    else days.push({ ...dayAround(at), batches: 1 });
  }
  return days;
}

/** The midnights around a moment, in this computer's time zone; a day has 23 or 25 hours when the clocks change. */
export function dayAround(at: number): { since: number; until: number } {
  const date = new Date(at);
  const midnight = (days: number): number =>
    new Date(date.getFullYear(), date.getMonth(), date.getDate() + days).getTime();
  return { since: midnight(0), until: midnight(1) };
}

/** Everything that ever decided, and the folders that mail was put in. */
export function listChoices(db: ReadableDb): {
  stages: z.infer<typeof stage>[];
  rules: string[];
  folders: MailboxId[];
} {
  const pluck = (sql: string): unknown[] => statement<[]>(db, sql).pluck().all();
  const from = 'FROM receipts';
  return {
    stages: z
      .array(stage)
      .parse(pluck(`SELECT DISTINCT stage ${from} WHERE stage IS NOT NULL ORDER BY stage`)),
    rules: z
      .array(z.string())
      .parse(pluck(`SELECT DISTINCT rule ${from} WHERE rule IS NOT NULL ORDER BY rule`)),
    folders: z
      .array(mailboxId)
      .parse(pluck(`SELECT to_mailbox ${from} WHERE beside IS NULL GROUP BY 1 ORDER BY count(*) DESC`)),
  };
}
