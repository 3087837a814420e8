import { z } from 'zod';
import { call, event } from './call.ts';
import { accountId, batchId, mailboxId, messageId, proposalId } from './ids.ts';
import { address } from './mail.ts';

/** Minutes since midnight, by the clock on the wall. */
const minuteOfDay = z
  .number()
  .int()
  .min(0)
  .max(24 * 60 - 1);

/** What the person wants to be told of outside the window, and when. */
export const noticeSettings = z.object({
  /** Mail that is told of one by one, as it comes; the rest waits for the digest. */
  tell: z.enum(['important', 'everything', 'nobody']),
  /** How often the rest is summed up. `twice` is at 9 and at 17 o'clock. */
  digest: z.enum(['off', 'hourly', 'twice', 'daily']),
  /** The hour of a daily digest. */
  digestHour: z.number().int().min(0).max(23),
  /** Whether there are hours in which nothing is told. */
  quiet: z.boolean(),
  quietFrom: minuteOfDay,
  /** Before `quietFrom` when it is on the next day. */
  quietUntil: minuteOfDay,
  /** Whether Saturday and Sunday are quiet as a whole. */
  quietWeekends: z.boolean(),
  /** Neither names nor subjects, for screens that others see. */
  discreet: z.boolean(),
});
export type NoticeSettings = z.infer<typeof noticeSettings>;

export const defaultNoticeSettings: NoticeSettings = {
  tell: 'important',
  digest: 'twice',
  digestHour: 9,
  quiet: false,
  quietFrom: 22 * 60,
  quietUntil: 7 * 60,
  quietWeekends: false,
  discreet: false,
};

/** Names one announcement; the same after a restart. */
const id = z.number().int().positive();

/** Something to tell the person, once. */
export const announcement = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('mail'),
    id,
    messageId,
    accountId,
    sender: address,
    subject: z.string(),
    /** What can be approved: where it would go; null when there is no proposal that files it. */
    proposal: z.object({ id: proposalId, target: mailboxId, folder: z.string() }).nullable(),
    /** Where a trusted folder put it by itself, and the batch that undoes it. */
    filed: z.object({ batch: batchId, folder: z.string() }).nullable(),
  }),
  /** More than can be told one by one. */
  z.object({ kind: z.literal('sum'), id, mails: z.number().int(), senders: z.array(z.string()) }),
  z.object({
    kind: z.literal('digest'),
    id,
    mails: z.number().int(),
    proposals: z.number().int(),
    /** How many folders the proposals are for. */
    folders: z.number().int(),
    /** Mails of it that trusted folders filed. */
    filed: z.number().int(),
  }),
  /** A folder stopped to file by itself. */
  z.object({
    kind: z.literal('demoted'),
    id,
    folder: z.string(),
    right: z.number().int(),
    answers: z.number().int(),
  }),
]);
export type Announcement = z.infer<typeof announcement>;

export const noticeCalls = {
  /** What is to be told now, oldest first, and was not acknowledged yet. */
  'notices.due': call({ input: z.object({}), output: z.array(announcement) }),
  /** These were told: they never come again. */
  'notices.told': call({ input: z.object({ ids: z.array(id).min(1) }), output: z.object({}) }),
};

export const noticeEvents = {
  /** Something is to be told: ask for it. */
  'notices.changed': event({ payload: z.object({}) }),
};
