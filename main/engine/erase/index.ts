import { succeed } from '../../../contract/problem.ts';
import { listBackups } from '../backup/keep-files.ts';
import { backupSettings, BACKUP_SETTING } from '../backup/settings.ts';
import type { ReadableDb } from '../db/handles.ts';
import { readSettings } from '../db/repositories/settings.ts';
import type { HandlersOf } from '../handlers.ts';
import { noteErasing, secretsLeft } from './erasing.ts';

/** Answers what leaving nothing behind would mean, and begins it. */
export function eraseCalls(deps: { readonly db: ReadableDb; readonly dataDir: string }): HandlersOf<'erase'> {
  const { db, dataDir } = deps;
  return {
    'erase.preview': async () => {
      const { folder } = backupSettings(readSettings(db)[BACKUP_SETTING], dataDir);
      const files = await listBackups(folder);
      const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
      return succeed({ backups: { folder, count: files.length, bytes }, secretsLeft: secretsLeft(dataDir) });
    },
    'erase.begin': (what) => {
      noteErasing(dataDir, what);
      return succeed({});
    },
  };
}
