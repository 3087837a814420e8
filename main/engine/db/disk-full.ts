import Database from 'better-sqlite3';

/** Whether an exception says that there is no room left for the database. */
export function isDiskFull(error: unknown): boolean {
  return error instanceof Database.SqliteError && error.code.startsWith('SQLITE_FULL');
}
