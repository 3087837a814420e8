import type { MailboxId } from '../../../contract/ids.ts';
import { succeed, type Reply } from '../../../contract/problem.ts';
import { identitiesAmong, listUids, sharesUidValidity } from '../db/repositories/mail/uid-lists.ts';
import type { MailboxRow } from '../db/repositories/mail/mailboxes.ts';
import { parseMail } from '../mime/index.ts';
import type { MailboxState } from '../sources/port.ts';
import type { SyncRun } from './context.ts';

/** Mails looked at, spread over the mailbox: of another mailbox hardly one would be the same under the same UID. */
const SAMPLE = 8;

/**
 * Whether a mailbox holds the mails that we know under the same UIDs in one of ours. UIDVALIDITY alone does not say so: to
 * many servers it is the second in which a mailbox was made (RFC 3501 §2.3.1.1 suggests it), and two made in the same one
 * have the same. Mails that are gone, or could never be read, say nothing.
 */
export async function holdsKnownMails(
  run: SyncRun,
  path: string,
  known: { readonly id: MailboxId; readonly uidvalidity: number },
  uids: readonly number[],
): Promise<Reply<boolean>> {
  const sample = spread(
    uids.toSorted((a, b) => a - b),
    SAMPLE,
  );
  if (sample.length === 0) return succeed(true);
  const identities = identitiesAmong(run.db, known, sample);
  for await (const reply of run.source.fetchHeads(path, sample, run.signal)) {
    if (!reply.ok) return reply;
    const { uid, source, internalDate, size } = reply.value;
    const { identity } = await parseMail(source, { internalDate, size, truncated: true });
    if ((identities.get(uid) ?? identity) !== identity) return succeed(false);
  }
  return succeed(true);
}

/**
 * Whether another mailbox has taken the name and the UIDVALIDITY of one of ours. Looked into where some other mailbox has,
 * or had, the same UIDVALIDITY, and where UIDNEXT, which may only grow (RFC 3501 §2.3.1.1), has become smaller.
 */
export async function isAnother(
  run: SyncRun,
  mailbox: MailboxRow,
  state: MailboxState,
): Promise<Reply<boolean>> {
  if (mailbox.uidvalidity === null) return succeed(false);
  const known = { id: mailbox.id, uidvalidity: mailbox.uidvalidity };
  const shrank = mailbox.uidnext !== null && state.uidnext !== null && state.uidnext < mailbox.uidnext;
  if (!shrank && !sharesUidValidity(run.db, run.accountId, known)) return succeed(false);
  const same = await holdsKnownMails(run, mailbox.path, known, [
    ...listUids(run.db, known.id, known.uidvalidity),
  ]);
  return same.ok ? succeed(!same.value) : same;
}

/** So many of them at most, the first and the last among them. */
function spread(items: readonly number[], count: number): number[] {
  if (items.length <= count) return [...items];
  const step = (items.length - 1) / (count - 1);
  return Array.from({ length: count }, (_, index) => items[Math.round(index * step)] ?? 0);
}
