import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where the browser of a window keeps its size, its place and its caches, by shell. */
const FOLDERS = ['window', 'window-electron'];
const NOTE = 'erase-window';

/** Notes that the window's own files are to go as soon as nobody uses them. */
export function noteWindowFiles(dataDir: string): void {
  writeFileSync(join(dataDir, NOTE), '');
}

/** Removes the window's own files where that was asked for. To be called when the window is closed, or was never open. */
export function eraseWindowFiles(dataDir: string): void {
  if (!existsSync(join(dataDir, NOTE))) return;
  for (const folder of FOLDERS)
    rmSync(join(dataDir, folder), { recursive: true, force: true, maxRetries: 3 });
  rmSync(join(dataDir, NOTE), { force: true });
}
