import { setImmediate as yieldToOthers } from 'node:timers/promises';
import type { MessageId } from '../../../contract/ids.ts';
import { succeed, type Reply } from '../../../contract/problem.ts';
import { transaction } from '../db/handles.ts';
import type { MailboxRow } from '../db/repositories/mail/mailboxes.ts';
import { findByIdentity } from '../db/repositories/mail/messages.ts';
import { insertPlace, packFlags } from '../db/repositories/mail/places.ts';
import { parseMail } from '../mime/index.ts';
import type { RawMail } from '../sources/port.ts';
import type { SyncRun } from './context.ts';

const BATCH = 250;

interface Head {
  readonly raw: RawMail;
  readonly identity: string;
  readonly date: number;
}

/**
 * Gives mails that are known from elsewhere (another mailbox, or the same one under an earlier UIDVALIDITY) their new
 * places by their headers alone, without downloading them again. Gives the UIDs of those that are not known, in the order
 * they came in.
 */
export async function placeKnown(
  run: SyncRun,
  mailbox: MailboxRow,
  uidvalidity: number,
  uids: readonly number[],
  fresh: boolean,
): Promise<Reply<number[]>> {
  const unknown = new Set(uids);
  let batch: Head[] = [];
  const store = (): void => {
    for (const uid of storePlaces(run, mailbox, uidvalidity, batch, fresh)) unknown.delete(uid);
    batch = [];
  };
  for await (const reply of run.source.fetchHeads(mailbox.path, uids, run.signal)) {
    if (!reply.ok) {
      store();
      return reply;
    }
    const raw = reply.value;
    const { identity, date } = await parseMail(raw.source, {
      internalDate: raw.internalDate,
      size: raw.size,
      truncated: true,
    });
    batch.push({ raw, identity, date });
    if (batch.length < BATCH) continue;
    store();
    await yieldToOthers();
    const others = await run.between();
    if (!others.ok) return others;
  }
  store();
  return succeed(uids.filter((uid) => unknown.has(uid)));
}

function storePlaces(
  run: SyncRun,
  mailbox: MailboxRow,
  uidvalidity: number,
  batch: readonly Head[],
  fresh: boolean,
): number[] {
  const { db, accountId, report } = run;
  const known: { id: MessageId; uid: number; added: boolean }[] = [];
  transaction(db, () => {
    for (const { raw, identity, date } of batch) {
      const id = findByIdentity(db, accountId, identity);
      if (id === null) continue;
      const place = { message: id, mailbox: mailbox.id, uidvalidity, uid: raw.uid };
      const added = insertPlace(db, { ...place, flags: packFlags(raw.flags), date: Math.round(date) });
      known.push({ id, uid: raw.uid, added });
    }
  });
  const added = known.filter((place) => place.added);
  for (const { id, uid } of added) run.moves.appeared(id, { mailbox: mailbox.id, uidvalidity, uid });
  report.placed += added.length;
  run.progress.advance(known.length);
  if (added.length > 0) {
    run.onStored({ mailboxId: mailbox.id, messageIds: added.map(({ id }) => id), fresh });
  }
  return known.map(({ uid }) => uid);
}
