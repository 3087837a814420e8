import { z } from 'zod';
import { call, event } from './call.ts';
import { accountId, mailboxId, messageId } from './ids.ts';
import { problem } from './problem.ts';

/** How much the language model may do by itself. */
export const askingLimits = z.object({
  /** Whether it is asked about what rules and classifier leave open. */
  enabled: z.boolean(),
  /** Minutes of work a day. */
  minutesADay: z.number().int().min(0).max(1440),
  /** Older mail is never asked about. */
  maxAgeDays: z.number().int().min(1).max(36_500),
  /** Also while the computer runs on its battery. */
  onBattery: z.boolean(),
});
export type AskingLimits = z.infer<typeof askingLimits>;

export const defaultAskingLimits: AskingLimits = {
  enabled: true,
  minutesADay: 120,
  maxAgeDays: 180,
  onBattery: false,
};

/** Why nothing is being asked though mails wait; `working` when something is. */
export const askingState = z.enum([
  'working',
  'nothing-waits',
  'no-model',
  'off',
  'paused',
  'offline',
  'budget-spent',
  'on-battery',
  'busy-computer',
  'syncing',
  'model-failed',
]);
export type AskingState = z.infer<typeof askingState>;

export const askingStatus = z.object({
  state: askingState,
  paused: z.boolean(),
  limits: askingLimits,
  /** Mails that wait for the model. */
  waiting: z.number().int(),
  /** Of today: questions put, mails answered (some share an answer), minutes of work. */
  today: z.object({ calls: z.number().int(), mails: z.number().int(), minutes: z.number() }),
  /** Measured on this computer with this model; null until it has answered. */
  secondsAMail: z.number().nullable(),
  /** For all that wait, in seconds, by the rate of late; null when it is not known. */
  secondsLeft: z.number().nullable(),
  /** Why the model cannot be used, when it cannot. */
  problem: problem.nullable(),
});
export type AskingStatus = z.infer<typeof askingStatus>;

/** What the model is told of a folder. */
export const folderNote = z.object({
  mailboxId,
  accountId,
  /** The person's own words; null: there are none, and `examples` are told. */
  description: z.string().max(200).nullable(),
  /** Drafted from the folder's mail: who writes, about what. */
  examples: z.array(z.string()),
});
export type FolderNote = z.infer<typeof folderNote>;

export const askingCalls = {
  'asking.status': call({ input: z.object({}), output: askingStatus }),
  'asking.setLimits': call({ input: askingLimits.partial(), output: askingStatus }),
  'asking.pause': call({ input: z.object({ paused: z.boolean() }), output: askingStatus }),
  /** Asks about these mails before all others, as far as they wait: the person is looking at them. Gives those that do. */
  'asking.hurry': call({
    input: z.object({ ids: z.array(messageId).max(500) }),
    output: z.object({ waiting: z.array(messageId) }),
  }),
  'asking.folderNotes': call({ input: z.object({ accountId }), output: z.array(folderNote) }),
  'asking.describeFolder': call({
    input: z.object({ mailboxId, description: z.string().trim().max(200).nullable() }),
    output: z.object({}),
  }),
};

export const askingEvents = {
  /** At most once a second. */
  'asking.changed': event({ payload: askingStatus }),
};
