import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { BackupFile } from '../../../contract/backup.ts';

export const ENDING = '.casier-backup';
const DAY = 86_400_000;
const KEPT_DAYS = 30;

const NAME = /^casier-(\d{4}-\d{2}-\d{2})T(\d{2})\.(\d{2})\.(\d{2})\.casier-backup$/;

/** What a backup of this moment is called. */
export function backupName(at: number): string {
  return `casier-${new Date(at).toISOString().slice(0, 19).replaceAll(':', '.')}${ENDING}`;
}

/** The backups in a folder that we named, the newest first. */
export async function listBackups(folder: string): Promise<BackupFile[]> {
  const names = await readdir(folder).catch((): string[] => []);
  const found: BackupFile[] = [];
  for (const name of names) {
    const [, day, hours, minutes, seconds] = NAME.exec(name) ?? [];
    if (day === undefined) continue;
    const at = Date.parse(`${day}T${hours}:${minutes}:${seconds}Z`);
    const path = join(folder, name);
    const info = await stat(path).catch(() => null);
    if (info?.isFile() && !Number.isNaN(at)) found.push({ path, at, bytes: info.size });
  }
  return found.sort((a, b) => b.at - a.at);
}

/** Which of these can go: what is older than 30 days, and of a day before the last 24 hours all but its newest. */
export function outdated(files: readonly BackupFile[], now: number): BackupFile[] {
  const days = new Set<number>();
  return files
    .toSorted((a, b) => b.at - a.at)
    .filter(({ at }, index) => {
      const day = Math.floor(at / DAY);
      const newestOfDay = !days.has(day);
      days.add(day);
      // The last one stays however old it is.
      if (index === 0 || now - at <= DAY) return false;
      return now - at > KEPT_DAYS * DAY || !newestOfDay;
    });
}

/** Makes the folder, and removes what an earlier backup left unfinished in it. */
export async function prepareFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (const name of await readdir(folder)) {
    if (name.endsWith(`${ENDING}.part`)) await rm(join(folder, name), { force: true });
  }
}
