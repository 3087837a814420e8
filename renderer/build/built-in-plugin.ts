import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

interface Locked {
  readonly version?: string;
  readonly license?: string;
  readonly dev?: boolean;
  /** Stands for a folder of this project. */
  readonly link?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
}

export interface BuiltIn {
  readonly name: string;
  readonly version: string;
  /** An SPDX expression; null where the package states none. */
  readonly licence: string | null;
}

const ID = 'virtual:built-in';
const RESOLVED = `\0${ID}`;

/** Gives `virtual:built-in`: every package that the program carries, with its licence, read from the lock file at build time. */
export function builtIn(lockFile: string, bundled: readonly string[]): Plugin {
  return {
    name: 'built-in-packages',
    resolveId: (id) => (id === ID ? RESOLVED : null),
    load: (id) =>
      id === RESOLVED
        ? `export const packages = ${JSON.stringify(builtInPackages(readFileSync(lockFile, 'utf8'), bundled))};`
        : null,
  };
}

/**
 * What is installed with the program (all that npm does not mark as for development), and what is bundled into the window:
 * these packages, and whatever they need. By name, each version once. `lock`: a package-lock.json of version 3.
 */
export function builtInPackages(lock: string, bundled: readonly string[]): BuiltIn[] {
  const { packages } = JSON.parse(lock) as { packages: Readonly<Record<string, Locked>> };
  const carried = new Set(
    Object.keys(packages).filter(
      (path) =>
        path.includes('node_modules/') && packages[path]?.link !== true && packages[path]?.dev !== true,
    ),
  );
  const waiting = bundled.map((name) => `node_modules/${name}`);
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    const found = packages[path];
    if (!found || carried.has(path)) continue;
    carried.add(path);
    // What Electron's package needs is for fetching it.
    if (path === 'node_modules/electron') continue;
    for (const name of Object.keys(found.dependencies ?? {})) {
      const where = nearest(packages, path, name);
      if (where !== null) waiting.push(where);
    }
  }
  const all = new Map<string, BuiltIn>();
  for (const path of carried) {
    const { version = '', license } = packages[path] ?? {};
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    all.set(`${name} ${version}`, { name, version, licence: license ?? null });
  }
  return [...all.values()].sort(
    (a, b) => a.name.localeCompare(b.name, 'en') || a.version.localeCompare(b.version),
  );
}

/** Where Node would find a package that one at `from` asks for. */
function nearest(packages: Readonly<Record<string, Locked>>, from: string, name: string): string | null {
  for (let base = from; ;) {
    const path = `${base}/node_modules/${name}`;
    if (packages[path]) return path;
    const up = base.lastIndexOf('/node_modules/');
    if (up === -1) break;
    base = base.slice(0, up);
  }
  const top = `node_modules/${name}`;
  return packages[top] ? top : null;
}
