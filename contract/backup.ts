import { z } from 'zod';
import { call, event } from './call.ts';
import { problem } from './problem.ts';

const path = z.string().trim().min(1).max(4096);
/** Short ones are found by trying. */
export const passphrase = z.string().min(8).max(1000);

export const backupFile = z.object({
  path: z.string(),
  /** Milliseconds since 1970. */
  at: z.number(),
  bytes: z.number().int(),
});
export type BackupFile = z.infer<typeof backupFile>;

export const backupStatus = z.object({
  /** Whether one is made every day. */
  daily: z.boolean(),
  folder: z.string(),
  /** Whether a passphrase is kept in the keychain; without one nothing can be backed up. */
  passphrase: z.boolean(),
  running: z.boolean(),
  /** Why the last one was not made; null when it was. */
  problem: problem.nullable(),
  /** The newest first. */
  files: z.array(backupFile),
});
export type BackupStatus = z.infer<typeof backupStatus>;

export const backupCalls = {
  'backup.status': call({ input: z.object({}), output: backupStatus }),
  /** What is left out stays. A passphrase opens the backups that are made from then on; older ones keep theirs. */
  'backup.setUp': call({
    input: z.object({ daily: z.boolean(), folder: path, passphrase }).partial(),
    output: backupStatus,
  }),
  /** Makes one now; into a file of another name, and under another passphrase, where these are given. */
  'backup.now': call({
    input: z.object({ path: path.optional(), passphrase: passphrase.optional() }),
    output: backupFile,
  }),
  /**
   * Unpacks a backup and looks whether it is whole; the next start of the engine puts it in place of what is there. Without a
   * passphrase the one in the keychain is tried.
   */
  'backup.stage': call({
    input: z.object({ path, passphrase: z.string().max(1000).nullable() }),
    output: z.object({ accounts: z.number().int(), acts: z.number().int() }),
  }),
};

export const backupEvents = {
  'backup.changed': event({ payload: backupStatus }),
};
