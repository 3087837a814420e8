import { open, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ImportCounts } from '../../../contract/imports.ts';
import type { ImportFile } from '../db/repositories/imports.ts';
import { encodeMutf7 } from '../platform/mutf7.ts';
import { MOST_MAIL, readMbox } from './mbox-reader.ts';
import { unwrap } from './unwrap.ts';

/** Mails that are made visible together, and lost together when the power goes. */
const BATCH = 500;
const BATCH_BYTES = 32 << 20;
/** Files that are written at a time. */
const AT_ONCE = 8;

/** The part of a mail's file name that says which mail it is. */
const OURS = /^\d+\.([0-9a-f]{32})\.casier/;

/** How far a file is, told after every batch. */
export interface Copied {
  readonly read: number;
  readonly counts: ImportCounts;
}

/**
 * Copies the mails of one mbox file into a mailbox of a Maildir, from where an earlier copying ended. Mails wait in `tmp`
 * until their batch is complete, and `known` has those that the Maildir holds in any of its mailboxes: to copy twice adds
 * nothing. A file that changed since it was looked at is read from its beginning.
 * @throws what the disk has to say
 */
export async function* copyMbox(
  file: ImportFile,
  mailbox: string,
  known: Set<string>,
  { now, signal, most = MOST_MAIL }: { now: number; signal: AbortSignal; most?: number },
): AsyncGenerator<Copied> {
  await prepare(mailbox);
  const handle = await open(file.path, 'r');
  try {
    const { size, mtimeMs } = await handle.stat();
    const same = size === file.size && Math.round(mtimeMs) === file.mtime;
    let batch = new Batch(mailbox);
    let counts = none();
    for await (const mail of readMbox(handle, { size, start: same ? file.read : 0, most })) {
      if (signal.aborted) return;
      const unwrapped = unwrap(mail, now);
      const key = unwrapped === null ? null : keyOf(file.folder, unwrapped.hash);
      if (unwrapped === null || key === null) counts.deleted += 1;
      else if (known.has(key)) counts.known += 1;
      else {
        known.add(key);
        counts.mails += 1;
        if (mail.cut) counts.cut += 1;
        const name = `${Math.floor(unwrapped.at / 1000)}.${key}.casier${process.platform === 'win32' ? '!' : ':'}2,${unwrapped.flags}`;
        await batch.add(name, unwrapped.source);
      }
      if (!batch.isFull && counts.mails + counts.known + counts.deleted < 4 * BATCH) continue;
      await batch.finish();
      yield { read: mail.end, counts };
      batch = new Batch(mailbox);
      counts = none();
    }
    await batch.finish();
    yield { read: size, counts };
  } finally {
    await handle.close();
  }
}

/** The mails that a Maildir has of earlier imports, wherever they were filed since. */
export async function listCopied(root: string): Promise<Set<string>> {
  const found = new Set<string>();
  const visit = async (folder: string, depth: number): Promise<void> => {
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      const key = OURS.exec(entry.name)?.[1];
      if (key !== undefined) found.add(key);
      else if (entry.isDirectory() && entry.name !== 'tmp' && depth < 16)
        await visit(join(folder, entry.name), depth + 1);
    }
  };
  await visit(root, 0);
  return found;
}

/** The same mail in two folders was kept twice by the person: both are. */
function keyOf(folder: string, hash: string): string {
  let salt = 0;
  for (const unit of folder) salt = (Math.imul(salt, 31) + (unit.codePointAt(0) ?? 0)) >>> 0;
  return `${hash.slice(0, 24)}${salt.toString(16).padStart(8, '0')}`;
}

/** Where a mailbox of the import lies in its tree: nested, one folder in the other. */
export function mailboxFolder(root: string, folder: string): string {
  return join(root, ...folder.split('/').map((part) => (part.includes('&') ? encodeMutf7(part) : part)));
}

async function prepare(mailbox: string): Promise<void> {
  for (const part of ['cur', 'new', 'tmp'])
    await mkdir(join(mailbox, part), { recursive: true, mode: 0o700 });
  // What was not complete when the power went.
  for (const name of await readdir(join(mailbox, 'tmp')))
    await rm(join(mailbox, 'tmp', name), { force: true });
}

class Batch {
  readonly #mailbox: string;
  readonly #names: string[] = [];
  #writing: Promise<void>[] = [];
  #bytes = 0;

  constructor(mailbox: string) {
    this.#mailbox = mailbox;
  }

  get isFull(): boolean {
    return this.#names.length >= BATCH || this.#bytes >= BATCH_BYTES;
  }

  async add(name: string, source: Buffer): Promise<void> {
    this.#names.push(name);
    this.#bytes += source.length;
    this.#writing.push(writeFile(join(this.#mailbox, 'tmp', name), source, { mode: 0o600 }));
    if (this.#writing.length >= AT_ONCE) await this.#settle();
  }

  async finish(): Promise<void> {
    await this.#settle();
    for (const name of this.#names)
      await rename(join(this.#mailbox, 'tmp', name), join(this.#mailbox, 'cur', name));
  }

  async #settle(): Promise<void> {
    const writing = this.#writing;
    this.#writing = [];
    const results = await Promise.allSettled(writing);
    for (const result of results) if (result.status === 'rejected') throw result.reason;
  }
}

function none(): ImportCounts {
  return { mails: 0, known: 0, deleted: 0, cut: 0 };
}
