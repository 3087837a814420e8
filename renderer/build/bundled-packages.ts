import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Carried as a whole beside the bundle: the shell that the packaged program runs in. */
const WHOLE = ['electron'];

/** The packages that the window's sources name, and those that are carried whole. */
export function bundledPackages(folder: string): string[] {
  const names = new Set(WHOLE);
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!/\.tsx?$/.test(file) || /\.(?:test|d)\.tsx?$/.test(file) || /^build\b|config/.test(file)) continue;
    const source = readFileSync(join(folder, file), 'utf8');
    for (const [, name] of source.matchAll(/(?:from|import\()\s*'((?:@[\w.-]+\/)?[\w-][\w.-]*)/g))
      if (name !== undefined) names.add(name);
    for (const [, name] of source.matchAll(/^import '((?:@[\w.-]+\/)?[\w-][\w.-]*)/gm))
      if (name !== undefined) names.add(name);
  }
  return [...names];
}
