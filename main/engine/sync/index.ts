import { setImmediate as yieldToOthers } from 'node:timers/promises';
import { Mutex } from 'async-mutex';
import type { MessageId } from '../../../contract/ids.ts';
import { fail, succeed, type Reply } from '../../../contract/problem.ts';
import { storageTrouble } from '../platform/storage-trouble.ts';
import { transaction } from '../db/handles.ts';
import { listMailboxRows } from '../db/repositories/mail/mailboxes.ts';
import { deleteUnplaced, unplacedParts } from '../db/repositories/mail/messages.ts';
import type { AccountSyncOptions, SyncReport, SyncRun } from './context.ts';
import { syncMailboxList, type ListedMailbox } from './mailbox-list.ts';
import { FIRST_SYNC_LEFT } from './keep-pace.ts';
import { MoveTracker } from './moves.ts';
import { Pacer } from './pacer.ts';
import { ProgressMeter } from './progress.ts';
import { reconcileMailboxes } from './reconcile.ts';
import { syncWindows } from './windows.ts';

export type { AccountSyncOptions, PersonMove, StoredBatch, SyncReport } from './context.ts';

/** Mailboxes that no watch covers are looked at this often while a long first sync is under way. */
const LOOK_EVERY_MS = 60_000;
/** Where the server cannot say whether flags changed, they are compared this often. */
const THOROUGH_EVERY_MS = 5 * 60_000;

/** Keeps what is stored of one account equal to what its source holds. */
export interface AccountSync {
  /**
   * Looks at every mailbox once. Mailboxes that were synced before come first, so that new mail does not wait for a long
   * first sync; then the first sync goes on where it stopped, and lets what `touch` names go before. `thorough` compares
   * flags also where the server has no mod-sequences; this happens by itself every few minutes. Runs do not overlap: a
   * second one waits for the first. Aborting gives `cancelled`; whatever was stored stays.
   */
  run(signal: AbortSignal, options?: { thorough?: boolean }): Promise<Reply<SyncReport>>;
  /** Something happened in this mailbox: the run that is under way, or the next one, looks at it first. */
  touch(path: string): void;
}

/** Makes the sync of one account. Owns nothing: source and database belong to the caller. */
export function createAccountSync(options: AccountSyncOptions): AccountSync {
  const mutex = new Mutex();
  const touched = new Set<string>();
  let thoroughAt = -Infinity;
  let removed = false;
  return {
    touch: (path) => void touched.add(path),
    run: (signal, { thorough = false } = {}) =>
      mutex.runExclusive(async () => {
        const due = performance.now() - thoroughAt > THOROUGH_EVERY_MS;
        const run: SyncRun = {
          ...options,
          signal,
          thorough: thorough || due,
          afterRemoval: removed,
          labelled: false,
          report: newReport(),
          progress: new ProgressMeter(options.clock, options.onProgress),
          pacer: new Pacer(options.limits(), () => options.clock.monotonic()),
          moves: new MoveTracker(),
          active: new Set(),
          between: betweenBatches(() => run, touched),
        };
        try {
          const reply = await syncAccount(run, touched);
          removed = !reply.ok || run.report.removed > 0;
          if (reply.ok && run.thorough) thoroughAt = performance.now();
          return reply;
        } catch (error) {
          const trouble = storageTrouble(error);
          if (trouble === null || trouble === 'database-corrupt') throw error;
          return fail(trouble);
        }
      }),
  };
}

async function syncAccount(run: SyncRun, touched: Set<string>): Promise<Reply<SyncReport>> {
  const { db } = run;
  // Mails that lose their last place in this run may turn up again in the next: they were moved between two looks.
  // All mails there are must be gone through to find those: not in each run, for everybody else waits meanwhile.
  const unplaced = run.thorough || run.afterRemoval ? await listUnplaced(run) : [];
  const mailboxes = await syncMailboxList(run);
  if (!mailboxes.ok) return mailboxes;
  const reconciled = await reconcileMailboxes(run, touchedFirst(mailboxes.value.filter(isBegun), touched));
  if (!reconciled.ok) return reconciled;
  tellMoves(run);
  if (run.moves.unexplained > 0) {
    // The mail may have been moved into a mailbox after that one was looked at.
    const again = await syncMailboxList(run);
    if (!again.ok) return again;
    const caughtUp = await reconcileMailboxes(run, again.value.filter(isBegun));
    if (!caughtUp.ok) return caughtUp;
  }
  const begun = await goOn(run, incomplete(run, mailboxes.value));
  if (!begun.ok) return begun;
  tellMoves(run);
  run.progress.finish();
  if (unplaced.length > 0) transaction(db, () => deleteUnplaced(db, unplaced));
  return run.signal.aborted ? fail('cancelled') : succeed(run.report);
}

