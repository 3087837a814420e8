import { z } from 'zod';
import { call, event } from './call.ts';
import { accountId, mailboxId, messageId } from './ids.ts';
import { address } from './mail.ts';
import { problem } from './problem.ts';

/** What a language model writes when the person asks for it. It decides nothing. */

/** The language that the person reads the program in. */
const language = z.enum(['en', 'fr']);

/** Mails of the inbox that nothing was proposed for, and that have something in common: a folder could be made for them. */
export const pile = z.object({
  /** Stable for the same mails' common trait. */
  key: z.string(),
  accountId,
  /** Where the mails are. */
  from: mailboxId,
  /** A name for the folder, drafted from senders and words; no folder of the account is called so. */
  name: z.string(),
  /** Newest first. */
  messages: z.array(messageId),
  /** Distinct senders, most mails first; at most 3. */
  senders: z.array(z.object({ address, count: z.number().int() })),
  senderCount: z.number().int(),
  /** The newest mails; at most 3. */
  samples: z.array(z.object({ messageId, sender: address, subject: z.string(), date: z.number() })),
});
export type Pile = z.infer<typeof pile>;

export const writingCalls = {
  /** Whether there is a model that can write. */
  'asking.canExplain': call({ input: z.object({}), output: z.object({ available: z.boolean() }) }),
  /** Has the model say in a sentence why the proposal for this mail fits; it comes by `asking.explained`. Another one is stopped. */
  'asking.explain': call({ input: z.object({ messageId, language }), output: z.object({}) }),
  'asking.stopExplaining': call({ input: z.object({ messageId }), output: z.object({}) }),
  /** Piles among the newest undecided mails of an account, largest first; names by the model come by `asking.named`. */
  'asking.suggestFolders': call({
    input: z.object({ accountId, language }),
    output: z.object({
      /** Mails that nothing was proposed for. */
      undecided: z.number().int(),
      piles: z.array(pile),
      /** Whether the model is being asked for names. */
      naming: z.boolean(),
    }),
  }),
  'asking.stopNaming': call({ input: z.object({ accountId }), output: z.object({}) }),
};

export const writingEvents = {
  'asking.explained': event({
    payload: z.object({
      messageId,
      /** All that is written so far. */
      text: z.string(),
      done: z.boolean(),
      problem: problem.nullable(),
    }),
  }),
  /** The model's name for a pile; null when it found none that could be used. */
  'asking.named': event({ payload: z.object({ accountId, key: z.string(), name: z.string().nullable() }) }),
};
