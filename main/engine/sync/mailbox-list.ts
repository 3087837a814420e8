import { succeed, type Reply } from '../../../contract/problem.ts';
import { transaction } from '../db/handles.ts';
import {
  listMailboxRows,
  markMailboxGone,
  renameMailbox,
  upsertMailbox,
  type MailboxRow,
} from '../db/repositories/mail/mailboxes.ts';
import { listPlanned } from '../db/repositories/mail/planned-mailboxes.ts';
import { listOutdatedPlaces } from '../db/repositories/mail/places.ts';
import { listUids } from '../db/repositories/mail/uid-lists.ts';
import type { MailboxState, RemoteMailbox } from '../sources/port.ts';
import type { SyncRun } from './context.ts';
import { removePlace } from './apply.ts';
import { holdsKnownMails } from './recognise.ts';

/** This share of a vanished mailbox's mails must be in a new one, under the same UIDs, for it to be the same renamed. */
const SAME_SHARE = 0.9;

/** A mailbox as the last sync left it, and its state as the list told it, if it did. */
export interface ListedMailbox {
  readonly mailbox: MailboxRow;
  readonly told: MailboxState | null;
  /** A watch says that something happened in it. */
  readonly touched?: boolean;
}

/** Brings the list of mailboxes up to date: new, renamed, deleted, with their roles. */
export async function syncMailboxList(run: SyncRun): Promise<Reply<ListedMailbox[]>> {
  const { db, accountId } = run;
  const listed = await run.source.listMailboxes(run.signal);
  if (!listed.ok) return listed;
  const renamed = await followRenames(run, listed.value);
  if (!renamed.ok) return renamed;
  const deleted = await findDeleted(run, listed.value);
  if (!deleted.ok) return deleted;
  transaction(db, () => {
    for (const mailbox of listed.value) upsertMailbox(db, accountId, mailbox);
    for (const row of deleted.value) {
      for (const place of listOutdatedPlaces(db, row.id, null)) {
        removePlace(run, place, { mailbox: row.id, uidvalidity: place.uidvalidity, uid: place.uid });
      }
      markMailboxGone(db, row.id);
    }
  });
  const states = new Map(listed.value.map(({ path, state }) => [path, state]));
  run.labelled = listed.value.some(({ role }) => role === 'all');
  return succeed(
    listMailboxRows(db, accountId)
      .filter(({ path, uidvalidity }) => uidvalidity !== null || states.has(path))
      .map((mailbox) => ({ mailbox, told: states.get(mailbox.path) ?? null })),
  );
}

/** A line of the list may be lost or garbled: a mailbox is deleted when it is not listed and cannot be opened either. */
async function findDeleted(run: SyncRun, listed: readonly RemoteMailbox[]): Promise<Reply<MailboxRow[]>> {
  const paths = new Set(listed.map(({ path }) => path));
  const planned = listPlanned(run.db, run.accountId);
  const deleted: MailboxRow[] = [];
  for (const row of listMailboxRows(run.db, run.accountId)) {
    if (paths.has(row.path) || planned.has(row.id)) continue;
    const state = await run.source.state(row.path, run.signal);
    if (state.ok) continue;
    const { code } = state.problem;
    if (code !== 'folder-missing' && code !== 'server-refused') return state;
    deleted.push(row);
  }
  return succeed(deleted);
}

/** RENAME keeps UIDVALIDITY and UIDs (RFC 3501 §6.3.5): the mails need not be fetched again, and nobody moved them. */
async function followRenames(run: SyncRun, listed: readonly RemoteMailbox[]): Promise<Reply<void>> {
  const { db, accountId, source, signal } = run;
  const known = listMailboxRows(db, accountId);
  const paths = new Set(listed.map(({ path }) => path));
  const knownPaths = new Set(known.map(({ path }) => path));
  const vanished = new Set(known.filter(({ path }) => !paths.has(path)));
  if (vanished.size === 0) return succeed(undefined);
  for (const { path, state: told } of listed.filter((mailbox) => !knownPaths.has(mailbox.path))) {
    const state = told === null ? await source.state(path, signal) : succeed(told);
    if (!state.ok) continue;
    const { uidvalidity } = state.value;
    const candidates = [...vanished].filter((mailbox) => mailbox.uidvalidity === uidvalidity);
    if (candidates.length === 0) continue;
    const uids = await source.uids(path, {}, signal);
    if (!uids.ok) continue;
    const there = new Set(uids.value);
    for (const mailbox of candidates) {
      const shared = sharedUids(listUids(db, mailbox.id, uidvalidity), there);
      if (shared === null) continue;
      const same = await holdsKnownMails(run, path, { id: mailbox.id, uidvalidity }, shared);
      if (!same.ok) return same;
      if (!same.value) continue;
      vanished.delete(mailbox);
      transaction(db, () => renameMailbox(db, accountId, mailbox.id, path));
      break;
    }
  }
  return signal.aborted ? { ok: false, problem: { code: 'cancelled' } } : succeed(undefined);
}

/** The UIDs that both have, when they are so many of those we know that the mailbox may be the same; else null. */
function sharedUids(places: ReadonlySet<number>, there: ReadonlySet<number>): number[] | null {
  const shared = [...places].filter((uid) => there.has(uid));
  return places.size > 0 && shared.length >= places.size * SAME_SHARE ? shared : null;
}
