import { succeed, type Reply } from '../../../contract/problem.ts';
import { transaction } from '../db/handles.ts';
import { setMailboxState, type MailboxRow } from '../db/repositories/mailboxes.ts';
import {
  countPlaces,
  deletePlace,
  findNewerPlace,
  listOutdatedPlaces,
  listPlaces,
  packFlags,
  updateFlags,
  type Place,
} from '../db/repositories/places.ts';
import type { MailboxState, UidFlags } from '../sources/port.ts';
import type { SyncRun } from './context.ts';
import { overlook } from './overlook.ts';
import { storeMails } from './store.ts';

/** Brings mailboxes that were synced before up to date: what is new, what is gone, whose flags changed. */
export async function reconcileMailboxes(
  run: SyncRun,
  mailboxes: readonly MailboxRow[],
): Promise<Reply<void>> {
  for (const mailbox of mailboxes) {
    const done = overlook(run, mailbox, await reconcile(run, mailbox));
    if (!done.ok) return done;
  }
  return succeed(undefined);
}

async function reconcile(run: SyncRun, mailbox: MailboxRow): Promise<Reply<void>> {
  const { db, source, signal } = run;
  const state = await source.state(mailbox.path, signal);
  if (!state.ok) return state;
  const { uidvalidity } = state.value;
  if (isUnchanged(mailbox, state.value, countPlaces(db, mailbox.id, uidvalidity))) return succeed(undefined);
  const sameUids = uidvalidity === mailbox.uidvalidity;
  // Read before the server lists: a place that a job adds in between is not mistaken for one that vanished.
  const before = listPlaces(db, mailbox.id, uidvalidity);

  const listed = await source.list(mailbox.path, {}, signal);
  if (!listed.ok) return listed;
  if (sameUids) removeVanished(run, mailbox, uidvalidity, before, listed.value);
  renewFlags(run, mailbox, uidvalidity, before, listed.value);

  const fresh = listed.value.map(({ uid }) => uid).filter((uid) => !before.has(uid));
  if (fresh.length > 0) {
    run.progress.expect(fresh.length, 0);
    const stored = await storeMails(run, mailbox, uidvalidity, fresh.reverse(), sameUids);
    if (!stored.ok) return stored;
  }
  transaction(db, () => {
    if (!sameUids) removeOutdated(run, mailbox, uidvalidity);
    setMailboxState(db, mailbox.id, state.value);
  });
  return succeed(undefined);
}

/** CONDSTORE (RFC 7162 §3.1): nothing at all happened in a mailbox whose highest mod-sequence stayed the same. */
function isUnchanged(mailbox: MailboxRow, state: MailboxState, places: number): boolean {
  return (
    state.highestmodseq !== null &&
    state.highestmodseq.toString() === mailbox.highestmodseq &&
    state.uidvalidity === mailbox.uidvalidity &&
    state.uidnext === mailbox.uidnext &&
    state.messages === places
  );
}

function removeVanished(
  run: SyncRun,
  mailbox: MailboxRow,
  uidvalidity: number,
  before: ReadonlyMap<number, Place>,
  listed: readonly UidFlags[],
): void {
  const there = new Set(listed.map(({ uid }) => uid));
  const gone = [...before.values()].filter(({ uid }) => !there.has(uid));
  if (gone.length === 0) return;
  transaction(run.db, () => {
    for (const place of gone) removePlace(run, place, { mailbox: mailbox.id, uidvalidity, uid: place.uid });
  });
}

/** After a change of UIDVALIDITY the mails found again have new places; the old ones that are left were deleted meanwhile. */
function removeOutdated(run: SyncRun, mailbox: MailboxRow, uidvalidity: number): void {
  for (const place of listOutdatedPlaces(run.db, mailbox.id, uidvalidity)) {
    removePlace(run, place, { mailbox: mailbox.id, uidvalidity: place.uidvalidity, uid: place.uid });
  }
}

/** Takes a place away that the server no longer has, and remembers it: the mail may have been moved. */
export function removePlace(run: SyncRun, place: Place, key: Parameters<typeof deletePlace>[1]): void {
  const copy = findNewerPlace(run.db, place.messageId, { placeId: place.id, mailbox: key.mailbox });
  if (!deletePlace(run.db, key)) return;
  run.report.removed += 1;
  run.moves.vanished(place.messageId, key, copy);
}

function renewFlags(
  run: SyncRun,
  mailbox: MailboxRow,
  uidvalidity: number,
  before: ReadonlyMap<number, Place>,
  listed: readonly UidFlags[],
): void {
  const changed = listed.flatMap(({ uid, flags }) => {
    const place = before.get(uid);
    const packed = packFlags(flags);
    return place && place.flags !== packed ? [{ uid, flags: packed }] : [];
  });
  if (changed.length === 0) return;
  transaction(run.db, () => {
    for (const { uid, flags } of changed)
      updateFlags(run.db, { mailbox: mailbox.id, uidvalidity, uid }, flags);
  });
  run.report.updated += changed.length;
}
