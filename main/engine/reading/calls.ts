import type { MessageRow, OpenMessage } from '../../../contract/messages.ts';
import type { AccountId } from '../../../contract/ids.ts';
import { fail, succeed, type Reply } from '../../../contract/problem.ts';
import { imagesAllowedFrom } from '../db/repositories/image-senders.ts';
import { countThread, readThread } from '../db/repositories/mail/thread.ts';
import type { WritableDb } from '../db/handles.ts';
import { readText } from '../db/repositories/mail/bodies.ts';
import { findPending } from '../db/repositories/deciding/proposals.ts';
import { findForReading, listMailbox } from '../db/repositories/mail/reading.ts';
import { isVipAddress } from '../db/repositories/people.ts';
import type { HandlersOf } from '../handlers.ts';
import { readFull, type FullMail } from '../mime/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Gate } from '../platform/outside.ts';
import type { MailSource } from '../sources/port.ts';
import { rememberKnown } from './deceit/known.ts';
import { linkWarnings } from './deceit/links.ts';
import { senderWarnings } from './deceit/sender.ts';
import { fileDangers } from './file-dangers.ts';
import { imageCalls } from './images/calls.ts';
import { getImage, type GetImage } from './images/get-image.ts';

/** A person waits for it: better the stored text than a longer wait. */
const FETCH_TIMEOUT_MS = 15_000;

export interface ReadingDeps {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly sourceOf: (account: AccountId) => Reply<MailSource>;
  /** Asks for a picture; the web when left out. */
  readonly getImage?: GetImage | undefined;
  readonly gate: Gate;
}

/** Answers the calls that show mail. Reading never changes anything, \Seen included. */
export function readingCalls(deps: ReadingDeps): Omit<HandlersOf<'messages' | 'images'>, 'messages.search'> {
  const { db, clock, sourceOf } = deps;
  const known = rememberKnown(db, clock);
  type Found = NonNullable<ReturnType<typeof findForReading>>;

  async function fetchFull(found: Found): Promise<Reply<FullMail>> {
    const source = sourceOf(found.row.accountId);
    if (!source.ok) return source;
    const bytes = await source.value.fetchSource(
      found.path,
      found.uid,
      AbortSignal.timeout(FETCH_TIMEOUT_MS),
    );
    if (!bytes.ok) return bytes;
    return succeed(await readFull(bytes.value, { internalDate: found.row.date }));
  }

  return {
    ...imageCalls({
      db,
      clock,
      get: deps.getImage ?? getImage,
      gate: deps.gate,
    }),

    'messages.list': (query) => succeed(listMailbox(db, query)),

    'messages.open': async ({ id }) => {
      const found = findForReading(db, id);
      if (!found) return fail('not-found');
      const full = await fetchFull(found);
      const shared = {
        proposal: findPending(db, id),
        senderVip: isVipAddress(db, found.row.from.address),
        imagesAllowed: imagesAllowedFrom(db, found.row.from.address),
        threadSize: countThread(db, id),
      };
      if (!full.ok)
        return succeed({
          ...found.row,
          ...textOnly(readText(db, id)),
          ...shared,
          warnings: senderWarnings({ from: found.row.from, replyTo: [], list: false }, known()),
          unreadable: found.unreadable,
        });
      const { mail, html, text, attachments, inlineImages } = full.value;
      return succeed({
        ...found.row,
        to: [...mail.to],
        cc: [...mail.cc],
        replyTo: [...mail.replyTo],
        html,
        text,
        textOnly: false,
        headers: mail.headers.map(({ name, value }) => ({ name, value })),
        attachments: attachments.map((file) => ({
          index: file.index,
          filename: file.filename,
          mimeType: file.mimeType,
          size: file.size,
          dangers: fileDangers(file),
        })),
        inlineImages: { ...inlineImages },
        ...shared,
        warnings: senderWarnings(
          { from: mail.from, replyTo: mail.replyTo, list: isListMail(mail.headers) },
          known(),
        ),
        unreadable: mail.unreadable,
      });
    },

    'messages.attachment': async ({ id, index }) => {
      const found = findForReading(db, id);
      if (!found) return fail('not-found');
      const full = await fetchFull(found);
      if (!full.ok) return full;
      const attachment = full.value.attachments[index];
      if (!attachment) return fail('not-found');
      const { filename, mimeType, bytes } = attachment;
      const dangers = fileDangers(attachment);
      return succeed({ filename, mimeType, bytes: Uint8Array.from(bytes), dangers });
    },

    'messages.thread': (query) => {
      const thread = readThread(db, query);
      return thread === null ? fail('not-found') : succeed(thread);
    },

    'messages.judgeLinks': ({ links }) => {
      const organisations = known();
      return succeed(links.map((link) => linkWarnings(link, organisations)));
    },
  };
}

/** Sent to many by a machine (RFC 2369, RFC 2919, RFC 3834). */
function isListMail(headers: Readonly<OpenMessage['headers']>): boolean {
  return headers.some(
    ({ name, value }) =>
      /^(?:list-.*|mailing-list|x-mailing-list|x-mailman-version)$/i.test(name) ||
      (/^precedence$/i.test(name) && /^\s*(?:bulk|list|junk)/i.test(value)),
  );
}

function textOnly(
  text: string,
): Omit<
  OpenMessage,
  keyof MessageRow | 'proposal' | 'senderVip' | 'unreadable' | 'warnings' | 'imagesAllowed' | 'threadSize'
> {
  return {
    to: [],
    cc: [],
    replyTo: [],
    html: null,
    text,
    textOnly: true,
    headers: [],
    attachments: [],
    inlineImages: {},
  };
}
