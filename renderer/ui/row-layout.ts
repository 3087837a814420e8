/** Where the rows of a list stand, in pixels from its top. */
export interface RowLayout {
  readonly count: number;
  /** Height of all rows, with the room before and after them. */
  readonly total: number;
  readonly startOf: (index: number) => number;
  readonly heightOf: (index: number) => number;
  /** The row at an offset; the first or last one before the beginning or past the end. */
  readonly at: (offset: number) => number;
}

/** Room before the first row, and after the last one for what floats over it. */
export const BEFORE = 4;
export const AFTER = 56;

/** Rows of one height: nothing is kept for any of them, however many there are. */
export function evenRows(count: number, height: number): RowLayout {
  return {
    count,
    total: BEFORE + count * height + AFTER,
    startOf: (index) => BEFORE + index * height,
    heightOf: () => height,
    at: (offset) => within(Math.floor((offset - BEFORE) / height), count),
  };
}

/** Rows of different heights, which `heightOf` gives. */
export function unevenRows(count: number, heightOf: (index: number) => number): RowLayout {
  const starts = new Float64Array(count + 1);
  starts[0] = BEFORE;
  for (let index = 0; index < count; index += 1) starts[index + 1] = (starts[index] ?? 0) + heightOf(index);
  const startOf = (index: number): number => starts[index] ?? 0;
  return {
    count,
    total: startOf(count) + AFTER,
    startOf,
    heightOf: (index) => startOf(index + 1) - startOf(index),
    at: (offset) => {
      let low = 0;
      let high = count;
      while (low < high) {
        const middle = (low + high) >>> 1;
        if (startOf(middle + 1) <= offset) low = middle + 1;
        else high = middle;
      }
      return within(low, count);
    },
  };
}

/** The rows that can be seen through a window on the list, and `more` on either side; none of an empty list. */
export function rowsWithin(
  layout: RowLayout,
  { top, height }: { readonly top: number; readonly height: number },
  more: number,
): { readonly first: number; readonly last: number } {
  return {
    first: within(layout.at(top) - more, layout.count),
    last: Math.min(layout.at(top + height) + more, layout.count - 1),
  };
}

function within(index: number, count: number): number {
  return Math.max(0, Math.min(index, count - 1));
}
