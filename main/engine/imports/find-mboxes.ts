import { open, readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fail, succeed, type Reply } from '../../../contract/problem.ts';
import { readTypedPath } from '../platform/typed-path.ts';
import { looksLikeMbox } from './mbox-reader.ts';

/** A file of mails that was found, and the folder that its mails go to. */
export interface FoundMbox {
  readonly path: string;
  readonly folder: string;
  readonly size: number;
  readonly mtime: number;
}

const MAX_DEPTH = 12;
const BEGINNING = 2048;
const INBOX = 'INBOX';
/** Names that a Maildir tree keeps for itself. */
const RESERVED = new Set(['cur', 'new', 'tmp']);

/**
 * The mbox files at a path: the file itself, whose mails go to the inbox, or all below a folder. Thunderbird keeps the folders
 * within `Inbox` in `Inbox.sbd`, Apple Mail and its exports keep `Inbox.mbox/mbox`; folders that all have in common name
 * nothing. `not-found` for no such path, `not-an-mbox` where there is none.
 */
export async function findMboxes(typed: string): Promise<Reply<FoundMbox[]>> {
  const path = readTypedPath(typed);
  if (path === null) return fail('not-an-mbox', undefined, 'path-relative');
  try {
    const info = await stat(path);
    const found = info.isDirectory() ? withFolders(await walk(path, [], 0)) : await asOne(path);
    return found.length > 0 ? succeed(found) : fail('not-an-mbox', path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return fail('not-found', path, 'path-missing');
    if (code === 'EACCES' || code === 'EPERM') return fail('not-an-mbox', path, 'path-closed');
    throw error;
  }
}

type Walked = Omit<FoundMbox, 'folder'> & { readonly parts: readonly string[] };

async function asOne(path: string): Promise<FoundMbox[]> {
  const file = await look(path, [basename(path)]);
  return file ? [{ path, folder: INBOX, size: file.size, mtime: file.mtime }] : [];
}

async function walk(folder: string, parts: readonly string[], depth: number): Promise<Walked[]> {
  const found: Walked[] = [];
  const entries = await readdir(folder, { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name.startsWith('.')) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (depth < MAX_DEPTH) found.push(...(await walk(path, [...parts, plainName(entry.name)], depth + 1)));
    } else if (entry.isFile()) {
      // In Apple's packages the name is the folder's.
      const own = entry.name === 'mbox' && parts.length > 0 ? [] : [plainName(entry.name)];
      const file = await look(path, [...parts, ...own]);
      if (file) found.push(file);
    }
  }
  return found;
}

async function look(path: string, parts: readonly string[]): Promise<Walked | null> {
  const file = await open(path, 'r').catch(() => null);
  if (!file) return null;
  try {
    const { size, mtimeMs } = await file.stat();
    const { buffer, bytesRead } = await file.read(Buffer.alloc(BEGINNING), 0, BEGINNING, 0);
    const isMbox = looksLikeMbox(buffer.subarray(0, bytesRead));
    return isMbox ? { path, parts, size, mtime: Math.round(mtimeMs) } : null;
  } finally {
    await file.close();
  }
}

function withFolders(found: readonly Walked[]): FoundMbox[] {
  const common = sharedParts(found.map(({ parts }) => parts.slice(0, -1)));
  return found.map(({ path, parts, size, mtime }) => ({
    path,
    size,
    mtime,
    folder: folderName(parts.slice(common)),
  }));
}

function sharedParts(all: readonly (readonly string[])[]): number {
  const [first = []] = all;
  // Apple's packages and Thunderbird's subfolders must not lose the folder that their mails are in.
  let shared = 0;
  while (shared < first.length && all.every((parts) => parts[shared] === first[shared])) shared += 1;
  return shared;
}

function folderName(parts: readonly string[]): string {
  const names = parts.map((part) => {
    const clean = part
      .replace(/[\0/\\]/g, '_')
      .replace(/^\.+/, '_')
      .trim()
      .slice(0, 200);
    return clean === '' || RESERVED.has(clean) ? `_${clean}` : clean;
  });
  if (names.length === 1 && names[0]?.toLowerCase() === 'inbox') return INBOX;
  return names.join('/');
}

function plainName(name: string): string {
  return name.replace(/\.(?:mbox|mbx|sbd)$/i, '') || name;
}
