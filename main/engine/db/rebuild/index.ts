import type Database from 'better-sqlite3';
import { dirname, relative } from 'node:path';
import type { RebuildReport } from '../../../../contract/app.ts';
import { transaction, type WritableDb } from '../handles.ts';
import { openDatabase } from '../open.ts';
import { openDamaged } from './mend.ts';
import { salvageTable, type SalvagedRow } from './salvage.ts';
import { buildingPath, finishRebuild, keepAside, swapIn } from './swap.ts';

/**
 * Builds a damaged database anew. Kept, as far as it can still be read: accounts, mailboxes, settings, what was done and can
 * be undone, what was decided, what was still to be done, and of the mails those that all this is about. Everything else is
 * on the server: the next sync reads it again. The damaged file stays, byte for byte, in a folder of its own beside it.
 */
export function rebuildDatabase(path: string, at: Date): RebuildReport {
  finishRebuild(path);
  const kept = keepAside(path, at);
  const db = openDatabase(buildingPath(path));
  try {
    db.pragma('foreign_keys = OFF');
    const lost = fromDamaged(kept, (old) => transaction(db, () => salvageAll(old, db))) ?? 1;
    dropOrphans(db);
    const count = (sql: string) => Number(db.prepare(sql).pluck().get());
    const report = {
      keptAs: relative(dirname(path), dirname(kept)),
      accounts: count('SELECT count(*) FROM accounts'),
      acts: count('SELECT count(*) FROM batches'),
      lost,
    };
    // One file, complete: what is swapped in has no log beside it.
    db.pragma('wal_checkpoint(TRUNCATE)');
    db.pragma('journal_mode = DELETE');
    db.close();
    swapIn(path);
    return report;
  } finally {
    db.close();
  }
}

/** Reads from the kept file, which that does not change; null when nothing of it can be read. */
function fromDamaged<T>(path: string, work: (old: Database.Database) => T): T | null {
  const damaged = openDamaged(path);
  if (damaged === null) return null;
  try {
    return work(damaged.db);
  } finally {
    damaged.discard();
  }
}

type Change = (row: SalvagedRow) => SalvagedRow | null;

/** What is copied, in this order, and what is changed on the way; null leaves a row out. */
const TABLES: readonly (readonly [table: string, change: Change])[] = [
  ['accounts', (row) => ({ ...row, last_sync_at: null })],
  // As if never opened: every mailbox is read again from the beginning.
  [
    'mailboxes',
    (row) => ({
      ...row,
      uidvalidity: null,
      uidnext: null,
      highestmodseq: null,
      window_days: null,
      checked_at: null,
    }),
  ],
  ['settings', same],
  ['models', same],
  ['people', same],
  ['egress', same],
  ['image_senders', same],
  ['batches', same],
  ['receipts', same],
  ['decisions', same],
  ['refused_offers', same],
  ['doubts', same],
  ['trust_folders', same],
  // What replaying said is found out again, from mail that is read again.
  ['trust_accounts', (row) => ({ ...row, replayed_at: null, replayed_learned: null })],
  ['jobs', (row) => (isOpen(row) ? { ...row, state: reopened(row), lease_until: null } : null)],
];

function same(row: SalvagedRow): SalvagedRow {
  return row;
}

function isOpen({ state }: SalvagedRow): boolean {
  return state !== 'done' && state !== 'discarded';
}

function reopened({ state }: SalvagedRow): unknown {
  return state === 'running' ? 'queued' : state;
}

function salvageAll(old: Database.Database, db: WritableDb): number {
  let lost = 0;
  for (const [table, change] of TABLES) {
    const salvaged = salvageTable(old, table);
    const rows = salvaged.rows.map(change).filter((row) => row !== null);
    lost += salvaged.lost + insertAll(db, table, rows);
  }
  const wanted = new Set<unknown>(
    db
      .prepare('SELECT message_id FROM receipts UNION SELECT message_id FROM decisions')
      .safeIntegers(true)
      .pluck()
      .all(),
  );
  const messages = salvageTable(old, 'messages');
  // Version 0: what is known of the mail is its header; the next sync brings the rest.
  const rows = messages.rows
    .filter(({ id }) => wanted.has(id))
    .map((row) => ({ ...row, features_version: 0n, learned_mailbox: null }));
  lost += messages.lost + insertAll(db, 'messages', rows);
  db.exec(`UPDATE receipts SET state = 'failed' WHERE state = 'pending'
    AND (job_id IS NULL OR job_id NOT IN (SELECT id FROM jobs))`);
  return lost;
}

/** Inserts rows with the columns that both schemas have; gives how many the schema refused. */
function insertAll(db: WritableDb, table: string, rows: readonly SalvagedRow[]): number {
  const [first] = rows;
  if (first === undefined) return 0;
  const known = new Set(
    db.prepare(`SELECT name FROM pragma_table_info('${table}')`).pluck().all() as string[],
  );
  const columns = Object.keys(first).filter((name) => known.has(name));
  const insert = db.prepare(
    `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map((name) => `:${name}`).join(', ')})`,
  );
  let refused = 0;
  for (const row of rows) {
    try {
      insert.run(row);
    } catch {
      refused += 1;
    }
  }
  return refused;
}

/** Rows that refer to rows which could not be read go too, and what refers to those in turn. */
function dropOrphans(db: WritableDb): void {
  for (;;) {
    const orphans = db.pragma('foreign_key_check') as { table: string; rowid: number }[];
    if (orphans.length === 0) return;
    for (const { table, rowid } of orphans) db.prepare(`DELETE FROM ${table} WHERE rowid = ?`).run(rowid);
  }
}
