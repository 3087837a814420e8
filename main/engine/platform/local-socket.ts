import { createHash } from 'node:crypto';
import { join } from 'node:path';

/** Longest path of a Unix socket on every system we run on (macOS: 104 with the final zero). */
const SOCKET_PATH_MAX = 103;

/**
 * Where a local socket of this name that belongs to a data folder is: in the folder, or in `elsewhere` when its path is too
 * long for a socket; a named pipe on Windows.
 */
export function localSocket(
  dataDir: string,
  options: { readonly name: string; readonly platform: NodeJS.Platform; readonly elsewhere: string },
): string {
  const { name, platform, elsewhere } = options;
  const unique = `${name}-${createHash('sha256').update(dataDir).digest('hex').slice(0, 16)}`;
  if (platform === 'win32') return `\\\\.\\pipe\\${unique}`;
  const own = join(dataDir, `${name}.sock`);
  return Buffer.byteLength(own) <= SOCKET_PATH_MAX ? own : join(elsewhere, `${unique}.sock`);
}
