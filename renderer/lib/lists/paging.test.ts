import { expect, test } from 'vitest';
import { emptyPages, missingPages, PAGE_SIZE, putPage, takeRows } from './paging.ts';

const page = (offset: number, total: number) => ({
  total,
  rows: Array.from({ length: Math.min(PAGE_SIZE, total - offset) }, (_, index) => offset + index),
});
const filled = (offsets: number[], total: number) =>
  offsets.reduce((pages, offset) => putPage(pages, offset, page(offset, total)), emptyPages<number>());

test('only pages that lack a row on screen are asked for', () => {
  const pages = filled([0], 350);
  expect(missingPages(pages, 0, 40)).toEqual([]);
  expect(missingPages(pages, 40, 80)).toEqual([50]);
  expect(missingPages(pages, 260, 400)).toEqual([250, 300]);
  expect(missingPages(emptyPages(), 0, 40)).toEqual([]);
});

test('however far one scrolls, no more than a few hundred rows are kept', () => {
  const offsets = Array.from({ length: 100 }, (_, index) => index * PAGE_SIZE);
  const pages = filled(offsets, 5000);
  expect(pages.rows.size).toBeLessThanOrEqual(500);
  expect(pages.rows.get(4999)).toBe(4999);
  expect(pages.rows.has(0)).toBe(false);
});

test('rows taken out let the others close up; those not fetched are left unknown', () => {
  const pages = takeRows(filled([0], 250), (row) => row === 3 || row === 5);
  expect(pages.total).toBe(248);
  expect([pages.rows.get(2), pages.rows.get(3), pages.rows.get(4)]).toEqual([2, 4, 6]);
  expect(missingPages(pages, 45, 49)).toEqual([0]);
});

test('a shorter answer drops what lies beyond its end', () => {
  const pages = putPage(filled([0, 50], 100), 0, page(0, 20));
  expect(pages.total).toBe(20);
  expect(pages.rows.size).toBe(20);
});
