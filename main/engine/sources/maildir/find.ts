import { open } from 'node:fs/promises';
import type { MaildirMailbox } from './mailbox.ts';

/** Header fields of real mails end well before. */
const HEADER_BYTES = 32_768;

/** UIDs of the mails with one of these Message-IDs, by reading every header: rare, after a crash or a changed name only. */
export async function findInMailbox(
  mailbox: MaildirMailbox,
  messageIds: readonly string[],
  signal: AbortSignal,
): Promise<Map<string, number[]>> {
  await mailbox.refresh();
  const wanted = new Set(messageIds);
  const found = new Map<string, number[]>();
  const buffer = Buffer.alloc(HEADER_BYTES);
  for (const { uid } of await mailbox.list(undefined)) {
    if (signal.aborted) break;
    const path = mailbox.path(uid);
    const file = path === null ? null : await open(path, 'r').catch(() => null);
    if (!file) continue;
    const { bytesRead } = await file.read(buffer, 0, HEADER_BYTES, 0).finally(() => file.close());
    const header = buffer.toString('latin1', 0, bytesRead).split(/\r?\n\r?\n/, 1)[0] ?? '';
    const id = /^message-id:\s*<([^<>]+)>/im.exec(header)?.[1]?.replace(/\s+/g, '');
    if (id !== undefined && wanted.has(id)) found.set(id, [...(found.get(id) ?? []), uid]);
  }
  return found;
}