/** Goes on with the first sync, unless or until it is to be left for later. */
async function goOn(run: SyncRun, mailboxes: readonly ListedMailbox[]): Promise<Reply<void>> {
  if (mailboxes.length === 0) return succeed(undefined);
  run.report.unfinished = run.isFirstSyncStopped();
  if (run.report.unfinished) return succeed(undefined);
  const done = await syncWindows(run, mailboxes);
  if (done.ok || done.problem.detail !== FIRST_SYNC_LEFT) return done;
  run.report.unfinished = true;
  return succeed(undefined);
}

/** Goes through all mails there are, a part at a time: others wait meanwhile. */
async function listUnplaced({ db, accountId }: SyncRun): Promise<MessageId[]> {
  const ids: MessageId[] = [];
  for (const part of unplacedParts(db, accountId)) {
    ids.push(...part);
    await yieldToOthers();
  }
  return ids;
}

function newReport(): SyncReport {
  return {
    stored: 0,
    placed: 0,
    updated: 0,
    removed: 0,
    moved: 0,
    unreadable: 0,
    refused: [],
    unfinished: false,
  };
}

function isBegun({ mailbox }: ListedMailbox): boolean {
  return mailbox.uidvalidity !== null;
}

function touchedFirst(mailboxes: readonly ListedMailbox[], touched: Set<string>): ListedMailbox[] {
  const isTouched = ({ mailbox }: ListedMailbox) => touched.has(mailbox.path);
  const first = mailboxes.filter(isTouched).map(({ mailbox }) => ({ mailbox, told: null, touched: true }));
  const rest = mailboxes.filter((listed) => !isTouched(listed));
  touched.clear();
  return [...first, ...rest];
}

/** Mailboxes whose first sync is to be begun or gone on with, as they are now that the others are up to date. */
function incomplete(run: SyncRun, listed: readonly ListedMailbox[]): ListedMailbox[] {
  const told = new Map(listed.map((entry) => [entry.mailbox.id, entry.told]));
  return listMailboxRows(run.db, run.accountId)
    .filter(({ id, windowDays }) => windowDays !== 0 && told.has(id))
    .map((mailbox) => ({ mailbox, told: told.get(mailbox.id) ?? null }));
}

/**
 * Looks after the mailboxes that were touched, and now and then after all that are known, while a long step is under way:
 * mail that arrives during a first sync of hours is there in seconds.
 */
function betweenBatches(runOf: () => SyncRun, touched: Set<string>): () => Promise<Reply<void>> {
  let lookedAt = performance.now();
  let busy = false;
  return async () => {
    const due = performance.now() - lookedAt > LOOK_EVERY_MS;
    if (busy || (touched.size === 0 && !due)) return succeed(undefined);
    const run = runOf();
    const begun = listMailboxRows(run.db, run.accountId)
      .map((mailbox) => ({ mailbox, told: null }))
      .filter(isBegun);
    const wanted = due
      ? touchedFirst(begun, touched)
      : begun
          .filter(({ mailbox }) => touched.delete(mailbox.path))
          .map((listed) => ({ ...listed, touched: true }));
    if (due) lookedAt = performance.now();
    busy = true;
    const reply = await reconcileMailboxes(run, wanted);
    busy = false;
    if (reply.ok) tellMoves(run);
    return reply;
  };
}

function tellMoves(run: SyncRun): void {
  for (const move of run.moves.take(run.db)) {
    run.report.moved += 1;
    run.onMoved(move);
  }
}
