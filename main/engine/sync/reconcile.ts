import { setImmediate as yieldToOthers } from 'node:timers/promises';
import { succeed, type Reply } from '../../../contract/problem.ts';
import { transaction } from '../db/handles.ts';
import {
  resetWindows,
  setChecked,
  setMailboxState,
  type MailboxRow,
} from '../db/repositories/mail/mailboxes.ts';
import { countPlaces } from '../db/repositories/mail/places.ts';
import { listUids, placesAmong } from '../db/repositories/mail/uid-lists.ts';
import type { MailboxState } from '../sources/port.ts';
import { removeGone, removeOutdated, renewFlags } from './apply.ts';
import { compareAll } from './compare.ts';
import type { SyncRun } from './context.ts';
import { fetchNew } from './fetch-new.ts';
import type { ListedMailbox } from './mailbox-list.ts';
import { overlook } from './overlook.ts';
import { isAnother } from './recognise.ts';

/** Everything is compared again after this long, whatever the server says: what it once failed to tell must not stay wrong. */
const COMPARE_EVERY_MS = 24 * 3_600_000;
/** Two days: the server's day may be another than ours. */
const ARRIVALS_MS = 48 * 3_600_000;
/** Places changed in one transaction. */
const SLICE = 500;

/** Brings mailboxes that were synced before, at least in part, up to date: what is new, what is gone, whose flags changed. */
export async function reconcileMailboxes(
  run: SyncRun,
  mailboxes: readonly ListedMailbox[],
): Promise<Reply<void>> {
  for (const listed of mailboxes) {
    const { mailbox } = listed;
    if (run.active.has(mailbox.id)) continue;
    run.active.add(mailbox.id);
    const done = overlook(run, mailbox, await reconcile(run, listed));
    run.active.delete(mailbox.id);
    if (!done.ok) return done;
  }
  return succeed(undefined);
}

async function reconcile(run: SyncRun, listed: ListedMailbox): Promise<Reply<void>> {
  const { mailbox, told } = listed;
  if (told && !needsLook(run, listed, told)) return succeed(undefined);
  const opened = await run.source.state(mailbox.path, run.signal);
  if (!opened.ok) return opened;
  const state = opened.value;
  if (!needsLook(run, listed, state)) return succeed(undefined);
  if (state.uidvalidity !== mailbox.uidvalidity) return startAnew(run, mailbox, state);
  const another = await isAnother(run, mailbox, state);
  if (!another.ok) return another;
  if (another.value) {
    const { uidvalidity } = state;
    await removeGone(run, mailbox, uidvalidity, [...listUids(run.db, mailbox.id, uidvalidity)]);
    return startAnew(run, mailbox, state);
  }

  const found = await findNew(run, mailbox, state);
  if (!found.ok) return found;
  // While the first sync is under way only what arrived since is new here; the windows bring the rest.
  const since = mailbox.windowDays === 0 ? 0 : (mailbox.uidnext ?? Infinity);
  const fresh = found.value.filter((uid) => uid >= since);
  if (fresh.length > 0) {
    run.progress.expect(fresh.length, 0);
    const stored = await fetchNew(run, mailbox, state.uidvalidity, fresh.reverse(), true);
    if (!stored.ok) return stored;
  }
  setMailboxState(run.db, mailbox.id, state);
  return succeed(undefined);
}

/**
 * Whether anything can have happened. With mod-sequences (RFC 7162 §3.1) nothing did when they are the same; without, the
 * counts tell of arrivals and expunges, and flags are compared by a thorough run or when a watch said something.
 */
function needsLook(run: SyncRun, { mailbox, touched = false }: ListedMailbox, state: MailboxState): boolean {
  const { uidvalidity, uidnext, highestmodseq, messages } = state;
  if (uidvalidity !== mailbox.uidvalidity || uidnext !== mailbox.uidnext) return true;
  if (mailbox.windowDays === 0 && messages !== countPlaces(run.db, mailbox.id, uidvalidity)) return true;
  if (highestmodseq === null || uidnext === null) return run.thorough || touched || uidnext === null;
  return highestmodseq.toString() !== mailbox.highestmodseq || isCompareDue(run, mailbox);
}

