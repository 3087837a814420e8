import { z } from 'zod';
import { call } from './call.ts';
import { evidence, stage } from './evidence.ts';
import { accountId, batchId, jobId, mailboxId, messageId, receiptId } from './ids.ts';
import { address } from './mail.ts';
import { problem } from './problem.ts';

export const receiptState = z.enum(['pending', 'done', 'failed', 'undone']);
export type ReceiptState = z.infer<typeof receiptState>;

/** What was done to one mail, by whom, why, and whether it was undone. */
export const receipt = z.object({
  id: receiptId,
  batchId,
  accountId,
  messageId,
  sender: address,
  subject: z.string(),
  from: mailboxId,
  to: mailboxId,
  stage: stage.nullable(),
  probability: z.number().nullable(),
  evidence: z.array(evidence),
  state: receiptState,
  at: z.number(),
});
export type Receipt = z.infer<typeof receipt>;

export const batchAct = z.enum(['read', 'unread', 'flag', 'unflag', 'label', 'archive', 'trash']);
export type BatchAct = z.infer<typeof batchAct>;

/** One act of the person (or of a trusted folder): all its receipts are undone together. */
export const batch = z.object({
  id: batchId,
  /** `dismiss` leaves mail where it is: its undo brings the proposals back. */
  action: z.enum(['approve', 'move', 'undo', 'redo', 'dismiss']),
  /** What was done, where `action` alone does not say it; an undo or redo has that of the act it is about. */
  act: batchAct.nullable(),
  actor: z.enum(['person', 'trust']),
  at: z.number(),
  count: z.number().int(),
  pending: z.number().int(),
  failed: z.number().int(),
  /** Receipts of this batch that a later batch took back. */
  undone: z.number().int(),
  /** Target folders, most mails first; at most 3. */
  targets: z.array(z.object({ mailboxId, count: z.number().int() })),
  targetCount: z.number().int(),
  /** The batch that this one takes back, for `undo` and `redo`. */
  reverses: batchId.nullable(),
});
export type Batch = z.infer<typeof batch>;

/** Which of the things that were done are meant; every condition that is given must hold. */
export const activityFilter = z.object({
  /** From this moment on, milliseconds since 1970. */
  since: z.number().optional(),
  /** Before this moment. */
  until: z.number().optional(),
  actor: z.enum(['person', 'trust']).optional(),
  stage: stage.optional(),
  /** The name of the rule that decided. */
  rule: z.string().optional(),
  /** The folder that mail was put in. */
  folder: mailboxId.optional(),
  accountId: accountId.optional(),
});
export type ActivityFilter = z.infer<typeof activityFilter>;

/** Whether what was done is taken back, or what was taken back is done again. */
export const way = z.enum(['undo', 'redo']);
export type Way = z.infer<typeof way>;

/** All that was done between two midnights of this computer. */
export const activityDay = z.object({
  /** Its first moment, and that of the next day. */
  since: z.number(),
  until: z.number(),
  batches: z.number().int(),
});
export type ActivityDay = z.infer<typeof activityDay>;

export const failedJob = z.object({
  id: jobId,
  /** Null for what concerns several accounts. */
  accountId: accountId.nullable(),
  batchId: batchId.nullable(),
  count: z.number().int(),
  problem,
  at: z.number(),
});
export type FailedJob = z.infer<typeof failedJob>;

const page = {
  offset: z.number().int().nonnegative().default(0),
  limit: z.number().int().min(1).max(500).default(50),
};
const accepted = z.object({ batch: batchId.nullable(), accepted: z.number().int() });

export const activityCalls = {
  'activity.list': call({
    input: z.object({ filter: activityFilter.default({}), ...page }),
    output: z.object({ total: z.number().int(), batches: z.array(batch) }),
  }),
  /** The days on which something was done, newest first, with as many batches as `activity.list` gives of each. */
  'activity.days': call({
    input: z.object({ filter: activityFilter.default({}) }),
    output: z.array(activityDay),
  }),
  /** What can be filtered by: everything that ever decided, and where mail was put. */
  'activity.choices': call({
    input: z.object({}),
    output: z.object({
      stages: z.array(stage),
      rules: z.array(z.string()),
      folders: z.array(mailboxId),
    }),
  }),
  /** For how many mails the filter's acts stand, and for how many they were taken back and can be done again. */
  'activity.count': call({
    input: z.object({ filter: activityFilter }),
    output: z.object({ undo: z.number().int(), redo: z.number().int() }),
  }),
  /**
   * Takes back (or does again) all that the filter means, as one batch that can be undone itself. What was moved on since by
   * something that the filter does not mean stays where it is. Many mails are taken up a part at a time; that goes on after a restart.
   */
  'activity.undoMany': call({
    input: z.object({
      filter: activityFilter.refine((filter) => Object.keys(filter).length > 0, 'everything'),
      way: way.default('undo'),
    }),
    output: accepted,
  }),
  'activity.receipts': call({
    input: z.object({ batchId, ...page }),
    output: z.object({ total: z.number().int(), receipts: z.array(receipt) }),
  }),
  /** Puts every mail of the batch back where it was. Undoing an undo does it again. No time limit. */
  'activity.undoBatch': call({ input: z.object({ batchId }), output: accepted }),
  'activity.undoReceipts': call({
    input: z.object({ ids: z.array(receiptId).min(1).max(50_000) }),
    output: accepted,
  }),
  /** Operations that failed for good and wait for the person. */
  'jobs.failed': call({ input: z.object({}), output: z.array(failedJob) }),
  'jobs.retry': call({ input: z.object({ ids: z.array(jobId).min(1) }), output: z.object({}) }),
  /** Gives the operation up: its mails stay where they are and the receipts say so. */
  'jobs.discard': call({ input: z.object({ ids: z.array(jobId).min(1) }), output: z.object({}) }),
};
