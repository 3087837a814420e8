import { join } from 'node:path';
import { z } from 'zod';

/** The setting that says whether a backup is made every day, and where. */
export const BACKUP_SETTING = 'backup';

const stored = z.object({ daily: z.boolean(), folder: z.string().nullable() });

/** What the setting says, or what holds where nothing was set. */
export function backupSettings(value: unknown, dataDir: string): { daily: boolean; folder: string } {
  const found = stored.safeParse(value);
  const { daily, folder } = found.success ? found.data : { daily: false, folder: null };
  return { daily, folder: folder ?? join(dataDir, 'backups') };
}
