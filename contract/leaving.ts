import { z } from 'zod';
import { call, event } from './call.ts';
import { problem } from './problem.ts';

/** Taking everything along, and leaving nothing behind. */

const path = z.string().trim().min(1).max(4096);

const exported = z.object({
  /** The folder that was made. */
  path: z.string(),
  /** What is in it: files, and lines of all tables together. */
  files: z.number().int(),
  rows: z.number().int(),
  bytes: z.number().int(),
});
export type Exported = z.infer<typeof exported>;

export const exportStatus = z.object({
  running: z.boolean(),
  /** Lines written and to be written, of the export that runs or ran last. */
  done: z.number().int(),
  total: z.number().int(),
  /** The last one that was made whole since the start; null when none was. */
  last: exported.nullable(),
  /** Why the last one was not made; null when it was. */
  problem: problem.nullable(),
});
export type ExportStatus = z.infer<typeof exportStatus>;

export const exportCalls = {
  'export.status': call({ input: z.object({}), output: exportStatus }),
  /** Writes all there is in open formats into a new folder below this one; answers when it is whole. */
  'export.run': call({ input: z.object({ folder: path }), output: exported }),
  /** Ends an export that is under way; nothing of it is left. */
  'export.cancel': call({ input: z.object({}), output: z.object({}) }),
};

export const exportEvents = {
  'export.changed': event({ payload: exportStatus }),
};

export const eraseCalls = {
  /** What there is to be erased, as far as the person should know before they say so. */
  'erase.preview': call({
    input: z.object({}),
    output: z.object({
      backups: z.object({ folder: z.string(), count: z.number().int(), bytes: z.number().int() }),
      /** Secrets that an earlier erasing could not take out of a locked keychain; tried again at each start. */
      secretsLeft: z.number().int(),
    }),
  }),
  /**
   * Notes durably that everything here is to be erased. The next opening of the data folder does it, and ends it however often
   * that is cut off.
   */
  'erase.begin': call({ input: z.object({ backups: z.boolean() }), output: z.object({}) }),
};
