import { succeed, type Reply } from '../../../../contract/problem.ts';
import type { MailSource, RawMail } from '../../sources/port.ts';

/** A mail that is to be moved and still is where it was. */
export interface StillThere {
  readonly receiptId: number;
  readonly uid: number;
  readonly messageId: string | null;
}

/**
 * Finishes what an interrupted move left half done. Servers copy all mails of a MOVE before they remove the first (seen
 * with Dovecot on Maildir; RFC 6851 §3.3 asks for less than all or nothing): one that was killed in between has every mail
 * twice, and moving again would double them for good. A mail whose copy is in the target is removed from where it was,
 * after size and header were found to be the same. Gives UIDs in the target by receipt.
 */
export async function finishInterrupted(
  source: MailSource,
  paths: { readonly from: string; readonly to: string },
  mails: readonly StillThere[],
  signal: AbortSignal,
): Promise<Reply<Map<number, number>>> {
  const finished = new Map<number, number>();
  const ids = mails.flatMap(({ messageId }) => messageId ?? []);
  if (!source.removeCopies || ids.length === 0) return succeed(finished);
  const found = await source.findByMessageId(paths.to, ids, signal);
  if (!found.ok) return found;
  const copied = mails.filter(({ messageId }) => messageId !== null && found.value.has(messageId));
  if (copied.length === 0) return succeed(finished);

  const uids = copied.map(({ uid }) => uid);
  const here = await readHeads(source, paths.from, uids, signal);
  if (!here.ok) return here;
  const there = await readHeads(source, paths.to, [...found.value.values()].flat(), signal);
  if (!there.ok) return there;
  const gone: number[] = [];
  for (const { receiptId, uid, messageId } of copied) {
    const original = here.value.get(uid);
    const candidates = found.value.get(messageId ?? '') ?? [];
    const copy = candidates.findLast((candidate) => isSame(original, there.value.get(candidate)));
    if (copy === undefined) continue;
    finished.set(receiptId, copy);
    gone.push(uid);
  }
  if (gone.length === 0) return succeed(finished);
  const removed = await source.removeCopies(paths.from, gone, signal);
  return removed.ok ? succeed(finished) : removed;
}

async function readHeads(
  source: MailSource,
  path: string,
  uids: readonly number[],
  signal: AbortSignal,
): Promise<Reply<Map<number, RawMail>>> {
  const heads = new Map<number, RawMail>();
  for await (const reply of source.fetchHeads(path, uids, signal)) {
    if (!reply.ok) return reply;
    heads.set(reply.value.uid, reply.value);
  }
  return succeed(heads);
}

function isSame(one: RawMail | undefined, other: RawMail | undefined): boolean {
  if (!one || !other) return false;
  return one.size === other.size && Buffer.compare(one.source, other.source) === 0;
}
