import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { fail, succeed, type Reply } from '../../../contract/problem.ts';
import type { WritableDb } from '../db/handles.ts';
import { DatabaseCorrupt, DatabaseNewer, openDatabase } from '../db/open.ts';
import { storageTrouble } from '../platform/storage-trouble.ts';
import { readArchive } from './archive.ts';
import { SealBroken } from './sealed-file.ts';
import { stagedFolder, WITHOUT_RULES } from './swap-in.ts';

/**
 * Unpacks a backup into the data folder and looks whether it is whole and of this program; the next opening of the database
 * puts it in place (see `finishRestore`). Until then nothing changes, and a failure leaves nothing behind. A job that waited
 * when the backup was made is done again only if the person says so: see `calm`.
 */
export async function stageRestore(
  dataDir: string,
  file: string,
  passphrase: string,
): Promise<Reply<{ readonly accounts: number; readonly acts: number }>> {
  const draft = `${stagedFolder(dataDir)}.draft`;
  try {
    rmSync(draft, { recursive: true, force: true });
    mkdirSync(draft, { recursive: true, mode: 0o700 });
    const names = await readArchive(file, passphrase, draft);
    if (!names.includes('casier.db')) return fail('backup-damaged');
    if (!names.includes('rules.yaml')) writeFileSync(join(draft, WITHOUT_RULES), '');
    const found = verify(join(draft, 'casier.db'));
    rmSync(stagedFolder(dataDir), { recursive: true, force: true });
    renameSync(draft, stagedFolder(dataDir));
    return succeed(found);
  } catch (error) {
    return problemOf(error, file);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/** Brings the copy up to date, as an opening would, and has SQLite look at all of it. */
function verify(path: string): { accounts: number; acts: number } {
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

function problemOf(error: unknown, file: string): Reply<never> {
  if (error instanceof SealBroken) return fail(error.fault);
  if (error instanceof DatabaseNewer) return fail('backup-newer');
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT' || code === 'EISDIR') return fail('not-found', file);
  const trouble = storageTrouble(error);
  if (error instanceof DatabaseCorrupt || trouble === 'database-corrupt') return fail('backup-damaged');
  if (error instanceof Database.SqliteError) return fail('backup-damaged');
  if (trouble !== null) return fail(trouble);
  throw error;
}
