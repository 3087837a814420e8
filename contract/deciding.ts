import { z } from 'zod';
import { call } from './call.ts';
import { evidence, stage } from './evidence.ts';
import { rulePriority } from './rules.ts';
import { proposal } from './suggestions.ts';
import { accountId, doubtId, mailboxId, messageId } from './ids.ts';
import { address } from './mail.ts';

/** What one stage of deciding says of one mail. */
export const stageAnswer = z.object({
  stage,
  /** Where it would file the mail; null when it has no opinion. */
  target: mailboxId.nullable(),
  /** Chance, 0 to 1, that the person would agree; null without an opinion. */
  probability: z.number().min(0).max(1).nullable(),
  evidence: z.array(evidence),
});
export type StageAnswer = z.infer<typeof stageAnswer>;

/** Evidence that the person called wrong: it does not speak for the folder any more. */
export const doubt = z.object({
  id: doubtId,
  accountId,
  mailboxId,
  evidence,
  /** Milliseconds since 1970. */
  at: z.number(),
});
export type DoubtedEvidence = z.infer<typeof doubt>;

export const decidingCalls = {
  /** Says what each stage makes of a mail that need not be in any mailbox, as one that just arrived. Nothing is kept or learned. */
  'deciding.classify': call({
    input: z.object({ accountId, source: z.instanceof(Uint8Array) }),
    output: z.object({
      /** Stages in the order in which they are asked. */
      stages: z.array(stageAnswer),
      /** What would be proposed: the answer of the first stage that is sure enough; null when the mail would be left alone. */
      decision: stageAnswer.nullable(),
      /** What was read of the mail; null when it could not be. */
      mail: z.object({ from: address, subject: z.string(), date: z.number() }).nullable(),
      /** Set when the mail could not be parsed; `not-a-mail` when it has none of the fields that every mail has. */
      unreadable: z.string().nullable(),
    }),
  }),
  /** How urgent the rules call a mail that is here, each with the name of the rule; null where none says anything. */
  'deciding.urgency': call({
    input: z.object({ messageId }),
    output: z.object({
      priority: z.object({ level: rulePriority, rule: z.string() }).nullable(),
      vip: z.string().nullable(),
    }),
  }),
  /**
   * Notes that one fact shown for a mail's proposal is no reason for its folder. The model minds it at once, for this mail and
   * all others; the mail's proposal is made anew. A rule cannot be doubted: it is the person's own.
   */
  'deciding.doubt': call({
    input: z.object({ messageId, mailboxId, evidence }),
    output: z.object({ id: doubtId, proposal: proposal.nullable() }),
  }),
  /** Takes such a note back; the proposal of the mail it was made at, if one is named, is made anew at once. */
  'deciding.trustAgain': call({
    input: z.object({ id: doubtId, messageId: messageId.nullable().default(null) }),
    output: z.object({ proposal: proposal.nullable() }),
  }),
  /**
   * Forgets what was learned from the mail that lies in a folder now, or (`forget` false) learns it again. Mail filed there
   * later teaches as ever. Gives how many mails it is about.
   */
  'deciding.forget': call({
    input: z.object({ mailboxId, forget: z.boolean() }),
    output: z.object({ mails: z.number().int() }),
  }),
  /** What a folder taught: mails learned from, mails forgotten, and what was called no reason for it, newest first. */
  'deciding.learnedOf': call({
    input: z.object({ mailboxId }),
    output: z.object({ learned: z.number().int(), forgotten: z.number().int(), doubts: z.array(doubt) }),
  }),
};
