import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../support/commands.ts';

export type ShellName = 'chromium' | 'electron';

/** The Electron program that the npm package has fetched; null when it has not. */
export function electronBinary(): string | null {
  const folder = join(root, 'node_modules', 'electron');
  const name = join(folder, 'path.txt');
  if (!existsSync(name)) return null;
  const path = join(folder, 'dist', readFileSync(name, 'utf8').trim());
  return existsSync(path) ? path : null;
}

/** The shells that the specs run in on this computer: Chromium, and Electron where it is there. */
export const shells: readonly ShellName[] = electronBinary() ? ['chromium', 'electron'] : ['chromium'];
