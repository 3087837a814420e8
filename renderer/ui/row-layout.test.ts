import { expect, it } from 'vitest';
import { AFTER, BEFORE, evenRows, rowsWithin, unevenRows } from './row-layout.ts';

it('finds rows of one height by counting, those of others by looking', () => {
  for (const rows of [evenRows(1000, 60), unevenRows(1000, () => 60)]) {
    expect(rows.total).toBe(BEFORE + 60_000 + AFTER);
    expect([rows.startOf(0), rows.startOf(10), rows.heightOf(10)]).toEqual([BEFORE, BEFORE + 600, 60]);
    expect([-9, 0, BEFORE, BEFORE + 59, BEFORE + 60, 1e9].map(rows.at)).toEqual([0, 0, 0, 0, 1, 999]);
  }
  const mixed = unevenRows(4, (index) => (index % 2 === 0 ? 50 : 100));
  expect([0, 1, 2, 3].map(mixed.startOf)).toEqual([0, 50, 150, 200].map((start) => BEFORE + start));
  expect([49, 50, 149, 150, 200, 299, 300].map((offset) => mixed.at(BEFORE + offset))).toEqual([
    0, 1, 1, 2, 3, 3, 3,
  ]);
});

it('draws what can be seen and a few more, never past the ends', () => {
  const rows = evenRows(100, 60);
  expect(rowsWithin(rows, { top: 0, height: 600 }, 4)).toEqual({ first: 0, last: 13 });
  expect(rowsWithin(rows, { top: BEFORE + 3000, height: 600 }, 4)).toEqual({ first: 46, last: 64 });
  expect(rowsWithin(rows, { top: 9000, height: 600 }, 4)).toEqual({ first: 95, last: 99 });
  expect(rowsWithin(evenRows(0, 60), { top: 0, height: 600 }, 4)).toEqual({ first: 0, last: -1 });
});
