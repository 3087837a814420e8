import { z } from 'zod';
import { account, accountStatus } from './accounts.ts';
import { call, event } from './call.ts';
import { accountId, batchId } from './ids.ts';
import { problem } from './problem.ts';

/** All that the status bar, the tray and the badge need; small, pushed at most 5 times a second. */
export const status = z.object({
  accounts: z.array(account),
  /** The person has switched off every way out of this computer. */
  offline: z.boolean(),
  /** Proposals that wait. */
  waiting: z.number().int(),
  /** Whether the classifier is learning, or mails are being decided. */
  deciding: z.boolean(),
  /** Folders that stopped to file by themselves, of which the person has not read yet. */
  demoted: z.number().int(),
  /** Revision of the proposals; a view with an older one asks again. */
  revision: z.number().int(),
  jobs: z.object({
    queued: z.number().int(),
    failed: z.number().int(),
    /** Mails on whose behalf something waits to be done. */
    mails: z.number().int(),
    /** Mails of the acts that those are of, the ones already done included: "3,120 of 5,000". */
    of: z.number().int(),
    /** Since when the oldest of it waits, milliseconds since 1970; null when nothing does. */
    since: z.number().nullable(),
    /** Accounts (null: of none) with jobs: those under way or soon tried, and those that wait until a server, a password or room is there. */
    byAccount: z.array(
      z.object({ accountId: accountId.nullable(), soon: z.number().int(), blocked: z.number().int() }),
    ),
  }),
});
export type Status = z.infer<typeof status>;

export const healthReport = z.object({
  version: z.string(),
  node: z.string(),
  sqlite: z.string(),
  dataDir: z.string(),
  /** The answer of SQLite's `quick_check`. */
  integrity: z.string(),
  databaseBytes: z.number(),
  freeBytes: z.number(),
  memoryBytes: z.number(),
  schemaVersion: z.number().int(),
  messages: z.number().int(),
  proposals: z.number().int(),
  accounts: z.array(
    z.object({
      kind: z.string(),
      status: accountStatus,
      messages: z.number().int(),
      problem: problem.nullable(),
    }),
  ),
  jobs: z.object({ queued: z.number().int(), running: z.number().int(), failed: z.number().int() }),
});
export type HealthReport = z.infer<typeof healthReport>;

export const statusCalls = {
  'status.get': call({ input: z.object({}), output: status }),
  'health.get': call({ input: z.object({}), output: healthReport }),
};

export const engineEvents = {
  'status.changed': event({ payload: status }),
  /** A batch was made, moved on or ended. */
  'activity.changed': event({ payload: z.object({ batchId }) }),
};
