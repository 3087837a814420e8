import { z } from 'zod';
import { call } from './call.ts';
import { discovery } from './discovery.ts';
import { accountId } from './ids.ts';
import { imapSettings } from './imap-settings.ts';
import { problem } from './problem.ts';

export { imapSettings, type ImapSettings } from './imap-settings.ts';

/** How gently the server is treated. */
export const accountLimits = z.object({
  /** Connections at the same time: with one, new mail is asked for now and then instead of being told at once. */
  connections: z.number().int().min(1).max(10),
  /** Mails that the first sync fetches a minute; null: as fast as it goes. */
  mailsPerMinute: z.number().int().min(10).max(1_000_000).nullable(),
  /** Mails that the first sync fetches in one go, before it looks at everything else again; null: all. */
  mailsPerRun: z.number().int().min(10).max(10_000_000).nullable(),
});
export type AccountLimits = z.infer<typeof accountLimits>;

/** Something in an account that a sync could not do, though it did the rest. */
export const setback = z.object({
  /** Path of the mailbox. */
  mailbox: z.string(),
  problem,
});
export type Setback = z.infer<typeof setback>;

export const syncProgress = z.object({
  done: z.number().int(),
  total: z.number().int(),
  mailsPerSecond: z.number(),
  /** Seconds until the end at the present rate; null while it cannot be told. */
  secondsLeft: z.number().nullable(),
});
export type SyncProgress = z.infer<typeof syncProgress>;

export const accountStatus = z.enum([
  'starting',
  'syncing',
  'live',
  'paused',
  /** By the person, who kept its mail on this computer. */
  'signed-out',
  'offline',
  'sign-in-needed',
  'failed',
]);
export type AccountStatus = z.infer<typeof accountStatus>;

export const account = z.object({
  id: accountId,
  kind: z.enum(['imap', 'maildir']),
  name: z.string(),
  address: z.string(),
  /** Host and port, or the folder on this computer. */
  location: z.string(),
  demo: z.boolean(),
  status: accountStatus,
  problem: problem.nullable(),
  progress: syncProgress.nullable(),
  messages: z.number().int(),
  /** Milliseconds since 1970 of the last complete sync; null before the first. */
  lastSyncAt: z.number().nullable(),
  /** When the server will be tried again after failures, milliseconds since 1970; null when nothing is waited for. */
  retryAt: z.number().nullable(),
  /** The first sync: still to be done, stopped by the person, or complete. */
  firstSync: z.enum(['under-way', 'stopped', 'done']),
  limits: accountLimits,
  /** Mailboxes that the server would not open in the last run. */
  refused: z.array(setback),
  /** Mails that could not be read; they are kept and can be moved like others. */
  unreadable: z.number().int(),
});
export type Account = z.infer<typeof account>;

const password = z.string().min(1).max(10_000);
const name = z.string().trim().max(200);

export const accountCalls = {
  'accounts.list': call({ input: z.object({}), output: z.array(account) }),
  /** Finds the settings for an address. Tells nobody more than its domain; signs in nowhere. Takes ten seconds at most. */
  'accounts.discover': call({
    input: z.object({ address: z.string().trim().min(3).max(320) }),
    output: discovery,
  }),
  /** Signs in and lists the folders without keeping anything. */
  'accounts.test': call({
    input: z.object({ imap: imapSettings, password }),
    output: z.object({
      mailboxes: z.number().int(),
      messages: z.number().int(),
      capabilities: z.array(z.string()),
    }),
  }),
  'accounts.addImap': call({
    input: z.object({ name, address: z.string().trim().max(320), imap: imapSettings, password }),
    output: z.object({ id: accountId }),
  }),
  'accounts.addMaildir': call({
    input: z.object({ name, path: z.string().trim().min(1).max(4096) }),
    output: z.object({ id: accountId }),
  }),
  /** Copies the bundled mailbox into the data folder and opens it as a Maildir account. */
  'accounts.addDemo': call({ input: z.object({}), output: z.object({ id: accountId }) }),
  /**
   * Forgets the account, its secret and all that was stored of its mail; with `keepMail` only the secret: the mail can still
   * be read and searched, the server is never contacted again, and `update` with a password signs in anew. Nothing changes
   * on the server.
   */
  'accounts.remove': call({
    input: z.object({ id: accountId, keepMail: z.boolean().default(false) }),
    output: z.object({}),
  }),
  'accounts.pause': call({ input: z.object({ id: accountId }), output: z.object({}) }),
  'accounts.resume': call({ input: z.object({ id: accountId }), output: z.object({}) }),
  'accounts.pauseAll': call({ input: z.object({}), output: z.object({}) }),
  'accounts.resumeAll': call({ input: z.object({}), output: z.object({}) }),
  /** Stops the first sync where it is: what is there stays, and new mail still comes in. */
  'accounts.stopFirstSync': call({ input: z.object({ id: accountId }), output: z.object({}) }),
  /** Goes on with a first sync that was stopped, with the next mail that is missing. */
  'accounts.continueFirstSync': call({ input: z.object({ id: accountId }), output: z.object({}) }),
  /** Sets how gently the server is treated; null for what is usual with it. */
  'accounts.setLimits': call({
    input: z.object({ id: accountId, limits: accountLimits.nullable() }),
    output: z.object({}),
  }),
  'accounts.syncNow': call({ input: z.object({ id: accountId }), output: z.object({}) }),
  /** How an account on a server is set up; everything but the password. */
  'accounts.settings': call({
    input: z.object({ id: accountId }),
    output: z.object({ name, address: z.string(), imap: imapSettings }),
  }),
  /** Changes an account on a server, and its password unless null: tried first, and nothing is changed when that fails. */
  'accounts.update': call({
    input: z.object({ id: accountId, name, imap: imapSettings, password: password.nullable() }),
    output: z.object({}),
  }),
  'accounts.setPassword': call({ input: z.object({ id: accountId, password }), output: z.object({}) }),
};
