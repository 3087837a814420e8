import { setImmediate as yieldToOthers } from 'node:timers/promises';
import type { MessageId } from '../../../contract/ids.ts';
import { succeed, type Reply } from '../../../contract/problem.ts';
import { transaction } from '../db/handles.ts';
import type { MailboxRow } from '../db/repositories/mail/mailboxes.ts';
import {
  findByIdentity,
  indexMessage,
  insertMessage,
  type NewMessage,
} from '../db/repositories/mail/messages.ts';
import { insertPlace, packFlags } from '../db/repositories/mail/places.ts';
import { extractFeatures, parseMail, previewOf } from '../mime/index.ts';
import type { RawMail } from '../sources/port.ts';
import type { SyncRun } from './context.ts';
import { keepPace } from './keep-pace.ts';

/** Enough of a mail to know its text and the names of most attachments; the reading pane fetches all of it. */
const FETCH_BYTES = 24_576;
/** Mails a transaction: as many as keep one to the time of a frame or two, so that calls are answered between. */
const BATCH = 100;
const FIRST_BATCH = 60;
const LEAST = 25;
const TRANSACTION_MS = 35;
/** Milliseconds of parsing between two looks at what else there is to do. */
const BREATH_MS = 8;

interface Prepared {
  readonly uid: number;
  readonly flags: string;
  readonly message: NewMessage;
}

/**
 * Fetches mails of one mailbox and stores them, batch by batch: each is one transaction, so a run that ends anywhere goes
 * on where it stopped. A mail that cannot be parsed is stored with the reason.
 */
export async function storeMails(
  run: SyncRun,
  mailbox: MailboxRow,
  uidvalidity: number,
  uids: readonly number[],
  fresh: boolean,
): Promise<Reply<void>> {
  let batch: Prepared[] = [];
  let limit = FIRST_BATCH;
  let breathedAt = performance.now();
  const breathe = async () => {
    await yieldToOthers();
    breathedAt = performance.now();
  };
  for await (const reply of run.source.fetch(mailbox.path, uids, FETCH_BYTES, run.signal)) {
    if (!reply.ok) {
      storeBatch(run, mailbox, uidvalidity, batch, fresh);
      return reply;
    }
    batch.push(await prepare(reply.value, `${mailbox.id}/${uidvalidity}`));
    if (performance.now() - breathedAt > BREATH_MS) await breathe();
    if (batch.length < limit) continue;
    const begun = performance.now();
    storeBatch(run, mailbox, uidvalidity, batch, fresh);
    limit = nextSize(batch.length, performance.now() - begun);
    batch = [];
    await breathe();
    const others = await run.between();
    if (!others.ok) return others;
    if (!fresh) {
      const allowed = await keepPace(run);
      if (!allowed.ok) return allowed;
    }
  }
  storeBatch(run, mailbox, uidvalidity, batch, fresh);
  return succeed(undefined);
}

/** A large database on a slow disk takes longer for as many: fewer are given to it then. */
function nextSize(size: number, ms: number): number {
  return Math.round(Math.min(BATCH, Math.max(LEAST, (size * TRANSACTION_MS) / ms)));
}

async function prepare(raw: RawMail, mailbox: string): Promise<Prepared> {
  const truncated = raw.source.length < raw.size && raw.source.length >= FETCH_BYTES;
  const parsed = await parseMail(raw.source, { internalDate: raw.internalDate, size: raw.size, truncated });
  const unreadable = raw.unreadable ?? parsed.unreadable;
  // Of two mails of which nothing can be read it cannot be said that they are the same.
  const isNobody = unreadable !== null && parsed.messageId === null && parsed.headers.length === 0;
  const identity = isNobody ? `unreadable/${mailbox}/${raw.uid}` : parsed.identity;
  const mail = { ...parsed, unreadable, identity };
  const message = {
    identity,
    unreadable,
    features: extractFeatures(mail),
    text: mail.text,
    preview: previewOf(mail.text),
    hasAttachments: mail.hasAttachments,
    attachments: mail.attachments,
  };
  return { uid: raw.uid, flags: packFlags(raw.flags), message };
}

function storeBatch(
  run: SyncRun,
  mailbox: MailboxRow,
  uidvalidity: number,
  batch: readonly Prepared[],
  fresh: boolean,
): void {
  if (batch.length === 0) return;
  const { db, accountId, report } = run;
  const placed: { id: MessageId; uid: number; known: boolean }[] = [];
  let unreadable = 0;
  transaction(db, () => {
    const added: [MessageId, NewMessage][] = [];
    for (const { uid, flags, message } of batch) {
      const known = findByIdentity(db, accountId, message.identity);
      const id = known ?? insertMessage(db, accountId, message);
      if (known === null) added.push([id, message]);
      const date = Math.round(message.features.date);
      const inserted = insertPlace(db, { message: id, mailbox: mailbox.id, uidvalidity, uid, flags, date });
      if (inserted) placed.push({ id, uid, known: known !== null });
    }
    for (const [id, message] of added) indexMessage(db, id, message);
    unreadable = added.filter(([, message]) => message.unreadable !== null).length;
  });
  for (const { id, uid, known } of placed) {
    if (known) run.moves.appeared(id, { mailbox: mailbox.id, uidvalidity, uid });
    report[known ? 'placed' : 'stored'] += 1;
  }
  report.unreadable += unreadable;
  run.progress.advance(batch.length);
  if (!fresh) run.pacer.took(batch.length);
  if (placed.length > 0) {
    run.onStored({ mailboxId: mailbox.id, messageIds: placed.map(({ id }) => id), fresh });
  }
}
