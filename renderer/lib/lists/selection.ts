/** What is marked in a list: the row that keys act on, and the rows picked to be acted on together. */
export interface Marks<Key> {
  readonly cursor: Key | null;
  /** Where a range began. */
  readonly anchor: Key | null;
  readonly selected: ReadonlySet<Key>;
}

export interface Modifiers {
  readonly shift: boolean;
  readonly ctrl: boolean;
}

/** Nothing marked. */
export function noMarks<Key>(): Marks<Key> {
  return { cursor: null, anchor: null, selected: new Set() };
}

function range<Key>(order: readonly Key[], from: Key, to: Key): Key[] {
  const start = order.indexOf(from);
  const end = order.indexOf(to);
  if (start < 0 || end < 0) return [to];
  return order.slice(Math.min(start, end), Math.max(start, end) + 1);
}

/** A click on a row: alone it moves there, with Ctrl it picks or drops the row, with Shift it picks all up to it. */
export function clickRow<Key>(
  marks: Marks<Key>,
  order: readonly Key[],
  key: Key,
  held: Modifiers,
): Marks<Key> {
  if (held.shift) {
    const anchor = marks.anchor ?? marks.cursor ?? key;
    return { cursor: key, anchor, selected: new Set(range(order, anchor, key)) };
  }
  if (held.ctrl) {
    const selected = new Set(marks.selected);
    if (selected.size === 0 && marks.cursor !== null && marks.cursor !== key) selected.add(marks.cursor);
    if (!selected.delete(key)) selected.add(key);
    return { cursor: key, anchor: key, selected };
  }
  return { cursor: key, anchor: key, selected: new Set() };
}

/** Picks or drops the row under the cursor. */
export function toggleRow<Key>(marks: Marks<Key>): Marks<Key> {
  if (marks.cursor === null) return marks;
  const selected = new Set(marks.selected);
  if (!selected.delete(marks.cursor)) selected.add(marks.cursor);
  return { ...marks, anchor: marks.cursor, selected };
}

/** Moves the cursor by `step` rows and stops at the ends; with `extend` the rows passed are picked. */
export function stepRow<Key>(
  marks: Marks<Key>,
  order: readonly Key[],
  step: number,
  extend: boolean,
): Marks<Key> {
  if (order.length === 0) return noMarks();
  const at = marks.cursor === null ? -1 : order.indexOf(marks.cursor);
  const to = at < 0 ? (step > 0 ? 0 : order.length - 1) : Math.min(order.length - 1, Math.max(0, at + step));
  const cursor = order[to];
  if (cursor === undefined) return marks;
  if (!extend) return { cursor, anchor: cursor, selected: marks.selected };
  const anchor = marks.anchor ?? marks.cursor ?? cursor;
  return { cursor, anchor, selected: new Set(range(order, anchor, cursor)) };
}

/**
 * Follows a list that changed: marks on rows that left are dropped, and a cursor whose row left goes to the row that took
 * its position, so that the next key acts where the eye is.
 */
export function followRows<Key>(
  marks: Marks<Key>,
  before: readonly Key[],
  after: readonly Key[],
): Marks<Key> {
  const here = new Set(after);
  const selected = new Set([...marks.selected].filter((key) => here.has(key)));
  const anchor = marks.anchor !== null && here.has(marks.anchor) ? marks.anchor : null;
  if (marks.cursor === null || here.has(marks.cursor)) return { cursor: marks.cursor, anchor, selected };
  const at = before.indexOf(marks.cursor);
  const next = before.slice(at + 1).find((key) => here.has(key)) ?? after[after.length - 1] ?? null;
  return { cursor: next, anchor, selected };
}

/** The rows an action means: those picked, else the one under the cursor. */
export function meantRows<Key>(marks: Marks<Key>): Key[] {
  if (marks.selected.size > 0) return [...marks.selected];
  return marks.cursor === null ? [] : [marks.cursor];
}
