import { z } from 'zod';
import { call, event } from './call.ts';
import { accountId, mailboxId } from './ids.ts';

/** What happens to mail that belongs in a folder: nothing is proposed, it is proposed, or it is filed without asking. */
export const trustLevel = z.enum(['off', 'propose', 'file']);
export type TrustLevel = z.infer<typeof trustLevel>;

/** Share of mails, 0 to 1, that a folder must file rightly to be let alone. */
const promise = z.number().min(0.8).max(0.995);
/** Mails a day. */
const ceiling = z.number().int().min(0).max(100_000);

export const defaultPromise = 0.98;
export const defaultCeiling = 100;

/** Why a folder stopped to file by itself: of its last answers, too few were right. */
export const demotion = z.object({
  at: z.number(),
  answers: z.number().int(),
  right: z.number().int(),
  promise,
  /** The person has read the notice. */
  seen: z.boolean(),
});
export type Demotion = z.infer<typeof demotion>;

export const folderTrust = z.object({
  mailboxId,
  accountId,
  level: trustLevel,
  promise,
  /** Null: only the account's ceiling counts. */
  ceiling: ceiling.nullable(),
  /** Proposals above the threshold whose outcome is known (the last 600 of all count), and how many were right. */
  answers: z.number().int(),
  right: z.number().int(),
  /** Proposals of the record, whatever their probability, that the person has answered; the others were found by replaying. */
  answered: z.number().int(),
  replayed: z.number().int(),
  /** Lower end of Wilson's interval of right to answers, one-sided 95 %. */
  lowerBound: z.number(),
  /** The least probability that keeps the promise. */
  threshold: z.number(),
  /** Whose answers chose it: a folder with few answers takes what holds for the whole account. */
  thresholdOf: z.enum(['folder', 'account']),
  /** Share, 0 to 1, of the record's proposals at or above the threshold. */
  coverage: z.number(),
  /** The record proves the promise. */
  mayFile: z.boolean(),
  /** Right answers in a row that are still missing to that; 0 when it may. */
  missing: z.number().int(),
  /** Mails filed by itself since midnight. */
  filedToday: z.number().int(),
  /** Pending proposals at or above the threshold. */
  waiting: z.number().int(),
  /** Null since the person last let the folder file by itself. */
  demotion: demotion.nullable(),
});
export type FolderTrust = z.infer<typeof folderTrust>;

export const accountTrust = z.object({
  accountId,
  /** Mails a day that all folders together may file by themselves. */
  ceiling,
  filedToday: z.number().int(),
  /** When the account's own mail was last replayed; null: not yet. */
  replayedAt: z.number().nullable(),
  /** Whether that is being done now. */
  replaying: z.boolean(),
});
export type AccountTrust = z.infer<typeof accountTrust>;

const overview = z.object({
  /** Revision of the proposals that `waiting` counts. */
  revision: z.number().int(),
  accounts: z.array(accountTrust),
  folders: z.array(folderTrust),
});
export type TrustOverview = z.infer<typeof overview>;

export const trustCalls = {
  'trust.list': call({ input: z.object({ accountId: accountId.optional() }), output: overview }),
  /**
   * Changes what is given. A folder files by itself only while its record proves its promise: `file` is refused otherwise
   * (`trust-unproven`), and a promise too high for the record makes it propose again.
   */
  'trust.set': call({
    input: z.object({
      mailboxId,
      level: trustLevel.optional(),
      promise: promise.optional(),
      ceiling: ceiling.nullable().optional(),
    }),
    output: folderTrust,
  }),
  'trust.setCeiling': call({ input: z.object({ accountId, ceiling }), output: z.object({}) }),
  /** The person has read why these folders stopped to file by themselves. */
  'trust.seen': call({ input: z.object({ mailboxIds: z.array(mailboxId).min(1) }), output: z.object({}) }),
};

export const trustEvents = {
  /** A folder stopped to file by itself, because its promise was not kept. */
  'trust.demoted': event({
    payload: z.object({
      accountId,
      mailboxId,
      /** Last part of the folder's path. */
      folder: z.string(),
      answers: z.number().int(),
      right: z.number().int(),
      promise: z.number(),
    }),
  }),
};
