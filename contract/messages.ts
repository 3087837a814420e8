import { z } from 'zod';
import { call } from './call.ts';
import { accountId, mailboxId, messageId } from './ids.ts';
import { address, attachmentInfo } from './mail.ts';
import { proposal } from './suggestions.ts';

export const messageRow = z.object({
  id: messageId,
  accountId,
  mailboxId,
  from: address,
  subject: z.string(),
  preview: z.string(),
  /** Milliseconds since 1970. */
  date: z.number(),
  seen: z.boolean(),
  flagged: z.boolean(),
  hasAttachments: z.boolean(),
});
export type MessageRow = z.infer<typeof messageRow>;

export const openMessage = messageRow.extend({
  to: z.array(address),
  cc: z.array(address),
  replyTo: z.array(address),
  /** The HTML part as sent, not yet sanitised; null when there is none. */
  html: z.string().nullable(),
  text: z.string(),
  /** True when the source could not be fetched now and only the stored text is shown. */
  textOnly: z.boolean(),
  headers: z.array(z.object({ name: z.string(), value: z.string() })),
  attachments: z.array(attachmentInfo),
  /** Images that the HTML names by Content-ID (RFC 2392), as data URLs by their id. */
  inlineImages: z.record(z.string(), z.string()),
  proposal: proposal.nullable(),
  /** Set when the mail could not be parsed; the raw text is shown instead. */
  unreadable: z.string().nullable(),
});
export type OpenMessage = z.infer<typeof openMessage>;

const page = {
  offset: z.number().int().nonnegative().default(0),
  limit: z.number().int().min(1).max(500).default(100),
};

export const messageCalls = {
  /** Mails of one mailbox, newest first. */
  'messages.list': call({
    input: z.object({ mailboxId, ...page }),
    output: z.object({ total: z.number().int(), rows: z.array(messageRow) }),
  }),
  'messages.open': call({ input: z.object({ id: messageId }), output: openMessage }),
  /** The decoded bytes of one attachment. */
  'messages.attachment': call({
    input: z.object({ id: messageId, index: z.number().int().nonnegative() }),
    output: z.object({ filename: z.string(), mimeType: z.string(), bytes: z.instanceof(Uint8Array) }),
  }),
};
