/** What can be wrong with the place where the data is, as problem codes. */
export type StorageTrouble = 'disk-full' | 'folder-unwritable' | 'database-corrupt';

/** Codes of SQLite and of the system, by how they begin; https://www.sqlite.org/rescode.html */
const TROUBLES: readonly (readonly [begins: string, trouble: StorageTrouble])[] = [
  ['SQLITE_FULL', 'disk-full'],
  ['ENOSPC', 'disk-full'],
  ['EDQUOT', 'disk-full'],
  ['SQLITE_CORRUPT', 'database-corrupt'],
  ['SQLITE_NOTADB', 'database-corrupt'],
  ['SQLITE_IOERR_SHORT_READ', 'database-corrupt'],
  ['SQLITE_READONLY', 'folder-unwritable'],
  ['SQLITE_CANTOPEN', 'folder-unwritable'],
  ['SQLITE_PERM', 'folder-unwritable'],
  ['SQLITE_IOERR', 'folder-unwritable'],
  ['EROFS', 'folder-unwritable'],
  ['EACCES', 'folder-unwritable'],
  ['EPERM', 'folder-unwritable'],
  ['ENOTDIR', 'folder-unwritable'],
  ['EEXIST', 'folder-unwritable'],
];

/** Whether an exception is about the disk rather than about the program; null for all others. */
export function storageTrouble(error: unknown): StorageTrouble | null {
  if (!(error instanceof Error)) return null;
  if (error.name === 'DatabaseCorrupt') return 'database-corrupt';
  const { code } = error as { code?: unknown };
  const ours = error.name === 'SqliteError' || 'syscall' in error;
  if (!ours || typeof code !== 'string') return null;
  // What Node's recursive mkdir makes of a file system that is read-only.
  if (code === 'ENOENT' && 'syscall' in error && error.syscall === 'mkdir') return 'folder-unwritable';
  return TROUBLES.find(([begins]) => code.startsWith(begins))?.[1] ?? null;
}
