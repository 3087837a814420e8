import { succeed } from '../../../contract/problem.ts';
import type { ReadableDb } from '../db/handles.ts';
import { listCorrections } from '../db/repositories/statistics/sums.ts';
import type { HandlersOf } from '../handlers.ts';
import type { Clock } from '../platform/clock.ts';
import { midnights } from './days.ts';
import { describeStatistics } from './overview.ts';

/** Answers the calls of the dashboard. */
export function statisticsCalls(deps: {
  readonly db: ReadableDb;
  readonly clock: Clock;
}): HandlersOf<'statistics'> {
  const { db, clock } = deps;
  return {
    'statistics.get': ({ days, accountId }) =>
      succeed(describeStatistics(db, { days, account: accountId ?? null, now: clock.now() })),
    'statistics.corrections': ({ days, from, to, limit }) =>
      succeed(listCorrections(db, { from, to, since: midnights(clock.now(), days)[0] ?? 0, limit })),
  };
}
