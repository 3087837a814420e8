/** A long list of which only some rows are here: `rows` maps a position to its row. */
export interface Paged<Row> {
  readonly total: number;
  readonly rows: ReadonlyMap<number, Row>;
}

/** Rows fetched at once, and the most that are kept. */
export const PAGE_SIZE = 50;
const MOST_ROWS = 500;

/** A list of which nothing is known yet. */
export function emptyPages<Row>(): Paged<Row> {
  return { total: 0, rows: new Map() };
}

/** Adds one fetched page; rows far from it are let go so that memory stays bounded. */
export function putPage<Row>(
  paged: Paged<Row>,
  offset: number,
  page: { readonly total: number; readonly rows: readonly Row[] },
): Paged<Row> {
  const rows = new Map<number, Row>();
  const nearest = offset - (MOST_ROWS - PAGE_SIZE) / 2;
  const farthest = offset + (MOST_ROWS + PAGE_SIZE) / 2;
  for (const [index, row] of paged.rows) {
    const replaced = index >= offset && index < offset + PAGE_SIZE;
    if (!replaced && index >= nearest && index < farthest && index < page.total) rows.set(index, row);
  }
  page.rows.forEach((row, position) => rows.set(offset + position, row));
  return { total: page.total, rows };
}

/** Takes rows out at once, the others closing up, as they will once the engine has answered. */
export function takeRows<Row>(paged: Paged<Row>, taken: (row: Row) => boolean): Paged<Row> {
  const kept = new Map<number, Row>();
  let gone = 0;
  for (const index of [...paged.rows.keys()].sort((a, b) => a - b)) {
    const row = paged.rows.get(index);
    if (row === undefined) continue;
    if (taken(row)) gone += 1;
    else kept.set(index - gone, row);
  }
  return { total: Math.max(0, paged.total - gone), rows: kept };
}

/** Offsets of the pages that must be fetched so that `first` to `last` can be shown. */
export function missingPages<Row>(paged: Paged<Row>, first: number, last: number): number[] {
  const offsets: number[] = [];
  const end = Math.min(last, paged.total - 1);
  for (let offset = Math.floor(first / PAGE_SIZE) * PAGE_SIZE; offset <= end; offset += PAGE_SIZE) {
    for (let index = Math.max(first, offset); index <= Math.min(end, offset + PAGE_SIZE - 1); index += 1) {
      if (paged.rows.has(index)) continue;
      offsets.push(offset);
      break;
    }
  }
  return offsets;
}
