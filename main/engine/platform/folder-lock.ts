import Database from 'better-sqlite3';
import { join } from 'node:path';

/** Another Casier works in this data folder. */
export class DataFolderInUse extends Error {
  override readonly name = 'DataFolderInUse';
}

/**
 * Takes the data folder for this process. The lock is the operating system's own on a small SQLite file, so it is gone with
 * the process however that ends. Gives a function that releases it.
 * @throws DataFolderInUse
 */
export function lockFolder(dataDir: string): () => void {
  const db = new Database(join(dataDir, 'engine.lock'), { timeout: 0 });
  try {
    db.pragma('locking_mode = EXCLUSIVE');
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db.close();
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY'))
      throw new DataFolderInUse();
    throw error;
  }
  return () => {
    db.close();
  };
}
