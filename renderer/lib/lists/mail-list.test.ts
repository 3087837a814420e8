import { expect, test } from 'vitest';
import type { Reply } from '../../../contract/problem.ts';
import { createMailList, type FetchPage } from './mail-list.ts';

interface Row {
  id: number;
}
type Answer = Reply<{ total: number; rows: Row[] }>;

/** A server of rows whose answers come when the test says so. */
function slowRows(rows: Row[]) {
  const waiting: (() => void)[] = [];
  const fetch: FetchPage<Row> = (offset, limit) => {
    const value = { total: rows.length, rows: rows.slice(offset, offset + limit) };
    return new Promise<Answer>((resolve) => waiting.push(() => resolve({ ok: true, value })));
  };
  return { fetch, answer: () => waiting.splice(0).forEach((now) => now()) };
}

const rowsUpTo = (count: number): Row[] => Array.from({ length: count }, (_, index) => ({ id: index + 1 }));
const shown = (list: ReturnType<typeof createMailList<Row>>) =>
  [...list.getState().pages.rows.values()].map(({ id }) => id);

test('a row taken out while an older answer is on its way does not come back', async () => {
  const rows = rowsUpTo(3);
  const server = slowRows(rows);
  const list = createMailList<Row>((row) => row.id);
  const first = list.getState().show('inbox', server.fetch);
  server.answer();
  await first;
  const stale = list.getState().refresh();
  list.getState().take(new Set([2]));
  server.answer();
  await stale;
  expect(shown(list)).toEqual([1, 3]);
  expect(list.getState().pages.total).toBe(2);
});

test('an answer for a list that is no longer shown is ignored', async () => {
  const inbox = slowRows(rowsUpTo(3));
  const list = createMailList<Row>((row) => row.id);
  const late = list.getState().show('inbox', inbox.fetch);
  const other = slowRows([{ id: 9 }]);
  const now = list.getState().show('other', other.fetch);
  other.answer();
  await now;
  inbox.answer();
  await late;
  expect(shown(list)).toEqual([9]);
});

test('when the mail being read leaves, the next one is read', async () => {
  const server = slowRows(rowsUpTo(3));
  const list = createMailList<Row>((row) => row.id);
  const first = list.getState().show('inbox', server.fetch);
  server.answer();
  await first;
  list.getState().click(2, { shift: false, ctrl: false });
  list.getState().read(2);
  list.getState().take(new Set([2]));
  expect(list.getState().reading).toBe(3);
  list.getState().take(new Set([3, 1]));
  expect(list.getState().reading).toBeNull();
});

test('a refused page says why and keeps what was there', async () => {
  const list = createMailList<Row>((row) => row.id);
  const server = slowRows(rowsUpTo(2));
  const first = list.getState().show('inbox', server.fetch);
  server.answer();
  await first;
  await list.getState().show('inbox', () => Promise.resolve({ ok: false, problem: { code: 'engine-down' } }));
  expect(list.getState().problem?.code).toBe('engine-down');
  expect(shown(list)).toEqual([1, 2]);
});
