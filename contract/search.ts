import { z } from 'zod';
import { call } from './call.ts';
import { accountId, batchId, mailboxId, messageId } from './ids.ts';
import { messageRow } from './messages.ts';
import type { SearchedWord } from './searched-words.ts';

const searchedWord: z.ZodType<SearchedWord> = z.object({
  text: z.string(),
  prefix: z.boolean(),
  where: z.enum(['anywhere', 'sender', 'subject', 'body', 'attachments']),
});

const query = z.string().max(500);

/** What a search can ask about, by its English name (`main/engine/search/operators.ts` has the French ones). */
export const searchOperator = z.enum([
  'from',
  'to',
  'cc',
  'subject',
  'body',
  'in',
  'account',
  'has',
  'filename',
  'is',
  'before',
  'after',
  'on',
  'older',
  'newer',
  'larger',
  'smaller',
  'list',
]);
export type SearchOperator = z.infer<typeof searchOperator>;

/** What in a query was not understood as meant. */
export const searchHint = z.discriminatedUnion('kind', [
  /** No operator is called so: it was searched as words. */
  z.object({ kind: z.literal('unknown-operator'), text: z.string() }),
  /** The operator cannot have this value: it was searched as words. */
  z.object({ kind: z.literal('bad-value'), operator: searchOperator, text: z.string() }),
  /** No folder or account is called so. */
  z.object({ kind: z.literal('no-folder'), text: z.string() }),
  z.object({ kind: z.literal('no-account'), text: z.string() }),
]);
export type SearchHint = z.infer<typeof searchHint>;

/** What would be found without a part of the query. */
export const looserSearch = z.object({
  /** The operator that would go; null for words. */
  operator: searchOperator.nullable(),
  /** What it asked for, as typed. */
  without: z.string(),
  /** The query that is left. */
  query: z.string(),
  total: z.number().int(),
});
export type LooserSearch = z.infer<typeof looserSearch>;

/** What can be typed next. `start` and `end` say which part of the query `text` takes the place of. */
export const suggestion = z.object({
  kind: z.enum(['operator', 'value', 'person', 'folder', 'account']),
  /** What is put into the query. */
  text: z.string(),
  start: z.number().int(),
  end: z.number().int(),
  /** The operator meant: the window explains it in its language. */
  operator: searchOperator,
  /** A name to show: of the person, folder or account; empty for others. */
  label: z.string(),
  /** What tells it from others of that name: an address, a parent folder. */
  detail: z.string(),
});
export type Suggestion = z.infer<typeof suggestion>;

/** Mails named one by one, or all that a search finds as the person saw it: nothing that came later. */
export const foundMails = z.union([
  z.object({ messages: z.array(messageId).min(1).max(50_000) }),
  z.object({
    query,
    accountId: accountId.optional(),
    /** The `asOf` and `revision` of the search that was on screen. */
    asOf: z.number().int(),
    revision: z.number().int(),
  }),
]);
export type FoundMails = z.infer<typeof foundMails>;

export const foundAct = z.union([
  z.enum(['approve', 'read', 'unread', 'flag', 'unflag', 'archive', 'trash']),
  z.object({ move: mailboxId }),
]);
export type FoundAct = z.infer<typeof foundAct>;

export const searchCalls = {
  /** Finds mails, newest first, by words and operators (docs/guides/search.md). */
  'messages.search': call({
    input: z.object({
      query,
      accountId: accountId.optional(),
      offset: z.number().int().nonnegative().default(0),
      limit: z.number().int().min(1).max(500).default(100),
    }),
    output: z.object({
      /** False while nothing is asked yet: `in:` alone. */
      asks: z.boolean(),
      total: z.number().int(),
      rows: z.array(messageRow),
      words: z.array(searchedWord),
      hints: z.array(searchHint),
      /** What to leave out to find something; only when nothing was found. */
      looser: z.array(looserSearch),
      /** Give these back when acting on all that was found. */
      asOf: z.number().int(),
      revision: z.number().int(),
    }),
  }),
  /** What could stand where the person is typing; `caret` is their position in the query. */
  'search.suggest': call({
    input: z.object({ query, caret: z.number().int().nonnegative(), language: z.enum(['en', 'fr']) }),
    output: z.array(suggestion),
  }),
  /** The text around the first match in the bodies of these mails; of those without a match there, nothing. */
  'search.snippets': call({
    input: z.object({ query, ids: z.array(messageId).max(100) }),
    output: z.array(z.object({ id: messageId, text: z.string() })),
  }),
  /** Does one thing with all mails found: durable jobs, one batch for each mailbox they are in. */
  'search.act': call({
    input: z.object({ mails: foundMails, act: foundAct }),
    output: z.object({ batches: z.array(batchId), accepted: z.number().int() }),
  }),
};
