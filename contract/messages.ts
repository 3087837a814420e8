import { z } from 'zod';
import { call } from './call.ts';
import { accountId, mailboxId, messageId } from './ids.ts';
import { linkWarning, senderWarning } from './deceit.ts';
import { address, attachmentInfo, fileDanger } from './mail.ts';
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
  /** From a VIP, or called so by a rule. */
  vip: z.boolean(),
  /** A rule says that its priority is high. */
  urgent: z.boolean(),
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
  attachments: z.array(attachmentInfo.extend({ dangers: z.array(fileDanger) })),
  /** Images that the HTML names by Content-ID (RFC 2392), as data URLs by their id. */
  inlineImages: z.record(z.string(), z.string()),
  proposal: proposal.nullable(),
  /** What about its sender may deceive; most mail has nothing here. */
  warnings: z.array(senderWarning),
  /** The person said that pictures of this sender are always to be fetched. */
  imagesAllowed: z.boolean(),
  /** Mails of its thread that are in some mailbox, this one included. */
  threadSize: z.number().int().positive(),
  /** Whether the person made the sender a VIP. */
  senderVip: z.boolean(),
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
    output: z.object({
      filename: z.string(),
      mimeType: z.string(),
      bytes: z.instanceof(Uint8Array),
      dangers: z.array(fileDanger),
    }),
  }),
  /** The mails of the thread that this one is of, oldest first, from all mailboxes. */
  'messages.thread': call({
    input: z.object({ id: messageId, ...page }),
    output: z.object({
      total: z.number().int(),
      /** Where the mail itself stands among all of them, from 0. */
      position: z.number().int(),
      rows: z.array(messageRow),
    }),
  }),
  /** What about these links of a mail may deceive, in the order given; an empty list for an honest one. */
  'messages.judgeLinks': call({
    input: z.object({
      links: z.array(z.object({ url: z.string().max(8192), text: z.string().max(500) })).max(2000),
    }),
    output: z.array(z.array(linkWarning)),
  }),
};

export const imageCalls = {
  /**
   * Fetches pictures that a mail names: over https only, without cookies or referrer, from public addresses only. What came is
   * given as data URLs by the address that was asked for; a picture of a pixel or two counts as a tracker and is left out.
   */
  'images.fetch': call({
    input: z.object({ id: messageId, urls: z.array(z.string().max(8192)).max(200) }),
    output: z.object({
      images: z.record(z.string(), z.string()),
      trackers: z.number().int(),
      failed: z.number().int(),
    }),
  }),
  /** Senders whose pictures are always fetched, newest first. */
  'images.senders': call({
    input: z.object({}),
    output: z.array(z.object({ address: z.string(), at: z.number() })),
  }),
  /** Remembers or forgets a sender. */
  'images.allow': call({
    input: z.object({ address: z.string().min(1).max(320), allowed: z.boolean() }),
    output: z.object({}),
  }),
};
