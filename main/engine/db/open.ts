import Database from 'better-sqlite3';
import type { WritableDb } from './handles.ts';
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
 * transaction of its own together with its version number. The caller owns the handle and closes it.
 * @throws DatabaseNewer, DatabaseCorrupt
 */
export function openDatabase(path: string, migrations: readonly Migration[] = allMigrations): WritableDb {
  if (path !== ':memory:') finishRebuild(path);
  const db = new Database(path) as unknown as WritableDb;
  try {
    refuseNewer(db, migrations);
    configure(db);
    migrate(db, migrations);
    return db;
  } catch (error) {
    db.close();
    if (storageTrouble(error) === 'database-corrupt')
      throw new DatabaseCorrupt((error as Error).message, { cause: error });
    throw error;
  }
}

/** The version number of the schema in this file; 0 for an empty one. */
export function schemaVersion(db: WritableDb): number {
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
}

/** First of all, because already switching the journal mode would change the file. */
function refuseNewer(db: WritableDb, migrations: readonly Migration[]): void {
  const found = schemaVersion(db);
  const known = migrations.at(-1)?.version ?? 0;
  if (found > known) throw new DatabaseNewer(found, known);
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
