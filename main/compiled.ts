import { mkdirSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { cacheFolder } from './shell/data-folder.ts';

/**
 * Has Node keep what it compiles, for the next start: compiling the program anew is a third of what a start costs. Holds no
 * more than our own code, may be thrown away at any time, and is this user's alone. Where no folder can be written to, or
 * something else has chosen one (`NODE_COMPILE_CACHE`), nothing is changed. Modules loaded before this call are not kept.
 */
export function keepCompiled(): void {
  const folder = join(cacheFolder(), 'compiled');
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch {
    return;
  }
  enableCompileCache(folder);
}
