import { succeed, type Reply } from '../../../contract/problem.ts';
import {
  setChecked,
  setMailboxState,
  setWindow,
  type MailboxRow,
} from '../db/repositories/mail/mailboxes.ts';
import { countPlaces, deletePlace, listOutdatedPlaces } from '../db/repositories/mail/places.ts';
import { listUids } from '../db/repositories/mail/uid-lists.ts';
import { transaction } from '../db/handles.ts';
import type { MailboxState } from '../sources/port.ts';
import type { SyncRun } from './context.ts';
import { fetchNew } from './fetch-new.ts';
import type { ListedMailbox } from './mailbox-list.ts';
import { overlook } from './overlook.ts';

/** Days back, newest first; 0 means everything. */
const windows = [30, 90, 180, 365, 0] as const;
const DAY = 86_400_000;

/**
 * The first sync of mailboxes that have not had one: a month of all of them, then three, and so on, so that what is
 * recent can be worked with while the rest comes in.
 */
export async function syncWindows(run: SyncRun, mailboxes: readonly ListedMailbox[]): Promise<Reply<void>> {
  const open = new Set<MailboxRow>();
  for (const { mailbox, told } of mailboxes) {
    const state = overlook(
      run,
      mailbox,
      told ? succeed(told) : await run.source.state(mailbox.path, run.signal),
    );
    if (!state.ok) return state;
    if (!state.value) continue;
    open.add(mailbox);
    noteBeginning(run, mailbox, state.value);
    run.progress.expect(state.value.messages, countPlaces(run.db, mailbox.id, state.value.uidvalidity));
  }
  for (const days of windows) {
    for (const mailbox of open) {
      if (!isWider(days, mailbox.windowDays)) continue;
      const done = overlook(run, mailbox, await syncWindow(run, mailbox, days));
      if (!done.ok) return done;
      if (done.value === null || done.value.complete) open.delete(mailbox);
    }
  }
  return succeed(undefined);
}

/**
 * The state before the first mail is fetched is what the stored ones correspond to: whatever happens to them later, in
 * this run or before the next, is a change since then.
 */
function noteBeginning(run: SyncRun, mailbox: MailboxRow, state: MailboxState): void {
  if (mailbox.windowDays !== null && mailbox.uidvalidity === state.uidvalidity) return;
  const begun = countPlaces(run.db, mailbox.id, state.uidvalidity) > 0;
  if (begun && mailbox.uidvalidity === state.uidvalidity) return;
  setMailboxState(run.db, mailbox.id, begun ? { ...state, highestmodseq: null } : state);
}

async function syncWindow(
  run: SyncRun,
  mailbox: MailboxRow,
  days: number,
): Promise<Reply<{ complete: boolean }>> {
  const { db, source, signal } = run;
  const state = await source.state(mailbox.path, signal);
  if (!state.ok) return state;
  const { uidvalidity, messages } = state.value;
  const since = days === 0 ? {} : { since: run.clock.now() - days * DAY };
  const listed = await source.uids(mailbox.path, since, signal);
  if (!listed.ok) return listed;
  const known = listUids(db, mailbox.id, uidvalidity);
  const missing = listed.value.filter((uid) => !known.has(uid));
  const stored = await fetchNew(run, mailbox, uidvalidity, missing.reverse(), false);
  if (!stored.ok) return stored;

  const complete = days === 0 || listed.value.length >= messages;
  transaction(db, () => {
    setWindow(db, mailbox.id, complete ? 0 : days);
    if (!complete) return;
    setChecked(db, mailbox.id, run.clock.now());
    for (const place of listOutdatedPlaces(db, mailbox.id, uidvalidity)) {
      deletePlace(db, { mailbox: mailbox.id, uidvalidity: place.uidvalidity, uid: place.uid });
    }
  });
  return succeed({ complete });
}

function isWider(days: number, done: number | null): boolean {
  if (done === null) return true;
  return done !== 0 && (days === 0 || days > done);
}
