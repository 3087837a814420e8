import { closeSync, futimesSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Mail } from './types.ts';

/** What was written. */
export interface Written {
  readonly mails: number;
  readonly folders: number;
  readonly bytes: number;
}

function makeFolder(dir: string, folder: string): string {
  const path = join(dir, ...folder.split('/'));
  for (const part of ['cur', 'new', 'tmp']) mkdirSync(join(path, part), { recursive: true });
  return path;
}

/** A mail's file name: its second of delivery, a number that is its own in the mailbox, and its flags once it was seen. */
export function maildirName(mail: Mail, number: number): string {
  const unique = `${Math.floor(mail.date / 1000)}.M${number}P1.casier.example`;
  return mail.fresh ? unique : `${unique}:2,${mail.flags}`;
}

function writeFile(path: string, mail: Mail): void {
  const file = openSync(path, 'wx');
  try {
    writeSync(file, mail.source);
    futimesSync(file, mail.date / 1000, mail.date / 1000);
  } finally {
    closeSync(file);
  }
}

/**
 * Writes mails as a tree of Maildirs (`cur`, `new`, `tmp` in each folder, nested folders in nested directories). The
 * directory is made when missing. Takes mails one by one: any number fits. Throws on a file that is already there.
 */
export async function writeMaildir(dir: string, mails: Iterable<Mail>): Promise<Written> {
  const folders = new Map<string, string>();
  let bytes = 0;
  let count = 0;
  for (const mail of mails) {
    let path = folders.get(mail.folder);
    if (path === undefined) {
      path = makeFolder(dir, mail.folder);
      folders.set(mail.folder, path);
    }
    count += 1;
    bytes += mail.source.length;
    writeFile(join(path, mail.fresh ? 'new' : 'cur', maildirName(mail, count)), mail);
    // A long run must not starve whoever shares the thread.
    if (count % 500 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  return { mails: count, folders: folders.size, bytes };
}

/** Delivers one mail as a mail server does: written in `tmp`, then moved to `new` of its folder. Gives the file's path. */
export function deliver(dir: string, mail: Mail, number: number): string {
  const folder = makeFolder(dir, mail.folder);
  const name = maildirName({ ...mail, fresh: true }, number);
  const draft = join(folder, 'tmp', name);
  writeFile(draft, mail);
  const path = join(folder, 'new', name);
  renameSync(draft, path);
  return path;
}
