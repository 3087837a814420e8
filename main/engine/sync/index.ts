import { Mutex } from 'async-mutex';
import { fail, succeed, type Reply } from '../../../contract/problem.ts';
import { isDiskFull } from '../db/disk-full.ts';
import { transaction } from '../db/handles.ts';
import type { MailboxRow } from '../db/repositories/mailboxes.ts';
import { deleteUnplaced, listUnplaced } from '../db/repositories/messages.ts';
import type { AccountSyncOptions, SyncReport, SyncRun } from './context.ts';
import { syncMailboxList } from './mailbox-list.ts';
import { MoveTracker } from './moves.ts';
import { ProgressMeter } from './progress.ts';
import { reconcileMailboxes } from './reconcile.ts';
import { syncWindows } from './windows.ts';

export type { AccountSyncOptions, PersonMove, StoredBatch, SyncReport } from './context.ts';

/** Keeps what is stored of one account equal to what its source holds. */
export interface AccountSync {
  /**
   * Looks at every mailbox once. Mailboxes that were synced before come first, so that new mail does not wait for a long
   * first sync; then the first sync goes on where it stopped. Runs do not overlap: a second one waits for the first.
   * Aborting gives `cancelled`; whatever was stored stays.
   */
  run(signal: AbortSignal): Promise<Reply<SyncReport>>;
}

/** Makes the sync of one account. Owns nothing: source and database belong to the caller. */
export function createAccountSync(options: AccountSyncOptions): AccountSync {
  const mutex = new Mutex();
  return {
    run: (signal) =>
      mutex.runExclusive(async () => {
        const run: SyncRun = {
          ...options,
          signal,
          report: { stored: 0, placed: 0, updated: 0, removed: 0, moved: 0, unreadable: 0, refused: 0 },
          progress: new ProgressMeter(options.clock, options.onProgress),
          moves: new MoveTracker(),
        };
        try {
          return await syncAccount(run);
        } catch (error) {
          if (isDiskFull(error)) return fail('disk-full');
          throw error;
        }
      }),
  };
}

async function syncAccount(run: SyncRun): Promise<Reply<SyncReport>> {
  const { db, accountId } = run;
  // Mails that lose their last place in this run may turn up again in the next: they were moved between two looks.
  const unplaced = listUnplaced(db, accountId);
  const mailboxes = await syncMailboxList(run);
  if (!mailboxes.ok) return mailboxes;
  const isComplete = (mailbox: MailboxRow) => mailbox.windowDays === 0;
  const complete = mailboxes.value.filter(isComplete);

  const reconciled = await reconcileMailboxes(run, complete);
  if (!reconciled.ok) return reconciled;
  tellMoves(run);
  if (run.moves.unexplained > 0) {
    // The mail may have been moved into a mailbox after that one was looked at.
    const again = await syncMailboxList(run);
    if (!again.ok) return again;
    const caughtUp = await reconcileMailboxes(run, again.value.filter(isComplete));
    if (!caughtUp.ok) return caughtUp;
  }
  const windows = await syncWindows(
    run,
    mailboxes.value.filter((mailbox) => !isComplete(mailbox)),
  );
  if (!windows.ok) return windows;
  tellMoves(run);
  run.progress.finish();
  if (unplaced.length > 0) transaction(db, () => deleteUnplaced(db, unplaced));
  return run.signal.aborted ? fail('cancelled') : succeed(run.report);
}

function tellMoves(run: SyncRun): void {
  for (const move of run.moves.take(run.db)) {
    run.report.moved += 1;
    run.onMoved(move);
  }
}
