import { z } from 'zod';
import { call } from './call.ts';
import { evidence, stage } from './evidence.ts';
import { accountId, mailboxId } from './ids.ts';

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

export const decidingCalls = {
  /** Says what each stage makes of a mail that need not be in any mailbox, as one that just arrived. Nothing is kept or learned. */
  'deciding.classify': call({
    input: z.object({ accountId, source: z.instanceof(Uint8Array) }),
    output: z.object({
      /** Stages in the order in which they are asked. */
      stages: z.array(stageAnswer),
      /** What would be proposed: the answer of the first stage that is sure enough; null when the mail would be left alone. */
      decision: stageAnswer.nullable(),
      /** Set when the mail could not be parsed. */
      unreadable: z.string().nullable(),
    }),
  }),
};
