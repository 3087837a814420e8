import type { ImapSettings } from '../../../contract/imap-settings.ts';
import { fail, type Reply } from '../../../contract/problem.ts';
import type { Gate } from '../platform/outside.ts';
import type { MailSource } from '../sources/port.ts';
import { lookAtPort } from './look-at-port.ts';
import { tryAccount, type Findings } from './try-account.ts';

/** A server that has not let anybody in by then may not be one. Milliseconds. */
const PATIENCE_MS = 3000;

/**
 * Signs in to a server and looks around. Where that fails, or takes long, what stands at the port is looked at: the problem then
 * says what to change, and a server that will never answer is not waited for.
 */
export async function tryServer(
  source: MailSource,
  imap: ImapSettings,
  gate: Gate,
): Promise<Reply<Findings>> {
  const settled = new AbortController();
  const given = new AbortController();
  const trying = tryAccount(source, given.signal).finally(() => settled.abort());
  await Promise.race([trying, quiet(PATIENCE_MS, settled.signal)]);
  if (!settled.signal.aborted) {
    const reason = await lookAtPort(imap, AbortSignal.any([settled.signal, gate.signal]));
    if (reason !== null) {
      given.abort();
      const reply = await trying;
      if (reply.ok) return reply;
      return fail('server-refused', undefined, reason);
    }
  }
  const reply = await trying;
  if (reply.ok || reply.problem.reason !== undefined || !mayBeAnother(reply.problem.code)) return reply;
  const reason = await lookAtPort(imap, gate.signal);
  return reason === null ? reply : { ok: false, problem: { ...reply.problem, reason } };
}

/** Whether what went wrong may be that the settings are of another kind of server. */
function mayBeAnother(code: string): boolean {
  return code === 'unreachable' || code === 'timeout' || code === 'certificate' || code === 'server-refused';
}

function quiet(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });
}
