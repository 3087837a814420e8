import { rmSync } from 'node:fs';
import type { WritableDb } from '../db/handles.ts';

/** Pages copied between two looks at what else there is to do: a millisecond or two. */
const PAGES = 250;

/**
 * Copies a database that is in use to a new file, in steps that hold nobody up (SQLite's backup interface); what is written
 * meanwhile through the same handle is in it. Leaves a single file, complete, or none. The signal ends it.
 */
export async function copyDatabase(db: WritableDb, to: string, signal: AbortSignal): Promise<void> {
  discard(to);
  let whole = false;
  try {
    await db.backup(to, {
      progress: () => {
        signal.throwIfAborted();
        return PAGES;
      },
    });
    whole = true;
  } finally {
    if (!whole) discard(to);
  }
}

/** Removes a database with all that may lie beside it. */
export function discard(path: string): void {
  for (const part of ['', '-wal', '-shm', '-journal']) rmSync(`${path}${part}`, { force: true });
}
