import { succeed, type Reply } from '../../../contract/problem.ts';
import { setMailboxState, setWindow, type MailboxRow } from '../db/repositories/mailboxes.ts';
import { countPlaces, deletePlace, listOutdatedPlaces, listPlaces } from '../db/repositories/places.ts';
import { transaction } from '../db/handles.ts';
import type { MailboxState } from '../sources/port.ts';
import type { SyncRun } from './context.ts';
import { overlook } from './overlook.ts';
import { storeMails } from './store.ts';

/** Days back, newest first; 0 means everything. */
const windows = [30, 90, 180, 365, 0] as const;
const DAY = 86_400_000;

/**
 * The first sync of mailboxes that have not had one: a month of all of them, then three, and so on, so that what is
 * recent can be worked with while the rest comes in.
 */
export async function syncWindows(run: SyncRun, mailboxes: readonly MailboxRow[]): Promise<Reply<void>> {
  if (mailboxes.length === 0) return succeed(undefined);
  const open = new Map<MailboxRow, MailboxState>();
  for (const mailbox of mailboxes) {
    const state = overlook(run, mailbox, await run.source.state(mailbox.path, run.signal));
    if (!state.ok) return state;
    if (!state.value) continue;
    open.set(mailbox, state.value);
    run.progress.expect(state.value.messages, countPlaces(run.db, mailbox.id, state.value.uidvalidity));
  }
  for (const days of windows) {
    for (const mailbox of open.keys()) {
      if (!isWider(days, mailbox.windowDays)) continue;
      const done = overlook(run, mailbox, await syncWindow(run, mailbox, days));
      if (!done.ok) return done;
      if (done.value === null || done.value.complete) open.delete(mailbox);
    }
  }
  return succeed(undefined);
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
  const listed = await source.list(mailbox.path, { ...since, flags: false }, signal);
  if (!listed.ok) return listed;
  const known = listPlaces(db, mailbox.id, uidvalidity);
  const missing = listed.value.map(({ uid }) => uid).filter((uid) => !known.has(uid));
  const stored = await storeMails(run, mailbox, uidvalidity, missing.reverse(), false);
  if (!stored.ok) return stored;

  const complete = days === 0 || listed.value.length >= messages;
  transaction(db, () => {
    setMailboxState(db, mailbox.id, { ...state.value, highestmodseq: null });
    setWindow(db, mailbox.id, complete ? 0 : days);
    if (!complete) return;
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
