import Database from 'better-sqlite3';
import { storageTrouble } from '../platform/storage-trouble.ts';
import type { WritableDb } from './handles.ts';
import { DatabaseCorrupt, openDatabase } from './open.ts';

/**
 * Makes a copy of a database ready to take the place of another: brings it up to date, as an opening would, and has SQLite look at
 * all of it. Gives what is in it. @throws DatabaseNewer, DatabaseCorrupt
 */
export function prepareCopy(path: string): { accounts: number; acts: number } {
  const db = openDatabase(path);
  try {
    if (db.pragma('integrity_check', { simple: true }) !== 'ok')
      throw new DatabaseCorrupt('the copy is damaged');
    const orphans = db.pragma('foreign_key_check') as unknown[];
    if (orphans.length > 0) throw new DatabaseCorrupt('the copy is not complete');
    calm(db);
    const count = (sql: string): number => Number(db.prepare(sql).pluck().get());
    const found = {
      accounts: count('SELECT count(*) FROM accounts'),
      acts: count('SELECT count(*) FROM batches'),
    };
    db.pragma('wal_checkpoint(TRUNCATE)');
    db.pragma('journal_mode = DELETE');
    return found;
  } catch (error) {
    if (error instanceof Database.SqliteError && storageTrouble(error) === null)
      throw new DatabaseCorrupt(error.message, { cause: error });
    throw error;
  } finally {
    db.close();
  }
}

/**
 * What the server holds may have changed since: mailboxes are compared anew. Work that was under way is taken up again, which
 * moves what is still where it was and nothing else; an import goes on only if its copy is still there.
 */
function calm(db: WritableDb): void {
  db.exec(`UPDATE jobs SET state = 'queued', lease_until = NULL WHERE state = 'running';
    UPDATE mailboxes SET checked_at = NULL, highestmodseq = NULL;
    UPDATE models SET state = 'paused' WHERE state = 'downloading';
    DELETE FROM imports WHERE state = 'running'`);
}
