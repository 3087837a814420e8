import { setImmediate as yieldToOthers } from 'node:timers/promises';
import type { MessageId } from '../../../contract/ids.ts';
import { transaction } from '../db/handles.ts';
import { amongFlagged } from '../db/repositories/acts/flagging.ts';
import type { MailboxRow } from '../db/repositories/mail/mailboxes.ts';
import {
  deletePlace,
  findNewerPlace,
  listOutdatedPlaces,
  packFlags,
  updateFlags,
  type Place,
} from '../db/repositories/mail/places.ts';
import { placesAmong } from '../db/repositories/mail/uid-lists.ts';
import type { UidFlags } from '../sources/port.ts';
import type { SyncRun } from './context.ts';

/** Places changed in one transaction. */
const SLICE = 500;

/** Places under another UIDVALIDITY than the mailbox has are nowhere. */
export function removeOutdated(run: SyncRun, mailbox: MailboxRow, uidvalidity: number): void {
  for (const place of listOutdatedPlaces(run.db, mailbox.id, uidvalidity)) {
    removePlace(run, place, { mailbox: mailbox.id, uidvalidity: place.uidvalidity, uid: place.uid });
  }
}

/** Takes the places under these UIDs away, as many at a time as keep a transaction short. */
export async function removeGone(
  run: SyncRun,
  mailbox: MailboxRow,
  uidvalidity: number,
  uids: readonly number[],
): Promise<void> {
  for (let start = 0; start < uids.length; start += SLICE) {
    const gone = placesAmong(run.db, { id: mailbox.id, uidvalidity }, uids.slice(start, start + SLICE));
    if (gone.size === 0) continue;
    transaction(run.db, () => {
      for (const place of gone.values()) {
        removePlace(run, place, { mailbox: mailbox.id, uidvalidity, uid: place.uid });
      }
    });
    await yieldToOthers();
  }
}

/** Takes a place away that the server no longer has, and remembers it: the mail may have been moved. */
export function removePlace(run: SyncRun, place: Place, key: Parameters<typeof deletePlace>[1]): void {
  const copy = findNewerPlace(run.db, place.messageId, { placeId: place.id, mailbox: key.mailbox });
  if (!deletePlace(run.db, key)) return;
  run.report.removed += 1;
  run.moves.vanished(place.messageId, key, copy);
}

/** Writes flags that are not as they were; gives the UIDs that are not known. */
export function renewFlags(
  run: SyncRun,
  mailbox: MailboxRow,
  uidvalidity: number,
  listed: readonly UidFlags[],
): number[] {
  const places = placesAmong(
    run.db,
    { id: mailbox.id, uidvalidity },
    listed.map(({ uid }) => uid),
  );
  const unknown: number[] = [];
  const changed: { uid: number; flags: string; message: MessageId }[] = [];
  for (const { uid, flags } of listed) {
    const place = places.get(uid);
    const packed = flags && packFlags(flags);
    if (!place) unknown.push(uid);
    else if (packed !== null && place.flags !== packed)
      changed.push({ uid, flags: packed, message: place.messageId });
  }
  if (changed.length === 0) return unknown;
  const ours = amongFlagged(
    run.db,
    changed.map(({ message }) => message),
  );
  transaction(run.db, () => {
    for (const { uid, flags, message } of changed) {
      if (ours.has(message)) continue;
      updateFlags(run.db, { mailbox: mailbox.id, uidvalidity, uid }, flags);
    }
  });
  run.report.updated += changed.length - ours.size;
  return unknown;
}
