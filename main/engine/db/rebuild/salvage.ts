import type Database from 'better-sqlite3';

/** A row as SQLite gives it; integers as bigint, so that none is rounded. */
export type SalvagedRow = Readonly<Record<string, unknown>>;

/** What could be read of a table. */
export interface Salvaged {
  readonly rows: readonly SalvagedRow[];
  /** Rows or ranges that could not. */
  readonly lost: number;
}

const RANGE = 500n;
/** A table that fails so often is not read further. */
const MOST_FAILURES = 20_000;
/** Where the highest row number cannot be found out. */
const GUESSED_ROWS = 200_000n;

/**
 * Reads as much of a table as its file still gives: by ranges of row numbers, each that fails halved until the rows in a
 * damaged page are left out and nothing else. A table without row numbers is read until it fails.
 */
export function salvageTable(db: Database.Database, table: string): Salvaged {
  const ranges = prepareRange(db, table);
  if (ranges === null) return readUntilDamage(db, table);
  const rows: SalvagedRow[] = [];
  let failures = 0;
  let lost = 0;
  const read = (from: bigint, to: bigint): void => {
    if (failures > MOST_FAILURES) return;
    try {
      rows.push(...(ranges.all(from, to) as SalvagedRow[]));
    } catch {
      failures += 1;
      if (from === to) {
        lost += 1;
        return;
      }
      const middle = (from + to) / 2n;
      read(from, middle);
      read(middle + 1n, to);
    }
  };
  const last = lastRow(db, table);
  for (let from = 1n; from <= last; from += RANGE) read(from, from + RANGE - 1n);
  return { rows, lost };
}

function prepareRange(db: Database.Database, table: string): Database.Statement | null {
  try {
    return db.prepare(`SELECT * FROM ${table} WHERE rowid BETWEEN ? AND ? ORDER BY rowid`).safeIntegers(true);
  } catch {
    return null;
  }
}

function readUntilDamage(db: Database.Database, table: string): Salvaged {
  const rows: SalvagedRow[] = [];
  try {
    for (const row of db.prepare(`SELECT * FROM ${table}`).safeIntegers(true).iterate()) {
      rows.push(row as SalvagedRow);
    }
    return { rows, lost: 0 };
  } catch {
    return { rows, lost: 1 };
  }
}

function lastRow(db: Database.Database, table: string): bigint {
  for (const sql of [
    `SELECT max(rowid) FROM ${table}`,
    `SELECT seq FROM sqlite_sequence WHERE name = '${table}'`,
  ]) {
    try {
      const last = db.prepare(sql).safeIntegers(true).pluck().get();
      if (typeof last === 'bigint') return last;
      if (last === null) return 0n;
    } catch {
      // The next way may work.
    }
  }
  return GUESSED_ROWS;
}
