import type { MessageRow, OpenMessage } from '../../../contract/messages.ts';
import type { AccountId } from '../../../contract/ids.ts';
import { fail, succeed, type Reply } from '../../../contract/problem.ts';
import type { ReadableDb } from '../db/handles.ts';
import { readText } from '../db/repositories/mail/bodies.ts';
import { findPending } from '../db/repositories/deciding/proposals.ts';
import { findForReading, listMailbox } from '../db/repositories/mail/reading.ts';
import type { HandlersOf } from '../handlers.ts';
import { readFull, type FullMail } from '../mime/index.ts';
import type { MailSource } from '../sources/port.ts';

/** A person waits for it: better the stored text than a longer wait. */
const FETCH_TIMEOUT_MS = 15_000;

export interface ReadingDeps {
  readonly db: ReadableDb;
  readonly sourceOf: (account: AccountId) => Reply<MailSource>;
}

/** Answers the calls that show mail. Reading never changes anything, \Seen included. */
export function readingCalls({ db, sourceOf }: ReadingDeps): Omit<HandlersOf<'messages'>, 'messages.search'> {
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
    'messages.list': (query) => succeed(listMailbox(db, query)),

    'messages.open': async ({ id }) => {
      const found = findForReading(db, id);
      if (!found) return fail('not-found');
      const full = await fetchFull(found);
      const proposal = findPending(db, id);
      if (!full.ok)
        return succeed({
          ...found.row,
          ...textOnly(readText(db, id)),
          proposal,
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
        attachments: attachments.map(({ index, filename, mimeType, size }) => ({
          index,
          filename,
          mimeType,
          size,
        })),
        inlineImages: { ...inlineImages },
        proposal,
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
      return succeed({ filename, mimeType, bytes: Uint8Array.from(bytes) });
    },
  };
}

function textOnly(text: string): Omit<OpenMessage, keyof MessageRow | 'proposal' | 'unreadable'> {
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
