import type { ActivityDay } from '../../../contract/activity.ts';

/** What the list draws: a day's heading, or the batch at a position under it. */
export type ActivityRow =
  { readonly kind: 'day'; readonly day: ActivityDay } | { readonly kind: 'batch'; readonly index: number };

/** The list, flat: days as the engine counts them, each with its batches. */
export function rowsOfDays(days: readonly ActivityDay[]): ActivityRow[] {
  let index = 0;
  return days.flatMap((day) => [
    { kind: 'day' as const, day },
    ...Array.from({ length: day.batches }, () => ({ kind: 'batch' as const, index: index++ })),
  ]);
}

/** Positions of the batches that are needed to draw rows `first` to `last`; null when there are none. */
export function batchesAmong(
  rows: readonly ActivityRow[],
  first: number,
  last: number,
): { first: number; last: number } | null {
  const shown = rows.slice(first, last + 1).flatMap((row) => (row.kind === 'batch' ? [row.index] : []));
  const [low] = shown;
  const high = shown.at(-1);
  return low === undefined || high === undefined ? null : { first: low, last: high };
}
