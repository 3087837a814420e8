import { expect, test } from 'vitest';
import { batchesAmong, rowsOfDays } from './day-rows.ts';

test('each day stands above its batches, and what is drawn is what is asked for', () => {
  const days = [
    { since: 10, until: 20, batches: 2 },
    { since: 0, until: 10, batches: 1 },
  ];
  const rows = rowsOfDays(days);
  expect(rows.map((row) => (row.kind === 'day' ? `day ${row.day.since}` : row.index))).toEqual([
    'day 10',
    0,
    1,
    'day 0',
    2,
  ]);
  expect(batchesAmong(rows, 0, 2)).toEqual({ first: 0, last: 1 });
  expect(batchesAmong(rows, 3, 9)).toEqual({ first: 2, last: 2 });
  expect(batchesAmong(rows, 3, 3)).toBeNull();
});
