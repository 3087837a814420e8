import { succeed, type Problem, type Reply } from '../../../../contract/problem.ts';
import type { SourceChange } from '../port.ts';
import { pause } from '../pause.ts';
import { ImapConnection, type ConnectionOptions } from './connection.ts';

/** IDLE is ended and begun again this often: well before the 29 minutes of RFC 2177, and soon enough to notice a dead line. */
const IDLE_MS = 240_000;
/** Servers without IDLE are asked this often. */
const POLL_MS = 30_000;

/**
 * Watches the inbox on a connection of its own until the signal aborts (a success) or the connection is lost. A first
 * change is told as soon as the watch stands: something may have arrived before it did.
 */
export async function watchInbox(
  options: ConnectionOptions,
  onChange: (change: SourceChange) => void,
  signal: AbortSignal,
): Promise<Reply<void>> {
  const connection = new ImapConnection(options);
  const lost = new AbortController();
  const changed = () => onChange({ kind: 'mailbox', path: 'INBOX' });
  const opened = await connection.use(signal, async ({ client, select }) => {
    await select('INBOX', { readOnly: true, fresh: true });
    client.on('exists', changed);
    client.on('expunge', changed);
    client.on('flags', changed);
    client.on('close', () => lost.abort());
  });
  if (opened.ok) changed();
  const problem = opened.ok
    ? await keepIdling(connection, AbortSignal.any([signal, lost.signal]))
    : opened.problem;
  await connection.close();
  if (signal.aborted) return succeed(undefined);
  onChange({ kind: 'lost', problem });
  return { ok: false, problem };
}

async function keepIdling(connection: ImapConnection, signal: AbortSignal): Promise<Problem> {
  while (!signal.aborted) {
    const begun = await connection.use(signal, async ({ client }) => {
      // A command ends a running IDLE, and its answer shows that the server is still there.
      await client.noop();
      const canIdle = client.capabilities.has('IDLE');
      if (canIdle) client.idle().catch(() => undefined);
      return canIdle ? IDLE_MS : POLL_MS;
    });
    if (!begun.ok) return begun.problem;
    await pause(begun.value, signal);
  }
  return { code: 'unreachable' };
}
