import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { assignRoles } from '../roles.ts';
import type { RemoteMailbox } from '../port.ts';
import { decodeMutf7, encodeMutf7 } from '../../platform/mutf7.ts';

const MAX_DEPTH = 12;
const inner = new Set(['cur', 'new', 'tmp']);

/** A mailbox and its folder on disk. */
export interface MaildirFolder extends Omit<RemoteMailbox, 'state'> {
  readonly folder: string;
}

/** How folders are laid out: side by side as `.A.B` (Maildir++), or one in the other. */
export interface Layout {
  readonly folders: readonly MaildirFolder[];
  readonly dotted: boolean;
}

/**
 * Finds the mailboxes of a Maildir tree. Nested: `ROOT/A/B/{cur,new}`, inbox `ROOT/INBOX`. Maildir++: the root itself is
 * the inbox and `ROOT/.A.B` its folders, with names in modified UTF-7. Both may occur in one tree. Paths are joined with `/`.
 */
export async function readLayout(root: string): Promise<Layout> {
  const found: { path: string; delimiter: string; specialUse: null; folder: string }[] = [];
  const add = (path: string, folder: string) =>
    found.push({ path, delimiter: '/', specialUse: null, folder });
  const visit = async (folder: string, parts: readonly string[]): Promise<void> => {
    const names = await readFolders(folder);
    const isRoot = parts.length === 0;
    if (names.includes('cur') && names.includes('new')) {
      add(isRoot ? 'INBOX' : parts.join('/'), folder);
    }
    if (parts.length >= MAX_DEPTH) return;
    for (const name of names) {
      const child = join(folder, name);
      if (inner.has(name)) continue;
      if (!name.startsWith('.')) await visit(child, [...parts, nestedName(name)]);
      else if (isRoot && (await isMaildir(child))) add(dottedPath(name), child);
    }
  };
  await visit(root, []);
  const dotted = found.some(({ folder }) => folder === root);
  const folders = assignRoles(found).map(({ path, delimiter, role, folder }) => ({
    path,
    delimiter,
    role,
    folder,
  }));
  return { folders: folders.sort((a, b) => (a.path < b.path ? -1 : 1)), dotted };
}

/** Where a mailbox that is to be made belongs on disk. */
export function folderFor(root: string, dotted: boolean, path: string): string {
  const parts = path.split('/').filter(Boolean);
  return dotted ? join(root, `.${parts.map(encodeMutf7).join('.')}`) : join(root, ...parts);
}

/** Whether a mailbox may bear this name: it must not leave the tree nor be taken for a part of it. */
export function isSafePath(path: string, dotted: boolean): boolean {
  const parts = path.split('/').filter(Boolean);
  return (
    parts.length > 0 &&
    parts.every(
      (part) => !part.startsWith('.') && !inner.has(part) && !part.includes('\0') && part.length <= 200,
    ) &&
    !(dotted && parts.some((part) => part.includes('.')))
  );
}

function dottedPath(name: string): string {
  return name.slice(1).split('.').map(decodeMutf7).join('/');
}

/** Some programs write nested folders in modified UTF-7 too; a name that merely holds an ampersand stays as it is. */
function nestedName(name: string): string {
  const decoded = decodeMutf7(name);
  return encodeMutf7(decoded) === name ? decoded : name;
}

async function isMaildir(folder: string): Promise<boolean> {
  const names = await readFolders(folder).catch((): string[] => []);
  return names.includes('cur') && names.includes('new');
}

async function readFolders(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
}
