import { open, readFile, stat } from 'node:fs/promises';
import { fail, succeed, type Reply } from '../../../../contract/problem.ts';
import type { RawMail } from '../port.ts';
import { deliveredAt } from './file-name.ts';
import type { MaildirMailbox } from './mailbox.ts';

/** Reads the first bytes of a mail; null when it is no longer there. */
export async function readMail(
  mailbox: MaildirMailbox,
  uid: number,
  maxBytes: number,
): Promise<RawMail | null> {
  return withPath(mailbox, uid, async (path) => {
    const file = await open(path, 'r');
    try {
      const { size, mtimeMs } = await file.stat();
      const source = Buffer.alloc(Math.min(size, maxBytes));
      const { bytesRead } = await file.read(source, 0, source.length, 0);
      const name = path.slice(path.lastIndexOf('/') + 1);
      return {
        uid,
        flags: mailbox.flags(uid),
        internalDate: deliveredAt(name) ?? mtimeMs,
        size,
        source: source.subarray(0, bytesRead),
      };
    } finally {
      await file.close();
    }
  });
}

/** Larger files are no mails. */
const MAX_SIZE = 256 * 1024 * 1024;

/** Reads a whole mail; `not-found` when it is no longer there. */
export async function readWhole(mailbox: MaildirMailbox, uid: number): Promise<Reply<Uint8Array>> {
  const source = await withPath(mailbox, uid, async (path) =>
    (await stat(path)).size > MAX_SIZE ? null : readFile(path),
  );
  return source === null ? fail('not-found') : succeed(source);
}

/** Other programs rename files when they change flags: a file that is not where it was is looked for once more. */
async function withPath<T>(
  mailbox: MaildirMailbox,
  uid: number,
  read: (path: string) => Promise<T>,
): Promise<T | null> {
  for (const again of [false, true]) {
    if (again || !mailbox.has(uid)) await mailbox.refresh();
    const path = mailbox.path(uid);
    if (path === null) return null;
    try {
      return await read(path);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    }
  }
  return null;
}
