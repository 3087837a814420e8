import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fail, succeed, type Reply } from '../../../contract/problem.ts';
import { prepareCopy } from '../db/copied.ts';
import { DatabaseCorrupt, DatabaseNewer } from '../db/open.ts';
import { storageTrouble } from '../platform/storage-trouble.ts';
import { readArchive } from './archive.ts';
import { SealBroken } from './sealed-file.ts';
import { stagedFolder, WITHOUT_RULES } from './swap-in.ts';

/**
 * Unpacks a backup into the data folder and looks whether it is whole and of this program; the next opening of the database
 * puts it in place (see `finishRestore`). Until then nothing changes, and a failure leaves nothing behind.
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
    const found = prepareCopy(join(draft, 'casier.db'));
    rmSync(stagedFolder(dataDir), { recursive: true, force: true });
    renameSync(draft, stagedFolder(dataDir));
    return succeed(found);
  } catch (error) {
    return problemOf(error, file);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

function problemOf(error: unknown, file: string): Reply<never> {
  if (error instanceof SealBroken) return fail(error.fault);
  if (error instanceof DatabaseNewer) return fail('backup-newer');
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT' || code === 'EISDIR') return fail('not-found', file);
  const trouble = storageTrouble(error);
  if (error instanceof DatabaseCorrupt || trouble === 'database-corrupt') return fail('backup-damaged');
  if (trouble !== null) return fail(trouble);
  throw error;
}
