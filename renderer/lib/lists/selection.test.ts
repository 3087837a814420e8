import { expect, test } from 'vitest';
import { clickRow, followRows, meantRows, noMarks, stepRow, toggleRow } from './selection.ts';

const order = ['a', 'b', 'c', 'd', 'e'];
const plain = { shift: false, ctrl: false };

test('a click moves, Ctrl adds the row where one was, Shift takes the range', () => {
  const first = clickRow(noMarks<string>(), order, 'b', plain);
  expect(meantRows(first)).toEqual(['b']);
  const two = clickRow(first, order, 'd', { shift: false, ctrl: true });
  expect(meantRows(two)).toEqual(['b', 'd']);
  expect(meantRows(clickRow(two, order, 'b', { shift: false, ctrl: true }))).toEqual(['d']);
  const range = clickRow(first, order, 'e', { shift: true, ctrl: false });
  expect(meantRows(range)).toEqual(['b', 'c', 'd', 'e']);
  expect(meantRows(clickRow(range, order, 'a', { shift: true, ctrl: false }))).toEqual(['a', 'b']);
  expect(meantRows(clickRow(range, order, 'c', plain))).toEqual(['c']);
});

test('steps stop at the ends and extend when asked', () => {
  expect(stepRow(noMarks<string>(), order, 1, false).cursor).toBe('a');
  expect(stepRow(noMarks<string>(), order, -1, false).cursor).toBe('e');
  const at = clickRow(noMarks<string>(), order, 'd', plain);
  expect(stepRow(at, order, 8, false).cursor).toBe('e');
  expect(stepRow(at, order, -Infinity, false).cursor).toBe('a');
  expect(meantRows(stepRow(stepRow(at, order, -1, true), order, -1, true))).toEqual(['b', 'c', 'd']);
  expect(stepRow(at, [], 1, false).cursor).toBeNull();
});

test('x picks the row under the cursor and drops it again', () => {
  const at = clickRow(noMarks<string>(), order, 'c', plain);
  const picked = toggleRow(at);
  expect([...picked.selected]).toEqual(['c']);
  expect(toggleRow(picked).selected.size).toBe(0);
});

test('when rows leave, the cursor goes to the one that took its position', () => {
  const at = clickRow(noMarks<string>(), order, 'c', plain);
  expect(followRows(at, order, ['a', 'b', 'd', 'e']).cursor).toBe('d');
  expect(followRows(at, order, ['a', 'b']).cursor).toBe('b');
  expect(followRows(at, order, []).cursor).toBeNull();
  const picked = clickRow(at, order, 'e', { shift: true, ctrl: false });
  expect([...followRows(picked, order, ['a', 'd', 'x']).selected]).toEqual(['d']);
});
