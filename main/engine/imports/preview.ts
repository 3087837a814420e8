import { open, statfs } from 'node:fs/promises';
import { basename } from 'node:path';
import type { ImportPreview } from '../../../contract/imports.ts';
import { succeed, type Reply } from '../../../contract/problem.ts';
import { findMboxes, type FoundMbox } from './find-mboxes.ts';
import { readMbox } from './mbox-reader.ts';

/** So much of each file is counted, and of all together; the rest is estimated. */
const COUNTED = 16 << 20;
const COUNTED_IN_ALL = 128 << 20;

/** What an import of the mbox files at a path would bring, and whether there is room for it. */
export async function previewImport(path: string, dataDir: string): Promise<Reply<ImportPreview>> {
  const found = await findMboxes(path);
  if (!found.ok) return found;
  const mailboxes: ImportPreview['mailboxes'] = [];
  let exact = true;
  let left = COUNTED_IN_ALL;
  let perByte = 1 / 50_000;
  for (const file of found.value) {
    const part = Math.min(file.size, COUNTED, left);
    left -= part;
    const counted = await countMails(file, part);
    if (counted > 0) perByte = counted / part;
    if (part < file.size) exact = false;
    const mails = part === file.size ? counted : Math.round(file.size * perByte);
    mailboxes.push({ path: file.path, folder: file.folder, bytes: file.size, mails });
  }
  return succeed({
    name: nameOf(path),
    mailboxes,
    bytes: sum(mailboxes.map(({ bytes }) => bytes)),
    mails: sum(mailboxes.map(({ mails }) => mails)),
    exact,
    free: await freeBytes(dataDir),
  });
}

/** What an account made of a path is called. */
export function nameOf(path: string): string {
  const name = basename(path).replace(/\.(?:mbox|mbx|sbd|default(?:-\w+)?)$/i, '');
  return name || path;
}

async function countMails(file: FoundMbox, bytes: number): Promise<number> {
  const handle = await open(file.path, 'r');
  try {
    let mails = 0;
    for await (const mail of readMbox(handle, { size: bytes })) if (mail.bytes.length > 0) mails += 1;
    return mails;
  } finally {
    await handle.close();
  }
}

async function freeBytes(folder: string): Promise<number | null> {
  const disk = await statfs(folder).catch(() => null);
  return disk && disk.bavail * disk.bsize;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
