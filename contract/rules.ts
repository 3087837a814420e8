import { z } from 'zod';
import { call } from './call.ts';
import { accountId, mailboxId, messageId } from './ids.ts';
import { address } from './mail.ts';

export const ruleProblem = z.object({
  line: z.number().int().positive(),
  column: z.number().int().positive(),
  /** A key of the texts file, with what it needs. */
  code: z.enum(['syntax', 'unknown-key', 'missing', 'wrong-type', 'bad-pattern', 'no-rules']),
  detail: z.string(),
  suggestion: z.string().optional(),
});
export type RuleProblem = z.infer<typeof ruleProblem>;

/** Fields whose text is asked for. Words: a part of the text, `=…` the whole of it, `/…/` a regular expression (RE2). */
export const ruleTextField = z.enum([
  'from',
  'to',
  'cc',
  'recipient',
  'subject',
  'body',
  'list-id',
  'attachment',
  'language',
]);
export type RuleTextField = z.infer<typeof ruleTextField>;

/** Fields that are asked for with yes or no. */
export const ruleFlagField = z.enum(['list-id', 'attachment', 'unsubscribe', 'automatic']);
export type RuleFlagField = z.infer<typeof ruleFlagField>;

/** One thing a rule asks of a mail. */
export const ruleTest = z.discriminatedUnion('kind', [
  /** One of the words is found in the field. */
  z.object({ kind: z.literal('text'), field: ruleTextField, words: z.array(z.string().min(1)).min(1) }),
  z.object({ kind: z.literal('flag'), field: ruleFlagField, is: z.boolean() }),
  /** A header field has one of the words; without words: it is there, or not. */
  z.object({
    kind: z.literal('header'),
    name: z.string().min(1),
    words: z.array(z.string().min(1)),
    is: z.boolean(),
  }),
  /** `> 5 MB`, `< 200 ko`; `> 30 days`, `< 2 semaines`. */
  z.object({
    kind: z.literal('measure'),
    field: z.enum(['size', 'age']),
    amounts: z.array(z.string().min(1)).min(1),
  }),
]);
export type RuleTest = z.infer<typeof ruleTest>;

/** Conditions that must all hold, one of which must hold, or none of which may hold. */
export interface RuleGroup {
  kind: 'group';
  of: 'all' | 'any' | 'none';
  items: RuleCondition[];
}
export type RuleCondition = RuleTest | RuleGroup;
export const ruleGroup: z.ZodType<RuleGroup> = z.object({
  kind: z.literal('group'),
  of: z.enum(['all', 'any', 'none']),
  items: z.lazy(() => z.array(z.union([ruleTest, ruleGroup])).min(1)),
});

export const rulePriority = z.enum(['high', 'normal', 'low']);
export type RulePriority = z.infer<typeof rulePriority>;

/** A rule as a form shows it: the same as its text, without comments. */
export const ruleForm = z.object({
  name: z.string().min(1).max(200),
  /** Addresses or names of the accounts it is for; empty: all. */
  accounts: z.array(z.string().min(1)),
  condition: ruleGroup,
  /** Folder paths, best first: the first that exists is meant. Empty: the mail is not moved. */
  move: z.array(z.string().min(1)),
  /** Move to the account's archive. */
  archive: z.boolean(),
  /** IMAP keywords to set. */
  labels: z.array(z.string().min(1)),
  flag: z.boolean(),
  read: z.boolean(),
  priority: rulePriority.nullable(),
  /** Its senders matter: they are told at once. */
  vip: z.boolean(),
  /** How sure the person is, 0 to 1; null: as usual (0.97). */
  confidence: z.number().gt(0).max(1).nullable(),
  /** No later rule is asked once this one has matched. */
  stop: z.boolean(),
});
export type RuleForm = z.infer<typeof ruleForm>;

/** A rule of a text, and where it stands in it. */
export const ruleOutline = z.object({
  /** Position among the rules of the text, from 0; problems do not change it. */
  index: z.number().int().nonnegative(),
  line: z.number().int().positive(),
  /** The last line that is part of it. */
  endLine: z.number().int().positive(),
  /** Null when the rule has a problem: it can be mended as text only. */
  form: ruleForm.nullable(),
});
export type RuleOutline = z.infer<typeof ruleOutline>;

const text = z.string().max(1_000_000);
const read = { problems: z.array(ruleProblem), rules: z.array(ruleOutline) };

export const dryRunMail = z.object({
  messageId,
  sender: address,
  subject: z.string(),
  date: z.number(),
  /** Where it is today. */
  mailbox: mailboxId,
  /** Where the rule would file it; null: it stays, and is only marked. */
  target: mailboxId.nullable(),
});
export type DryRunMail = z.infer<typeof dryRunMail>;