function isCompareDue(run: SyncRun, { windowDays, checkedAt }: MailboxRow): boolean {
  if (windowDays !== 0) return false;
  if (checkedAt === null) return true;
  const age = run.clock.now() - checkedAt;
  // A clock that was set back must not put it off for ever.
  return age > COMPARE_EVERY_MS || age < 0;
}

/** Applies what happened to known mails, and gives the UIDs that are not known, oldest first. */
async function findNew(run: SyncRun, mailbox: MailboxRow, state: MailboxState): Promise<Reply<number[]>> {
  const followed = await follow(run, mailbox, state);
  if (!followed.ok || followed.value !== null) return followed as Reply<number[]>;
  if (mailbox.windowDays !== 0) return listArrivals(run, mailbox, state.uidvalidity);
  const compared = await compareAll(run, mailbox, state.uidvalidity);
  if (!compared.ok) return compared;
  removeOutdated(run, mailbox, state.uidvalidity);
  setChecked(run.db, mailbox.id, run.clock.now());
  return compared;
}

/** What arrived lately: enough while a mailbox is being synced for the first time, where comparing all would cost more. */
async function listArrivals(
  run: SyncRun,
  mailbox: MailboxRow,
  uidvalidity: number,
): Promise<Reply<number[]>> {
  const since = run.clock.now() - ARRIVALS_MS;
  const recent = await run.source.uids(mailbox.path, { since }, run.signal);
  if (!recent.ok) return recent;
  const known = placesAmong(run.db, { id: mailbox.id, uidvalidity }, recent.value);
  return succeed(recent.value.filter((uid) => !known.has(uid)));
}

/** Applies what the server says happened since the last look; gives new UIDs, or null when only a comparison can tell. */
async function follow(
  run: SyncRun,
  mailbox: MailboxRow,
  state: MailboxState,
): Promise<Reply<number[] | null>> {
  if (mailbox.highestmodseq === null || state.highestmodseq === null || isCompareDue(run, mailbox)) {
    return succeed(null);
  }
  const { db, source, signal } = run;
  const changes = await source.changes(mailbox.path, BigInt(mailbox.highestmodseq), signal);
  if (!changes.ok || changes.value === null) return changes.ok ? succeed(null) : changes;
  const { changed, vanished } = changes.value;
  const { uidvalidity } = state;
  const fresh: number[] = [];
  for (let start = 0; start < changed.length; start += SLICE) {
    fresh.push(...renewFlags(run, mailbox, uidvalidity, changed.slice(start, start + SLICE)));
    await yieldToOthers();
  }
  if (vanished) await removeGone(run, mailbox, uidvalidity, vanished);
  if (mailbox.windowDays !== 0) return succeed(fresh);
  // Arrivals that came after the state was told are not in its count.
  const counted = fresh.filter((uid) => state.uidnext === null || uid < state.uidnext).length;
  const agrees = countPlaces(db, mailbox.id, uidvalidity) + counted === state.messages;
  return succeed(agrees ? fresh : null);
}

/** A mailbox with other UIDs than it had: the mails are found again by what they are, and the old places given up. */
async function startAnew(run: SyncRun, mailbox: MailboxRow, state: MailboxState): Promise<Reply<void>> {
  const { db } = run;
  if (mailbox.windowDays !== 0) {
    resetWindows(db, mailbox.id);
    return succeed(undefined);
  }
  const fresh = await compareAll(run, mailbox, state.uidvalidity);
  if (!fresh.ok) return fresh;
  run.progress.expect(fresh.value.length, 0);
  const stored = await fetchNew(run, mailbox, state.uidvalidity, fresh.value.reverse(), false);
  if (!stored.ok) return stored;
  transaction(db, () => {
    removeOutdated(run, mailbox, state.uidvalidity);
    setMailboxState(db, mailbox.id, state);
    setChecked(db, mailbox.id, run.clock.now());
  });
  return succeed(undefined);
}
