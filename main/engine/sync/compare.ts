import { setImmediate as yieldToOthers } from 'node:timers/promises';
import { succeed, type Reply } from '../../../contract/problem.ts';
import type { MailboxRow } from '../db/repositories/mail/mailboxes.ts';
import { listUids } from '../db/repositories/mail/uid-lists.ts';
import type { SyncRun } from './context.ts';
import { removeGone, renewFlags } from './apply.ts';

const SLICE = 1000;

/**
 * Compares everything stored of a mailbox with all UIDs and flags that the server lists: needed where it cannot say what
 * changed, and now and then where it can. Gives the UIDs that are not known, oldest first.
 */
export async function compareAll(
  run: SyncRun,
  mailbox: MailboxRow,
  uidvalidity: number,
): Promise<Reply<number[]>> {
  // Read before the server lists: a place that a job adds in between is not mistaken for one that vanished.
  const unseen = listUids(run.db, mailbox.id, uidvalidity);
  const fresh: number[] = [];
  for await (const listed of run.source.flags(mailbox.path, run.signal)) {
    if (!listed.ok) return listed;
    for (let start = 0; start < listed.value.length; start += SLICE) {
      const slice = listed.value.slice(start, start + SLICE);
      for (const { uid } of slice) unseen.delete(uid);
      fresh.push(...renewFlags(run, mailbox, uidvalidity, slice));
      await yieldToOthers();
    }
  }
  await removeGone(run, mailbox, uidvalidity, [...unseen]);
  return succeed(fresh);
}