/** What one rule would have done with the mail that is there. */
export const dryRunRule = z.object({
  index: z.number().int().nonnegative(),
  name: z.string(),
  /** Mails of inboxes that it would file or mark. */
  waiting: z.number().int(),
  /** Mails that are already where it would file them. */
  agreeing: z.number().int(),
  /** Mails that the person keeps in another folder. */
  disagreeing: z.number().int(),
  /** None of the folders it names exists in the accounts looked at. */
  folderMissing: z.boolean(),
  /** The newest of those that wait; at most 20. */
  samples: z.array(dryRunMail),
  /** The newest of those that disagree; at most 20. */
  disagreements: z.array(dryRunMail),
});
export type DryRunRule = z.infer<typeof dryRunRule>;

/** A rule that the person's own filing suggests. */
export const ruleOffer = z.object({
  /** Stable for the same cause and folder. */
  key: z.string(),
  accountId,
  target: mailboxId,
  cause: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('sender'), address: z.string(), name: z.string() }),
    z.object({ kind: z.literal('list'), listId: z.string() }),
  ]),
  filed: z.number().int(),
  total: z.number().int(),
  form: ruleForm,
});
export type RuleOffer = z.infer<typeof ruleOffer>;

/** What could not be carried over from, or to, another program's rules. */
export const exchangeNote = z.object({
  /** The rule it is about; empty for the whole file. */
  rule: z.string(),
  line: z.number().int().positive().nullable(),
  code: z.enum([
    'unreadable',
    'unknown-test',
    'unknown-action',
    'refused-action',
    'approximate',
    'disabled',
    'not-expressible',
  ]),
  detail: z.string(),
});
export type ExchangeNote = z.infer<typeof exchangeNote>;

export const rulesCalls = {
  /** The person's rules. `file` is where they are kept; `starter`: they are still those that Casier came with. */
  'rules.get': call({
    input: z.object({}),
    output: z.object({ text: z.string(), file: z.string(), starter: z.boolean(), ...read }),
  }),
  'rules.check': call({ input: z.object({ text }), output: z.object(read) }),
  /** Saves only what is valid; otherwise gives the problems and keeps the old rules. */
  'rules.save': call({ input: z.object({ text }), output: z.object({ saved: z.boolean(), ...read }) }),
  /** Changes one rule of a text and leaves the others, with their comments, as they are. Saves nothing. */
  'rules.rewrite': call({
    input: z.object({
      text,
      change: z.discriminatedUnion('kind', [
        /** Puts a rule in the place of another, or at the end when `index` is null. */
        z.object({
          kind: z.literal('put'),
          index: z.number().int().nonnegative().nullable(),
          rule: ruleForm,
        }),
        z.object({ kind: z.literal('remove'), index: z.number().int().nonnegative() }),
        z.object({
          kind: z.literal('move'),
          index: z.number().int().nonnegative(),
          to: z.number().int().nonnegative(),
        }),
      ]),
    }),
    output: z.object({ text: z.string(), ...read }),
  }),
  /** What the rules of a text would do with the mail that is there; `rule` picks one. Changes nothing. */
  'rules.dryRun': call({
    input: z.object({
      text,
      accountId: accountId.nullable().default(null),
      rule: z.number().int().nonnegative().nullable().default(null),
    }),
    output: z.object({
      problems: z.array(ruleProblem),
      /** Mails looked at. */
      mails: z.number().int(),
      rules: z.array(dryRunRule),
    }),
  }),
  /** Rules that the person's filing suggests and that were not refused, surest first. */
  'rules.offers': call({ input: z.object({}), output: z.array(ruleOffer) }),
  /** Adds the offered rule to the person's rules, or never offers it again. */
  'rules.answerOffer': call({
    input: z.object({ key: z.string(), accept: z.boolean() }),
    output: z.object({ text: z.string(), ...read }),
  }),
  /** Reads the rules of another program. Saves nothing: `text` is YAML to look at and add. */
  'rules.import': call({
    input: z.object({ format: z.enum(['thunderbird', 'sieve']), text }),
    output: z.object({ text: z.string(), imported: z.number().int(), notes: z.array(exchangeNote) }),
  }),
  /** Writes the sound rules of a text as a Sieve script (RFC 5228). */
  'rules.export': call({
    input: z.object({ text }),
    output: z.object({ script: z.string(), exported: z.number().int(), notes: z.array(exchangeNote) }),
  }),
};
