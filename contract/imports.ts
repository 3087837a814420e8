import { z } from 'zod';
import { call, event } from './call.ts';
import { accountId } from './ids.ts';
import { problem } from './problem.ts';

const bytes = z.number().int().nonnegative();
const path = z.string().trim().min(1).max(4096);

export const importCounts = z.object({
  /** Mails that were brought in. */
  mails: z.number().int(),
  /** Of which the account has the same already. */
  known: z.number().int(),
  /** That were deleted there, and only not yet taken out of the file. */
  deleted: z.number().int(),
  /** That were too large, and lost their end. */
  cut: z.number().int(),
});
export type ImportCounts = z.infer<typeof importCounts>;

export const importPreview = z.object({
  /** What the account would be called. */
  name: z.string(),
  mailboxes: z.array(
    z.object({
      path: z.string(),
      /** Path of the mailbox that its mails go to. */
      folder: z.string(),
      bytes,
      mails: z.number().int(),
    }),
  ),
  bytes,
  mails: z.number().int(),
  /** Whether the mails were counted; else their number follows from the beginning of the files. */
  exact: z.boolean(),
  /** Left on the disk that they would be copied to; null where the system does not tell. */
  free: bytes.nullable(),
});
export type ImportPreview = z.infer<typeof importPreview>;

export const importProgress = z.object({
  name: z.string(),
  state: z.enum(['running', 'done', 'failed']),
  /** The account that has the mails; null before it is made. */
  accountId: accountId.nullable(),
  counts: importCounts,
  done: bytes,
  total: bytes,
  /** Of this run; null while too little is known. */
  mailsPerSecond: z.number().nullable(),
  bytesPerSecond: z.number().nullable(),
  secondsLeft: z.number().nullable(),
  problem: problem.nullable(),
});
export type ImportProgress = z.infer<typeof importProgress>;

export const importCalls = {
  /** Looks which mbox files there are at a path: one file, or all below a folder. Copies nothing. */
  'imports.preview': call({ input: z.object({ path }), output: importPreview }),
  /**
   * Copies the mails into a Maildir of Casier's own in the data folder, which becomes an account when that is done, or adds
   * them to such an account. One at a time; goes on by itself after a restart. Changes nothing in the files.
   */
  'imports.start': call({
    input: z.object({
      path,
      name: z.string().trim().max(200),
      accountId: accountId.nullable().default(null),
    }),
    output: importProgress,
  }),
  /** The import that is under way, or was last until it is dismissed. */
  'imports.get': call({ input: z.object({}), output: importProgress.nullable() }),
  /** Goes on after a failure. */
  'imports.retry': call({ input: z.object({}), output: z.object({}) }),
  /** Ends it. What was copied for an account that is not there yet is deleted. Also takes a finished one off the screen. */
  'imports.dismiss': call({ input: z.object({}), output: z.object({}) }),
};

export const importEvents = {
  'imports.changed': event({ payload: z.object({ progress: importProgress.nullable() }) }),
};
