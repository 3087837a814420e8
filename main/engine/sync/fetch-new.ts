import { succeed, type Reply } from '../../../contract/problem.ts';
import type { MailboxRow } from '../db/repositories/mail/mailboxes.ts';
import { hasOutdatedPlaces } from '../db/repositories/mail/uid-lists.ts';
import type { SyncRun } from './context.ts';
import { placeKnown } from './match.ts';
import { storeMails } from './store.ts';

/**
 * Stores mails that a mailbox has and we do not know there: those that are likely to be known from elsewhere are looked
 * up by their headers first, the rest is fetched. `fresh`: they arrived after the mailbox was first synced.
 */
export async function fetchNew(
  run: SyncRun,
  mailbox: MailboxRow,
  uidvalidity: number,
  uids: readonly number[],
  fresh: boolean,
): Promise<Reply<void>> {
  if (uids.length === 0) return succeed(undefined);
  if (!likelyKnown(run, mailbox, uidvalidity)) return storeMails(run, mailbox, uidvalidity, uids, fresh);
  const unknown = await placeKnown(run, mailbox, uidvalidity, uids, fresh);
  if (!unknown.ok) return unknown;
  return storeMails(run, mailbox, uidvalidity, unknown.value, fresh);
}

function likelyKnown(run: SyncRun, mailbox: MailboxRow, uidvalidity: number): boolean {
  if (mailbox.role === 'all' || mailbox.role === 'flagged') return true;
  // A label is one more place of a mail that is in the inbox or among all mail too.
  if (run.labelled && mailbox.role !== 'inbox') return true;
  // Another program moved mails, or the mailbox was made anew.
  return run.moves.unexplained > 0 || hasOutdatedPlaces(run.db, mailbox.id, uidvalidity);
}
