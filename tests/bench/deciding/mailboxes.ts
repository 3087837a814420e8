import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MailboxId } from '../../../contract/ids.ts';
import { inTimeOrder, type FiledMail } from '../../../main/engine/deciding/index.ts';
import { extractFeatures, parseMail } from '../../../main/engine/mime/index.ts';

/** Where the development mailboxes are: beside the repository, never in it. */
export const DATA = join(import.meta.dirname, '../../../../shared/data/enron');

/** A person's filed mail in time order; `MailboxId` n is the n-th of `folders`. */
export interface Mailbox {
  readonly name: string;
  readonly folders: readonly string[];
  readonly mails: readonly FiledMail[];
}

/** Reads all development mailboxes, or those of these names; unpacks them to a temporary folder meanwhile. */
export async function readMailboxes(only?: readonly string[]): Promise<Mailbox[]> {
  const folder = mkdtempSync(join(tmpdir(), 'casier-bench-'));
  try {
    const mailboxes: Mailbox[] = [];
    for (const file of readdirSync(DATA).sort()) {
      if (!file.endsWith('.tar.gz')) continue;
      const name = file.replace('.tar.gz', '');
      if (only && !only.includes(name)) continue;
      mailboxes.push(await unpack(join(DATA, file), name, folder));
    }
    return mailboxes;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function unpack(archive: string, name: string, into: string): Promise<Mailbox> {
  const { status, stderr } = spawnSync('tar', ['xzf', archive, '-C', into], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`tar could not unpack ${archive}: ${stderr}`);
  const folders = readdirSync(join(into, name)).sort();
  const mails: FiledMail[] = [];
  for (const [index, folder] of folders.entries()) {
    for (const part of ['cur', 'new']) {
      const path = join(into, name, folder, part);
      if (!existsSync(path)) continue;
      for (const file of readdirSync(path).sort()) {
        const source = readFileSync(join(path, file));
        const mail = await parseMail(source, { internalDate: 0, size: source.length, truncated: false });
        mails.push({ mail: extractFeatures(mail), mailbox: (index + 1) as MailboxId });
      }
    }
  }
  return { name, folders, mails: inTimeOrder(mails) };
}
