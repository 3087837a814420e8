import { z } from 'zod';
import { call } from './call.ts';
import { cause, evidence, stage } from './evidence.ts';
import { accountId, batchId, mailboxId, messageId, proposalId } from './ids.ts';
import { address } from './mail.ts';

/** A decision that waits for the person. */
export const proposal = z.object({
  id: proposalId,
  messageId,
  accountId,
  /** Where the mail is now. */
  from: mailboxId,
  /** Where it is proposed to go; where it is when it is only to be marked. */
  target: mailboxId,
  /** Chance, 0 to 1, that the person will agree. */
  probability: z.number().min(0).max(1),
  stage,
  evidence: z.array(evidence),
  /** The next best folders, most likely first. */
  alternatives: z.array(z.object({ mailboxId, probability: z.number() })),
  /** IMAP flags and keywords to set on approval. */
  marks: z.array(z.string()),
});
export type Proposal = z.infer<typeof proposal>;

export const proposalRow = proposal.extend({
  sender: address,
  subject: z.string(),
  preview: z.string(),
  date: z.number(),
  seen: z.boolean(),
  hasAttachments: z.boolean(),
  /** From a VIP, or called so by a rule. */
  vip: z.boolean(),
  /** A rule says that its priority is high. */
  urgent: z.boolean(),
});
export type ProposalRow = z.infer<typeof proposalRow>;

/** Proposals with one target and one cause. */
export const group = z.object({
  /** Stable for the same target and cause. */
  key: z.string(),
  accountId,
  target: mailboxId,
  cause,
  count: z.number().int(),
  minProbability: z.number(),
  meanProbability: z.number(),
  /** Distinct senders, most mails first; at most 3. */
  senders: z.array(z.object({ address, count: z.number().int() })),
  senderCount: z.number().int(),
  /** One of the senders, listed here or not, is a VIP. */
  vip: z.boolean(),
  /** The newest mails' subjects; at most 2. */
  samples: z.array(z.object({ messageId, subject: z.string(), date: z.number() })),
  /** Evidence of the newest proposal of the group. */
  evidence: z.array(evidence),
  stage,
  /** IMAP flags and keywords that approval of the newest proposal sets. */
  marks: z.array(z.string()),
});
export type Group = z.infer<typeof group>;

/** Proposals that were put off until a moment. */
export const snoozedRow = z.object({
  id: proposalId,
  accountId,
  target: mailboxId,
  sender: address,
  subject: z.string(),
  /** When it comes back, milliseconds since 1970. */
  until: z.number(),
});
export type SnoozedRow = z.infer<typeof snoozedRow>;

const conditions = {
  accountId: accountId.optional(),
  target: mailboxId.optional(),
  groupKey: z.string().optional(),
  stage: stage.optional(),
  minProbability: z.number().min(0).max(1).optional(),
};

/**
 * Which pending proposals an action means. `asOf` is the revision the person was looking at: a proposal made or changed
 * after it is never touched, so nobody approves what they have not been shown.
 */
export const proposalFilter = z.object({
  ...conditions,
  asOf: z.number().int(),
});
export type ProposalFilter = z.infer<typeof proposalFilter>;

/** Named proposals, all that match a filter, or all that match any of several: always one act, undone together. */
export const selection = z.union([
  z.object({ ids: z.array(proposalId).min(1).max(50_000) }),
  z.object({ filter: proposalFilter }),
  z.object({ anyOf: z.array(proposalFilter).min(1).max(2000) }),
]);
export type Selection = z.infer<typeof selection>;

const accepted = z.object({ batch: batchId.nullable(), accepted: z.number().int() });

export const suggestionCalls = {
  /** Pending proposals grouped by target folder and cause, largest first. */
  'suggestions.groups': call({
    input: z.object(conditions),
    output: z.object({
      /** Give this back as `asOf`. */
      revision: z.number().int(),
      total: z.number().int(),
      /** What the pending proposals that the person could narrow the list to come from, whatever is asked for now. */
      stages: z.array(stage),
      /** Mails whose decision was put off. */
      snoozed: z.number().int(),
      /** Mails in inboxes for which nothing could be proposed. */
      undecided: z.number().int(),
      groups: z.array(group),
    }),
  }),
  'suggestions.list': call({
    input: z.object({
      ...conditions,
      offset: z.number().int().nonnegative().default(0),
      limit: z.number().int().min(1).max(500).default(100),
      /** Leaves out evidence and alternatives, which are most of a row: a list shows none. */
      brief: z.boolean().default(false),
    }),
    output: z.object({ revision: z.number().int(), total: z.number().int(), rows: z.array(proposalRow) }),
  }),
  /** Files the mails where they were proposed to go, or all in `folder`. The move itself is a durable job. */
  'suggestions.approve': call({
    input: z.object({ selection, folder: mailboxId.optional() }),
    output: accepted,
  }),
  /** Leaves the mails where they are; the same folder is not proposed for them again. */
  'suggestions.dismiss': call({ input: z.object({ selection }), output: accepted }),
  /** Puts decisions off: the proposals leave the list and come back at that moment. `snooze` names the act, to take it back. */
  'suggestions.snooze': call({
    input: z.object({ selection, until: z.number() }),
    output: z.object({ snooze: z.number().int(), accepted: z.number().int() }),
  }),
  /** Brings back what was put off: by one act, these ones, or all. */
  'suggestions.wake': call({
    input: z.union([
      z.object({ snooze: z.number().int() }),
      z.object({ ids: z.array(proposalId).min(1).max(50_000) }),
      z.object({ all: z.literal(true) }),
    ]),
    output: z.object({ accepted: z.number().int() }),
  }),
  /** What was put off, the first to come back first. */
  'suggestions.snoozed': call({
    input: z.object({
      offset: z.number().int().nonnegative().default(0),
      limit: z.number().int().min(1).max(500).default(100),
    }),
    output: z.object({ total: z.number().int(), rows: z.array(snoozedRow) }),
  }),
  /** Files mails that have no proposal, or that the person picked from a list. */
  'suggestions.move': call({
    input: z.object({ messages: z.array(messageId).min(1).max(50_000), from: mailboxId, folder: mailboxId }),
    output: accepted,
  }),
};
