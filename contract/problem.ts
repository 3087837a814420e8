import { z } from 'zod';

/**
 * Everything that can go wrong in a way a person can do something about. The interface has a sentence per code, in each
 * language; `detail` is a short technical remainder (a path, a line number, the server's words) shown behind it.
 */
export const problemCode = z.enum([
  'invalid-input',
  'not-found',
  'wrong-password',
  'certificate',
  'unreachable',
  'timeout',
  'throttled',
  'server-refused',
  'quota',
  'mail-unreadable',
  'file-dangerous',
  'folder-missing',
  'folder-exists',
  'trust-unproven',
  'not-a-maildir',
  'not-an-mbox',
  'already-added',
  'signed-out',
  'offline',
  'domain-unknown',
  'settings-not-found',
  'database-newer',
  'database-corrupt',
  'disk-full',
  'folder-unwritable',
  'in-use',
  'busy',
  'backup-foreign',
  'backup-newer',
  'backup-passphrase',
  'backup-damaged',
  'backup-no-passphrase',
  'no-room',
  'checksum',
  'model-unreadable',
  'model-unsupported',
  'model-too-large',
  'engine-down',
  'secrets-unavailable',
  'model-unusable',
  'model-stopped',
  'endpoint-insecure',
  'endpoint-key',
  'endpoint-unfit',
  'cancelled',
  'unexpected',
]);
export type ProblemCode = z.infer<typeof problemCode>;

export const problem = z.object({
  code: problemCode,
  detail: z.string().optional(),
  /** The server said how long to leave it alone: before that, another try would only make things worse. */
  retryAfterSeconds: z.number().int().positive().optional(),
});
export type Problem = z.infer<typeof problem>;

/** The answer to a call: expected failures are values, never exceptions. */
export type Reply<T> = { ok: true; value: T } | { ok: false; problem: Problem };

/** A successful reply. */
export function succeed<T>(value: T): { ok: true; value: T } {
  return { ok: true, value };
}

/** A failed reply. */
export function fail(code: ProblemCode, detail?: string): { ok: false; problem: Problem } {
  return { ok: false, problem: detail === undefined ? { code } : { code, detail } };
}
