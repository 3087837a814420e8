import { z } from 'zod';
import { call } from './call.ts';
import { batchId, mailboxId, messageId } from './ids.ts';

/** A system flag or a keyword (RFC 3501 §2.3.2); \\Deleted and \\Recent are not the person's to set. */
const flag = z.string().regex(/^(?:\\(?:Seen|Flagged|Answered|Draft)|[^\s()\\{%*"\]]{1,100})$/u);
const accepted = z.object({ batch: batchId.nullable(), accepted: z.number().int() });
const mailsOf = z.object({ messages: z.array(messageId).min(1).max(50_000), mailboxId });

/** What the person does with mails besides filing them. */
export const actCalls = {
  /** Sets and takes away flags (\\Seen, \\Flagged, keywords) of mails in one mailbox. A durable job; can be undone. */
  'acts.flag': call({
    input: z
      .object({
        messages: z.array(messageId).min(1).max(50_000),
        mailboxId,
        add: z.array(flag).max(20).default([]),
        remove: z.array(flag).max(20).default([]),
      })
      .refine(({ add, remove }) => add.length + remove.length > 0, 'no flag is named'),
    output: accepted,
  }),
  /** Moves mails out of a mailbox into the account's archive, which is made when there is none. */
  'acts.archive': call({ input: mailsOf, output: accepted }),
  /** Moves mails to the account's trash, which is made when there is none. */
  'acts.trash': call({ input: mailsOf, output: accepted }),
};
