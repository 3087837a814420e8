import { dirname } from 'node:path';
import type { RebuildReport } from '../../contract/app.ts';
import { finishRestore } from './backup/swap-in.ts';
import type { WritableDb } from './db/handles.ts';
import { openDatabase } from './db/open.ts';
import { rebuildDatabase } from './db/rebuild/index.ts';
import type { Clock } from './platform/clock.ts';

/** Opens the database; with a clock, after building it anew. When that fails, the data folder is given back with `unlock`. */
export function openOrUnlock(
  path: string,
  unlock: () => void,
  rebuildBy: Clock | null,
): { db: WritableDb; rebuilt: RebuildReport | null } {
  try {
    finishRestore(dirname(path), new Date());
    const rebuilt = rebuildBy && rebuildDatabase(path, new Date(rebuildBy.now()));
    return { db: openDatabase(path), rebuilt };
  } catch (error) {
    unlock();
    throw error;
  }
}
