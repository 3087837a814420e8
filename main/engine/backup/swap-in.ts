import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where an unpacked backup waits to be put in place; there whole or not at all. */
export function stagedFolder(dataDir: string): string {
  return join(dataDir, 'restored');
}

/** Says, among what is staged, that there was no rules file: the one that is there now goes too. */
export const WITHOUT_RULES = 'without-rules';
/** Names the folder that what was there is set aside in. */
const ASIDE = 'aside';

/**
 * Puts an unpacked backup in the place of what is there, which is kept in a folder of its own beside it. To be called by the
 * owner of the data folder before the database is opened; cut off anywhere, the next call ends it. Gives the name of the folder
 * with what was there before; null when there was nothing to put in place.
 */
export function finishRestore(dataDir: string, at: Date): string | null {
  const staged = stagedFolder(dataDir);
  if (!existsSync(staged)) return null;
  const aside = asideOf(staged, at);
  const keep = (name: string): void => {
    mkdirSync(join(dataDir, aside), { recursive: true, mode: 0o700 });
    if (existsSync(join(dataDir, name))) renameSync(join(dataDir, name), join(dataDir, aside, name));
  };
  const swap = (name: string): void => {
    if (!existsSync(join(staged, name))) return;
    keep(name);
    renameSync(join(staged, name), join(dataDir, name));
  };
  swap('rules.yaml');
  if (existsSync(join(staged, WITHOUT_RULES))) keep('rules.yaml');
  // The old log must not come to lie beside the new database: as long as that waits, the log is the old one's.
  if (existsSync(join(staged, 'casier.db'))) {
    keep('casier.db-shm');
    keep('casier.db-wal');
  }
  swap('casier.db');
  rmSync(staged, { recursive: true, force: true });
  return aside;
}

/** Chosen once, so that what belongs together is kept together however often this is begun. */
function asideOf(staged: string, at: Date): string {
  const note = join(staged, ASIDE);
  if (!existsSync(note)) {
    const stamp = at.toISOString().slice(0, 19).replaceAll(':', '.');
    writeFileSync(`${note}.new`, `before-restoring-${stamp}`);
    renameSync(`${note}.new`, note);
  }
  return readFileSync(note, 'utf8');
}
