import { join } from 'node:path';
import type { RebuildReport } from '../../contract/app.ts';
import { finishRestore } from './backup/swap-in.ts';
import type { WritableDb } from './db/handles.ts';
import { openDatabase } from './db/open.ts';
import { rebuildDatabase } from './db/rebuild/index.ts';
import { finishErasing } from './erase/erasing.ts';
import type { Clock } from './platform/clock.ts';
import type { EngineOptions } from './options.ts';

/**
 * Opens the database, after erasing all or putting a backup in place where that was begun; on request, after building it
 * anew. When that fails, the data folder is given back with `unlock`.
 */
export async function openOrUnlock({
  dataDir,
  secrets,
  rebuild,
  clock,
  unlock,
}: Pick<EngineOptions, 'dataDir' | 'secrets' | 'rebuild'> & {
  readonly clock: Clock;
  readonly unlock: () => void;
}): Promise<{ db: WritableDb; rebuilt: RebuildReport | null }> {
  const path = join(dataDir, 'casier.db');
  try {
    await finishErasing(dataDir, secrets);
    finishRestore(dataDir, new Date());
    const rebuilt = rebuild === true ? rebuildDatabase(path, new Date(clock.now())) : null;
    return { db: openDatabase(path), rebuilt };
  } catch (error) {
    unlock();
    throw error;
  }
}
