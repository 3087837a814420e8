import { resolve } from 'node:path';
import envPaths from 'env-paths';

/**
 * Where everything of the person's is kept: the folder they name, else the platform's place for application data. The
 * demonstration has one of its own, so that generated mail never stands among real mail.
 */
export function dataFolder(options: { data: string | undefined; demo: boolean }): string {
  if (options.data !== undefined) return resolve(options.data);
  return envPaths(options.demo ? 'Casier-demo' : 'Casier', { suffix: '' }).data;
}

/** Where things are kept that may be lost at any time. */
export function cacheFolder(): string {
  return envPaths('Casier', { suffix: '' }).cache;
}
