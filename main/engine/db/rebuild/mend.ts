import {
  closeSync,
  copyFileSync,
  existsSync,
  fstatSync,
  ftruncateSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import Database from 'better-sqlite3';
import { storageTrouble } from '../../platform/storage-trouble.ts';
import { makeDatabase } from '../open.ts';

/** Where things are in a database file: https://www.sqlite.org/fileformat.html */
const PAGE = 4096;
const HEADER = 100;
const FORMAT_VERSIONS = 18;
const CHANGE_COUNTER = 24;
const SIZE_VALID_FOR = 92;
const WITH_A_LOG = Buffer.of(2, 2);

/**
 * Opens a damaged database for reading, as far as that goes; null when it does not. The file itself is read as it is; when
 * that fails a copy is mended, the gentlest way first: believe the size of the file rather than its header; give it the header
 * of a new database; give it the whole first page of one, for a table that was there from the beginning begins on the same
 * page in both. `discard` closes what was opened, and deletes the copy.
 */
export function openDamaged(
  path: string,
): { readonly db: Database.Database; readonly discard: () => void } | null {
  const plain = tryOpen(path);
  if (plain !== null) return { db: plain, discard: () => plain.close() };
  const copy = `${path}.copy`;
  const remove = () => ['', '-wal', '-shm'].forEach((part) => rmSync(`${copy}${part}`, { force: true }));
  remove();
  copyFileSync(path, copy);
  if (existsSync(`${path}-wal`)) copyFileSync(`${path}-wal`, `${copy}-wal`);
  const fresh = firstPageOfNew(`${path}.sample`);
  const mends =
    statSync(copy).size < PAGE
      ? [() => put(copy, fresh)]
      : [
          () => put(copy, believeSize(readFileSync(copy).subarray(0, HEADER))),
          () => put(copy, fresh.subarray(0, HEADER)),
          () => put(copy, fresh),
        ];
  for (const mend of mends) {
    mend();
    const db = tryOpen(copy);
    if (db === null) continue;
    return {
      db,
      discard: () => {
        db.close();
        remove();
      },
    };
  }
  remove();
  return null;
}

/** Read-only, so that neither the file changes nor its log. Null when our tables are not found in it. */
function tryOpen(path: string): Database.Database | null {
  let db: Database.Database | null = null;
  try {
    db = new Database(path, { readonly: true });
    db.prepare('SELECT count(*) FROM accounts WHERE id = 0').get();
    return db;
  } catch (error) {
    db?.close();
    const trouble = storageTrouble(error);
    if (trouble === 'database-corrupt' || (trouble === null && error instanceof Database.SqliteError))
      return null;
    throw error;
  }
}

function firstPageOfNew(path: string): Buffer {
  makeDatabase(path);
  const page = readFileSync(path).subarray(0, PAGE);
  rmSync(path);
  WITH_A_LOG.copy(page, FORMAT_VERSIONS);
  return believeSize(page);
}

/** A count of pages that was written for another state of the file is not believed. */
function believeSize(header: Buffer): Buffer {
  header.writeUInt32BE((header.readUInt32BE(CHANGE_COUNTER) + 1) >>> 0, SIZE_VALID_FOR);
  return header;
}

function put(path: string, bytes: Buffer): void {
  if (!existsSync(path)) writeFileSync(path, '');
  const file = openSync(path, 'r+');
  try {
    writeSync(file, bytes, 0, bytes.length, 0);
    if (fstatSync(file).size < PAGE) ftruncateSync(file, PAGE);
  } finally {
    closeSync(file);
  }
}
