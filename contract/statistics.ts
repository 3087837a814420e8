import { z } from 'zod';
import { call } from './call.ts';
import { stage } from './evidence.ts';
import { accountId, mailboxId, messageId } from './ids.ts';
import { address } from './mail.ts';

const count = z.number().int().nonnegative();

/** Who found the folder that a mail went to: one of the stages, or the person, where they said something else. */
export const decider = z.enum([...stage.options, 'person']);
export type Decider = z.infer<typeof decider>;

/** Proposals that were answered, and how many were right: approved, or filed by themselves and left there. */
const record = z.object({ answers: count, right: count });
export type AnswerRecord = z.infer<typeof record>;

/** One day of this computer's time zone. */
export const statisticsDay = z.object({
  /** As `2026-11-21`. */
  day: z.string(),
  /** Its midnight, milliseconds since 1970. */
  start: z.number(),
  /** Mails decided in it, by who found their folder. */
  by: z.record(decider, count),
  /** Mails that waited for a decision as it ended, of those that are known now. */
  waiting: count,
});
export type StatisticsDay = z.infer<typeof statisticsDay>;

export const folderRecord = record.extend({
  mailboxId,
  accountId,
  name: z.string(),
  /** Ends of Wilson's interval of right to answers; two-sided 90 %, so that the lower one is what trust goes by. */
  low: z.number(),
  high: z.number(),
  /** Precision that the folder must keep to file by itself. */
  promise: z.number(),
});
export type FolderRecord = z.infer<typeof folderRecord>;

/** Mails proposed for one folder that went to another. */
export const correctedPair = z.object({
  from: mailboxId,
  fromName: z.string(),
  to: mailboxId,
  toName: z.string(),
  count,
});
export type CorrectedPair = z.infer<typeof correctedPair>;

export const statistics = z.object({
  /** Oldest first; the last is today. */
  days: z.array(statisticsDay),
  /** Of these days. What was taken back is counted in `undone` alone. */
  totals: record.extend({
    decided: count,
    approved: count,
    /** Of the approved: filed by folders that may. */
    byItself: count,
    corrected: count,
    dismissed: count,
    undone: count,
  }),
  /** Of as many days before: what the trend is told from. */
  before: record,
  /** Proposals answered since the beginning, taken back or not. */
  ever: count,
  stages: z.array(record.extend({ stage })),
  /** Folders with an answer, most answers first. */
  folders: z.array(folderRecord),
  /** Most mails first, at most 12. */
  pairs: z.array(correctedPair),
  /** Waiting now. */
  waiting: count,
  /** A day, over the last fourteen; `daysLeft` is null where nothing waits, or it does not get less. */
  pace: z.object({ answered: z.number(), came: z.number(), daysLeft: z.number().nullable() }),
  /** Mails that were filed and stayed, and how many acts of the person that took. */
  saved: z.object({ mails: count, acts: count }),
});
export type Statistics = z.infer<typeof statistics>;

/** A mail that was proposed for one folder and went to another. */
export const correction = z.object({
  messageId,
  sender: address,
  subject: z.string(),
  /** Of the decision, milliseconds since 1970. */
  at: z.number(),
  probability: z.number().nullable(),
});
export type Correction = z.infer<typeof correction>;

const days = z.number().int().min(1).max(366);

export const statisticsCalls = {
  'statistics.get': call({ input: z.object({ days, accountId: accountId.optional() }), output: statistics }),
  /** The newest first; at most `limit`. Mails that are not known any more are left out. `to` null: every other folder. */
  'statistics.corrections': call({
    input: z.object({
      days,
      from: mailboxId,
      to: mailboxId.nullable(),
      limit: z.number().int().min(1).max(500).default(200),
    }),
    output: z.array(correction),
  }),
};
