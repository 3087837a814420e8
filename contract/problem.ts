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

/**
 * What exactly is behind a problem, where that changes what a person should do. The interface says the sentence of the reason
 * instead of the code's; what the program does follows from the code alone.
 */
export const problemReason = z.enum([
  'address',
  'host-unknown',
  'no-network',
  'port-closed',
  'no-answer',
  'not-imap',
  'speaks-plain',
  'speaks-tls',
  'no-starttls',
  'clear-password',
  'certificate-own',
  'certificate-expired',
  'certificate-name',
  'path-missing',
  'path-is-file',
  'path-closed',
  'path-relative',
]);
export type ProblemReason = z.infer<typeof problemReason>;

export const problem = z.object({
  code: problemCode,
  reason: problemReason.optional(),
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
export function fail(
  code: ProblemCode,
  detail?: string,
  reason?: ProblemReason,
): { ok: false; problem: Problem } {
  const problem = { code, ...(detail === undefined ? {} : { detail }) };
  return { ok: false, problem: reason === undefined ? problem : { ...problem, reason } };
}
