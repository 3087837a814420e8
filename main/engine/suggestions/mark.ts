import type { BatchAct } from '../../../contract/activity.ts';
import type { AccountId, MailboxId, MessageId } from '../../../contract/ids.ts';
import type { MailboxRole } from '../../../contract/mail.ts';
import { fail, succeed, type Reply } from '../../../contract/problem.ts';
import { transaction, type WritableDb } from '../db/handles.ts';
import { writeFlagReceipts, type FlagChange } from '../db/repositories/acts/flagging.ts';
import { accountOfMailbox, findByRole } from '../db/repositories/mail/mailbox-paths.ts';
import { planMailbox } from '../db/repositories/mail/planned-mailboxes.ts';
import { insertBatch } from '../db/repositories/acts/receipts.ts';
import { move, sendOff, type Accepted } from './act.ts';

/** Sets and takes away flags of mails in one mailbox: shown at once, done by a durable job, undone exactly. */
export function mark(
  db: WritableDb,
  request: { messages: readonly MessageId[]; mailbox: MailboxId; change: FlagChange; at: number },
): Reply<Accepted> {
  const { messages, mailbox, change, at } = request;
  return transaction(db, () => {
    if (accountOfMailbox(db, mailbox) === null) return fail('folder-missing');
    const batch = insertBatch(db, {
      action: 'move',
      actor: 'person',
      reverses: null,
      at,
      act: actOf(change),
    });
    const accepted = writeFlagReceipts(db, { batch, messages, mailbox, change, at });
    return succeed(sendOff(db, { batch, accepted, at }));
  });
}

function actOf({ add, remove }: FlagChange): BatchAct {
  if (add.length + remove.length > 1) return 'label';
  if (add[0] === '\\Seen') return 'read';
  if (remove[0] === '\\Seen') return 'unread';
  if (add[0] === '\\Flagged') return 'flag';
  return remove[0] === '\\Flagged' ? 'unflag' : 'label';
}

const special = {
  // A collection of all mail is what providers without an archive have in its place (Gmail).
  archive: { roles: ['archive', 'all'], path: 'Archive' },
  trash: { roles: ['trash'], path: 'Trash' },
} as const;

/** Moves mails to the account's archive or trash; promises to make it when there is none. */
export function putAway(
  db: WritableDb,
  request: { messages: readonly MessageId[]; from: MailboxId; act: 'archive' | 'trash'; at: number },
): Reply<Accepted> {
  const { act, from, at } = request;
  return transaction(db, () => {
    const account = accountOfMailbox(db, from);
    if (account === null) return fail('folder-missing');
    const to = findOrPlan(db, account, act, at);
    return move(db, { ...request, to });
  });
}

function findOrPlan(db: WritableDb, account: AccountId, act: 'archive' | 'trash', at: number): MailboxId {
  const { roles, path } = special[act];
  for (const role of roles) {
    const found = findByRole(db, account, role satisfies MailboxRole);
    if (found !== null) return found;
  }
  return planMailbox(db, { account, path, role: act, at }).mailbox;
}
