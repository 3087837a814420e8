import { existsSync, renameSync, rmSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import type { ReadableDb, WritableDb } from './handles.ts';
import { finishRebuild } from './rebuild/swap.ts';
import { storageTrouble } from '../platform/storage-trouble.ts';
import { migrations as allMigrations, type Migration } from './migrations/index.ts';

/** Bytes that the write-ahead log keeps on the disk after a checkpoint. */
const MOST_LOG = 16 * 1024 * 1024;

/** The file was written by a newer Casier; nothing was touched. */
export class DatabaseNewer extends Error {
  override readonly name = 'DatabaseNewer';
  readonly found: number;
  readonly known: number;
  constructor(found: number, known: number) {
    super(`database version ${found} is newer than this program (${known})`);
    this.found = found;
    this.known = known;
  }
}

/** The file is not a healthy SQLite database; nothing was touched. */
export class DatabaseCorrupt extends Error {
  override readonly name = 'DatabaseCorrupt';
}

/**
 * Opens the database at `path` (made when missing; `:memory:` for tests) and brings its schema up to date, each step in a
 * transaction of its own together with its version number. The caller owns the handle and closes it. A file that cannot be
 * used is left as it is, and so is its log.
 * @throws DatabaseNewer, DatabaseCorrupt
 */
export function openDatabase(path: string, migrations: readonly Migration[] = allMigrations): WritableDb {
  try {
    if (path !== ':memory:') prepare(path, migrations);
    return open(path, migrations);
  } catch (error) {
    if (storageTrouble(error) === 'database-corrupt' && !(error instanceof DatabaseCorrupt))
      throw new DatabaseCorrupt((error as Error).message, { cause: error });
    throw error;
  }
}

/** Makes an empty database at `path` that is there whole or not at all: what is found empty later was not made so by us. */
export function makeDatabase(path: string, migrations: readonly Migration[] = allMigrations): void {
  const draft = `${path}.draft`;
  rmSync(draft, { force: true });
  const db = new Database(draft) as unknown as WritableDb;
  try {
    migrate(db, migrations);
  } finally {
    db.close();
  }
  renameSync(draft, path);
}

function open(path: string, migrations: readonly Migration[]): WritableDb {
  const db = new Database(path) as unknown as WritableDb;
  try {
    configure(db);
    migrate(db, migrations);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

function prepare(path: string, migrations: readonly Migration[]): void {
  finishRebuild(path);
  const size = statSync(path, { throwIfNoEntry: false })?.size;
  if (size === 0) throw new DatabaseCorrupt('the file is empty');
  if (size !== undefined) inspect(path, migrations);
  // SQLite would begin a new database under the log of the old one.
  else if (existsSync(`${path}-wal`)) throw new DatabaseCorrupt('the file is gone, its log is there');
  else makeDatabase(path, migrations);
}

/** The version number of the schema in this file; 0 for an empty one. */
export function schemaVersion(db: ReadableDb): number {
  return Number(db.pragma('user_version', { simple: true }));
}

function configure(db: WritableDb): void {
  db.pragma('journal_mode = WAL');
  // NORMAL in WAL mode cannot corrupt; what a power cut may take back, the server still has. Jobs and receipts are
  // committed before the server is asked, and asked again after a crash.
  db.pragma('synchronous = NORMAL');
  // A checkpoint leaves the log as large as it ever was, unless it is told not to.
  db.pragma(`journal_size_limit = ${MOST_LOG}`);
  db.pragma('foreign_keys = ON');
  db.pragma('busy_timeout = 5000');
  db.pragma('cache_size = -32000');
  db.pragma('temp_store = MEMORY');
  // A damaged page is noticed when it is read, not when it is written back.
  db.pragma('cell_size_check = ON');
}

/** Read-only: a connection that may write takes the log into the file when it closes, whatever it found. */
function inspect(path: string, migrations: readonly Migration[]): void {
  const db = new Database(path, { readonly: true, fileMustExist: true }) as unknown as ReadableDb;
  try {
    const found = schemaVersion(db);
    const known = migrations.at(-1)?.version ?? 0;
    if (found > known) throw new DatabaseNewer(found, known);
    db.prepare('SELECT count(*) FROM sqlite_schema').get();
  } finally {
    db.close();
  }
}

function migrate(db: WritableDb, migrations: readonly Migration[]): void {
  const found = schemaVersion(db);
  for (const migration of migrations) {
    if (migration.version <= found) continue;
    db.transaction(() => {
      db.exec(migration.sql);
      db.pragma(`user_version = ${migration.version}`);
    }).exclusive();
  }
}
