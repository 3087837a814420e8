import { readFile } from 'node:fs/promises';
import { extname, join, resolve, sep } from 'node:path';
import { responseHeaders } from './content-policy.ts';

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

export interface StaticAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/**
 * Gives the file inside `folder` that a URL of `origin` names, `index.html` for the root; null for any other origin, for
 * kinds of file a window has no use for, and for a path that leads out of the folder.
 */
export function resolveStatic(folder: string, origin: string, url: string): string | null {
  const parsed = URL.parse(url);
  // URL.origin is "null" for schemes that only Electron knows: compare the parts.
  if (!parsed || `${parsed.protocol}//${parsed.host}` !== origin) return null;
  const path = decodePath(parsed.pathname);
  if (path === null || path.includes('\0') || path.includes('\\')) return null;
  const file = resolve(join(folder, path === '/' ? 'index.html' : path));
  if (!file.startsWith(resolve(folder) + sep)) return null;
  return extname(file) in contentTypes ? file : null;
}

/** Answers a request of the window: the file with the strict headers, or 404. */
export async function serveStatic(folder: string, origin: string, url: string): Promise<StaticAnswer> {
  const file = resolveStatic(folder, origin, url);
  if (file === null) return notFound();
  try {
    const body = await readFile(file);
    return { status: 200, headers: responseHeaders(contentTypes[extname(file)] ?? 'text/plain'), body };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'EISDIR' || code === 'ENOTDIR') return notFound();
    throw error;
  }
}

function notFound(): StaticAnswer {
  return { status: 404, headers: responseHeaders('text/plain; charset=utf-8'), body: new Uint8Array() };
}

function decodePath(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return null;
  }
}
