import { cpSync, existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

/**
 * Copies a server that bootstrap-servers.mjs unpacked to a folder of the caller's: the user that it runs as may not be
 * allowed into the checkout.
 */
export function copyUnpacked(name: string, folder: string): Unpacked {
  const from = resolve(import.meta.dirname, '../../../.cache/servers', name);
  if (!existsSync(join(from, '.complete'))) {
    throw new Error(`${name} is not unpacked: run node bootstrap.mjs test (needs Debian or a child of it)`);
  }
  cpSync(from, folder, { recursive: true, verbatimSymlinks: true });
  const libraries = ['usr/lib', 'lib'].flatMap((path) => withArchitectures(join(folder, path)));
  return { folder, libraries, env: { PATH: process.env['PATH'], LD_LIBRARY_PATH: libraries.join(':') } };
}

/** A server that runs from anywhere. */
export interface Unpacked {
  readonly folder: string;
  readonly libraries: readonly string[];
  /** What its programs are to be started with. */
  readonly env: NodeJS.ProcessEnv;
}

/** A folder of libraries and those for one architecture in it (`x86_64-linux-gnu`). */
function withArchitectures(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const inside = readdirSync(folder).filter((name) => name.includes('-linux-gnu'));
  return [folder, ...inside.map((name) => join(folder, name))];
}
