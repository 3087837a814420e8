import { z } from 'zod';

/** Which part of deciding answered: thread and sender memory, the person's rules, the classifier that learned, the language model. */
export const stage = z.enum(['memory', 'rules', 'learned', 'language-model']);
export type Stage = z.infer<typeof stage>;

/**
 * One fact that decided a proposal. Counts are real ones from the person's mail; the interface makes a sentence of each
 * ("41 of 41 mails from billing@ovh.net are in Factures").
 */
export const evidence = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('thread'), filed: z.number().int(), total: z.number().int() }),
  z.object({
    kind: z.literal('sender'),
    address: z.string(),
    filed: z.number().int(),
    total: z.number().int(),
  }),
  z.object({
    kind: z.literal('domain'),
    domain: z.string(),
    filed: z.number().int(),
    total: z.number().int(),
  }),
  z.object({ kind: z.literal('list'), listId: z.string(), filed: z.number().int(), total: z.number().int() }),
  z.object({
    kind: z.literal('subject'),
    subject: z.string(),
    filed: z.number().int(),
    total: z.number().int(),
  }),
  z.object({
    kind: z.literal('recipient'),
    address: z.string(),
    filed: z.number().int(),
    total: z.number().int(),
  }),
  z.object({ kind: z.literal('words'), words: z.array(z.string()).min(1) }),
  z.object({ kind: z.literal('rule'), rule: z.string() }),
  /** What the language model thinks: its chance for the folder, 0 to 1. */
  z.object({ kind: z.literal('opinion'), chance: z.number() }),
]);
export type Evidence = z.infer<typeof evidence>;

/** Why mails stand in one group: they share a thread, a mailing list, a sender or the pattern of their subject. */
export const cause = z.object({
  kind: z.enum(['thread', 'list', 'sender', 'subject']),
  /** What they share, as a person would read it: a subject, a list, a name or an address. */
  label: z.string(),
});
export type Cause = z.infer<typeof cause>;
