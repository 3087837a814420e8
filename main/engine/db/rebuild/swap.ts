import { copyFileSync, existsSync, linkSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** The three files of a database in WAL mode. */
const PARTS = ['', '-wal', '-shm'] as const;

/** Where a database is built anew. */
export function buildingPath(path: string): string {
  return `${path}.building`;
}

function rebuiltPath(path: string): string {
  return `${path}.rebuilt`;
}

/**
 * Keeps a database, with what its write-ahead log holds, under another name in a folder of its own beside it. The bytes are
 * shared where the file system can (hard links), for a disk may be nearly full. Gives the path of the kept database.
 */
export function keepAside(path: string, at: Date): string {
  const stamp = at.toISOString().slice(0, 19).replaceAll(':', '.');
  const folder = freeName(join(dirname(path), `damaged-${stamp}`));
  mkdirSync(folder, { mode: 0o700 });
  for (const part of PARTS.slice(0, 2)) {
    const from = `${path}${part}`;
    const to = join(folder, `${basename(path)}${part}`);
    if (!existsSync(from)) continue;
    try {
      linkSync(from, to);
    } catch {
      copyFileSync(from, to);
    }
  }
  return join(folder, basename(path));
}

function freeName(path: string): string {
  for (let number = 2, free = path; ; number += 1) {
    if (!existsSync(free)) return free;
    free = `${path}-${number}`;
  }
}

/** Puts a database that was built completely in the place of the old one. A crash in between is made good by `finishRebuild`. */
export function swapIn(path: string): void {
  renameSync(buildingPath(path), rebuiltPath(path));
  finishRebuild(path);
}

/** Ends a swap that was cut off, and throws away what was not built completely. To be called before a database is opened. */
export function finishRebuild(path: string): void {
  for (const part of [...PARTS, '-journal']) rmSync(`${buildingPath(path)}${part}`, { force: true });
  if (!existsSync(rebuiltPath(path))) return;
  // The old log first: beside the new file it would be taken for its own.
  for (const part of PARTS.toReversed()) rmSync(`${path}${part}`, { force: true });
  renameSync(rebuiltPath(path), path);
}
