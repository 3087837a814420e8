import { z } from 'zod';
import { syncProgress } from './accounts.ts';
import { call, event } from './call.ts';
import { accountId, messageId } from './ids.ts';
import { address } from './mail.ts';

const share = z.number().min(0).max(1);
const count = z.number().int().nonnegative();

/** One folder in a back-test: how its mails, and what was proposed for it, came out. */
export const backtestFolder = z.object({
  /** Its path, parted by slashes. */
  folder: z.string(),
  /** Judged mails that belong there. */
  mails: count,
  /** Judged mails that were proposed for it. */
  proposed: count,
  /** Of its mails, the share that was proposed for it. */
  recall: share,
  /** Of what was proposed for it, the share that belongs there. */
  precision: share,
  /** Proposals that were sure enough for the promise, and how many of those were right. */
  promised: count,
  kept: count,
  /** Looking back, the lowest probability above which the promise held for this folder; null when it never did. */
  threshold: share.nullable(),
});
export type BacktestFolder = z.infer<typeof backtestFolder>;

/** What a back-test measured. Shares are of the judged mails, 0 to 1. */
export const backtestMeasures = z.object({
  promise: share,
  /** Mails replayed, and how many of them were judged: the first only train. */
  mails: count,
  folders: count,
  judged: count,
  accuracy: share,
  /** Share whose folder was among the first three. */
  top3: share,
  /** With the threshold that was in force before each mail was seen. */
  precisionAtPromise: share,
  coverageAtPromise: share,
  /** Looking back, the lowest threshold that would have kept the promise; null when none would. */
  keeping: z.object({ threshold: share, precision: share, coverage: share }).nullable(),
  /** Expected calibration error. */
  ece: share,
  calibration: z.array(z.object({ from: share, to: share, mails: count, said: share, right: share })),
  msPerMail: z.number(),
  perFolder: z.array(backtestFolder),
  confusions: z.array(z.object({ folder: z.string(), proposed: z.string(), mails: count })),
});
export type BacktestMeasures = z.infer<typeof backtestMeasures>;

/** A mail that would have been proposed for another folder than the one it is in. */
export const backtestMistake = z.object({
  messageId,
  folder: z.string(),
  proposed: z.string(),
  probability: share,
  /** Sure enough for the promise: with the folder trusted it would have been filed wrongly. */
  filed: z.boolean(),
  sender: address,
  subject: z.string(),
  date: z.number(),
});
export type BacktestMistake = z.infer<typeof backtestMistake>;

export const backtestResult = backtestMeasures.extend({
  /** When it ended, milliseconds since 1970. */
  at: z.number(),
  /** Mistakes in all; of the mails still there, `mistakes` has the surest ones. */
  mistaken: count,
  mistakes: z.array(backtestMistake),
});
export type BacktestResult = z.infer<typeof backtestResult>;

/** How the last run of this session came out; `too-little` when there is nothing to judge: one folder, or few mails. */
export const backtestEnd = z.enum(['done', 'stopped', 'too-little', 'failed']);
export type BacktestEnd = z.infer<typeof backtestEnd>;

const state = z.object({
  /** Null when none is under way. */
  running: syncProgress.nullable(),
  /** Null while one is under way, and before the first since Casier was started. */
  ended: backtestEnd.nullable(),
});

export const backtestCalls = {
  /** Replays the account's filed mail in time order, in the background. One that is under way already goes on. */
  'backtest.start': call({
    input: z.object({ accountId, promise: z.number().min(0.5).max(0.999) }),
    output: z.object({}),
  }),
  /** Ends a run without a result; the result before it stays. */
  'backtest.stop': call({ input: z.object({ accountId }), output: z.object({}) }),
  /** How a run goes, and the result of the last one that came to its end, on whatever day. */
  'backtest.get': call({
    input: z.object({ accountId }),
    output: state.extend({ result: backtestResult.nullable() }),
  }),
};

export const backtestEvents = {
  /** A run began, went on (at most five times a second) or ended. */
  'backtest.changed': event({ payload: state.extend({ accountId }) }),
};
