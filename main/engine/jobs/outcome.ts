import type { z } from 'zod';
import type { JobRow } from '../db/repositories/acts/jobs.ts';
import type { Problem } from '../../../contract/problem.ts';
import { assertNever } from '../../../contract/assert-never.ts';

/** What a handler says of one attempt. The runner alone decides when the next one is. */
export type Outcome =
  | { readonly kind: 'done' }
  /** May work later; counts as an attempt. */
  | { readonly kind: 'retry'; readonly problem: Problem }
  /** Cannot work until the account can be reached or signed in to again; does not count. */
  | { readonly kind: 'blocked'; readonly problem: Problem }
  /** Will never work; shown to the person. */
  | { readonly kind: 'dead'; readonly problem: Problem };

export const done: Outcome = { kind: 'done' };

/** What a source's problem means for the job that met it. */
export function outcomeOf(problem: Problem): Outcome {
  switch (problem.code) {
    // Throttled: six attempts would be over long before a server that asked for five minutes is willing again; and it may
    // take hours until somebody makes room on a disk.
    case 'throttled':
    case 'unreachable':
    case 'timeout':
    case 'wrong-password':
    case 'certificate':
    case 'secrets-unavailable':
    case 'offline':
    case 'cancelled':
    case 'engine-down':
    case 'model-unusable':
    case 'model-stopped':
    case 'disk-full':
    case 'folder-unwritable':
      return { kind: 'blocked', problem };
    case 'server-refused':
    case 'in-use':
    case 'unexpected':
      return { kind: 'retry', problem };
    case 'quota':
    case 'folder-missing':
    case 'folder-exists':
    case 'trust-unproven':
    case 'not-found':
    case 'invalid-input':
    case 'mail-unreadable':
    case 'file-dangerous':
    case 'not-a-maildir':
    case 'not-an-mbox':
    case 'busy':
    case 'backup-foreign':
    case 'backup-newer':
    case 'backup-passphrase':
    case 'backup-damaged':
    case 'backup-no-passphrase':
    case 'already-added':
    case 'signed-out':
    case 'domain-unknown':
    case 'settings-not-found':
    case 'database-newer':
    case 'database-corrupt':
    case 'no-room':
    case 'checksum':
    case 'model-unreadable':
    case 'model-unsupported':
    case 'model-too-large':
    case 'endpoint-insecure':
    case 'endpoint-key':
    case 'endpoint-unfit':
      return { kind: 'dead', problem };
    default:
      return assertNever(problem.code);
  }
}

/** One kind of durable work. `run` must be safe to run again after a crash at any instruction. */
export interface JobHandler<Payload extends z.ZodType = z.ZodType> {
  readonly kind: string;
  readonly payload: Payload;
  run(job: JobRow, payload: z.output<Payload>, signal: AbortSignal): Promise<Outcome>;
  /** The job ended without success: put back what it had promised. Runs in the transaction that ends the job. */
  abandon(job: JobRow, problem: Problem): void;
  /** A dead job gets new attempts: promise again. */
  revive(job: JobRow): void;
}
