import type { BatchId, MailboxId, MessageId } from '../../../contract/ids.ts';
import { fail, succeed, type Reply } from '../../../contract/problem.ts';
import type { Selection } from '../../../contract/suggestions.ts';
import { transaction, type WritableDb } from '../db/handles.ts';
import {
  chooseByMessages,
  choosePending,
  chosenAccounts,
  decideChosen,
  hideMoving,
  writeChosenReceipts,
  writeDismissReceipts,
  writePickedReceipts,
} from '../db/repositories/acts/approving.ts';
import { writeChosenMarks } from '../db/repositories/acts/flagging.ts';
import { insertJob, priority } from '../db/repositories/acts/jobs.ts';
import { accountOfMailbox } from '../db/repositories/mail/mailbox-paths.ts';
import { findPlan } from '../db/repositories/mail/planned-mailboxes.ts';
import { nextRevision } from '../db/repositories/deciding/proposals.ts';
import { assignJob, deleteBatch, insertBatch, listUnassigned } from '../db/repositories/acts/receipts.ts';

/** One UID MOVE carries at most this many mails: small enough to answer well within a lease. */
const MAILS_PER_JOB = 500;

/** What an act of the person came to. `batch` is null when there was nothing to do. */
export interface Accepted {
  readonly batch: BatchId | null;
  readonly accepted: number;
}

/**
 * Files what is chosen: receipts, jobs, decisions and the end of the proposals in one transaction, so that it has either
 * happened whole or not at all. Nothing has moved yet when this returns; the jobs do that, surely.
 */
export function approve(
  db: WritableDb,
  request: { selection: Selection; folder: MailboxId | null; actor: 'person' | 'trust'; at: number },
): Reply<Accepted> {
  const { folder, actor, at } = request;
  return transaction(db, () => {
    if (choosePending(db, request.selection) === 0) return succeed({ batch: null, accepted: 0 });
    if (folder !== null) {
      const owner = accountOfMailbox(db, folder);
      if (owner === null) return fail('folder-missing');
      if (chosenAccounts(db).some((account) => account !== owner))
        return fail('invalid-input', 'another account');
    }
    const batch = insertBatch(db, { action: 'approve', actor, reverses: null, at });
    const moved = writeChosenReceipts(db, batch, folder, at);
    const accepted = moved + writeChosenMarks(db, batch, at);
    decideChosen(db, { state: 'approved', folder, actor, revision: nextRevision(db), at });
    return succeed(sendOff(db, { batch, accepted, at }));
  });
}

/** Leaves the chosen mails where they are and keeps that in mind; can be undone like any other act. */
export function dismiss(db: WritableDb, request: { selection: Selection; at: number }): Accepted {
  const { at } = request;
  return transaction(db, () => {
    if (choosePending(db, request.selection) === 0) return { batch: null, accepted: 0 };
    const batch = insertBatch(db, { action: 'dismiss', actor: 'person', reverses: null, at });
    const accepted = writeDismissReceipts(db, batch, at);
    decideChosen(db, { state: 'dismissed', folder: null, revision: nextRevision(db), at });
    return { batch, accepted };
  });
}

/** Files mails that the person picked from a list, whatever was proposed for them. */
export function move(
  db: WritableDb,
  request: {
    messages: readonly MessageId[];
    from: MailboxId;
    to: MailboxId;
    act?: 'archive' | 'trash';
    at: number;
  },
): Reply<Accepted> {
  const { from, to, messages, at, act = null } = request;
  return transaction(db, () => {
    const owner = accountOfMailbox(db, to);
    if (owner === null) return fail('folder-missing');
    if (owner !== accountOfMailbox(db, from)) return fail('invalid-input', 'another account');
    if (from === to) return succeed({ batch: null, accepted: 0 });
    const batch = insertBatch(db, { action: 'move', actor: 'person', reverses: null, at, act });
    const accepted = writePickedReceipts(db, { batch, messages, from, to, at });
    if (chooseByMessages(db, messages) > 0)
      decideChosen(db, { state: 'approved', folder: to, revision: nextRevision(db), at });
    return succeed(sendOff(db, { batch, accepted, at }));
  });
}

/** Hides the mails that are about to leave and adds the jobs that move them; an empty batch is forgotten. */
export function sendOff(db: WritableDb, made: { batch: BatchId; accepted: number; at: number }): Accepted {
  const { batch, accepted, at } = made;
  if (accepted === 0) {
    deleteBatch(db, batch);
    return { batch: null, accepted };
  }
  hideMoving(db, batch);
  // Thousands of mails must not make the next single click wait behind them.
  const urgency = accepted > MAILS_PER_JOB ? priority.recent : priority.interactive;
  addJobs(db, listUnassigned(db, batch), { batch, urgency, at });
  return { batch, accepted };
}

/**
 * As `sendOff`, for the receipts of a batch newer than `after`, of which one may carry a mail on from where another one of the
 * batch brings it.
 */
export function sendOffPart(
  db: WritableDb,
  made: { batch: BatchId; after: number; urgent: boolean; at: number },
): void {
  const { batch, after, at } = made;
  hideMoving(db, batch, after);
  const urgency = made.urgent ? priority.interactive : priority.recent;
  for (;;) {
    const runs = listUnassigned(db, batch, { after, chained: true });
    if (runs.length === 0) return;
    addJobs(db, runs, { batch, urgency, at });
  }
}

function addJobs(
  db: WritableDb,
  runs: ReturnType<typeof listUnassigned>,
  { batch, urgency, at }: { batch: BatchId; urgency: number; at: number },
): void {
  for (const run of runs) {
    const work =
      run.added === null
        ? {
            kind: 'move-messages',
            payload: { from: run.from, to: run.to },
            after: findPlan(db, run.to) ?? run.after,
          }
        : { kind: 'set-flags', payload: { add: words(run.added), remove: words(run.removed) }, after: null };
    for (let start = 0; start < run.ids.length; start += MAILS_PER_JOB) {
      const job = insertJob(db, {
        ...work,
        accountId: run.account,
        batchId: batch,
        priority: urgency,
        at,
      });
      assignJob(db, run.ids.slice(start, start + MAILS_PER_JOB), job);
    }
  }
}

function words(flags: string | null): string[] {
  return (flags ?? '').split(' ').filter(Boolean);
}
