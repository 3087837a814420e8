import { copyFileSync, existsSync, mkdirSync, readFileSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';

const LOG_HEADER = 32;
const FRAME_HEADER = 24;

/**
 * Copies a database as a power cut may leave it: what a checkpoint relied on has reached the disk, of the frames after it
 * any number may be missing. The process must stand still meanwhile. Where things are in the three files:
 * https://www.sqlite.org/walformat.html
 */
export function copyAsAfterPowerCut(
  from: string,
  to: string,
  random: () => number,
): { readonly frames: number; readonly kept: number } {
  mkdirSync(to, { recursive: true });
  for (const part of ['casier.db', 'casier.db-wal']) {
    if (existsSync(join(from, part))) copyFileSync(join(from, part), join(to, part));
  }
  const log = join(to, 'casier.db-wal');
  const index = join(from, 'casier.db-shm');
  if (!existsSync(log) || !existsSync(index) || statSync(log).size < LOG_HEADER)
    return { frames: 0, kept: 0 };
  const shared = readFileSync(index);
  const frames = shared.readUInt32LE(16);
  const attempted = shared.readUInt32LE(128);
  const kept = attempted + Math.floor(random() * (frames - attempted + 1));
  const pageSize = readFileSync(log).readUInt32BE(8);
  truncateSync(log, Math.min(statSync(log).size, LOG_HEADER + kept * (FRAME_HEADER + pageSize)));
  return { frames, kept };
}
