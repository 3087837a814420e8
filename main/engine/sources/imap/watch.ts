import { succeed, type Problem, type Reply } from '../../../../contract/problem.ts';
import type { SourceChange } from '../port.ts';
import { pause } from '../pause.ts';
import { ImapConnection, type ConnectionOptions } from './connection.ts';

/**
 * Watches the inbox on a connection of its own until the signal aborts (a success) or the connection is lost. A first
 * change is told as soon as the watch stands: something may have arrived before it did.
 */
export async function watchInbox(
  options: ConnectionOptions,
  onChange: (change: SourceChange) => void,
  signal: AbortSignal,
): Promise<Reply<void>> {
  // With QRESYNC the server tells of mails that left by VANISHED, which the library does not subtract from its count: a new
  // mail that fills the gap would then look like no change, and wait for the next.
  const connection = new ImapConnection({ ...options, qresync: false });
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
  const { alive: silence, idle, poll } = connection.timeouts;
  while (!signal.aborted) {
    const ended = new AbortController();
    const asked = await connection.use(
      signal,
      async ({ client }) => {
        // A command ends a running IDLE, and its answer shows that the server is still there.
        await client.noop();
        if (!client.capabilities.has('IDLE')) return poll;
        // A server may refuse or end an IDLE at any time; it is asked again no sooner than one that has none.
        const endIdle = () => void pause(poll, signal).then(() => ended.abort());
        client.idle().then(endIdle, endIdle);
        return idle;
      },
      { silence },
    );
    if (!asked.ok) return asked.problem;
    await pause(asked.value, AbortSignal.any([signal, ended.signal]));
  }
  return { code: 'unreachable' };
}

/** Where no connection may be held open to watch: says now and then that something may have happened. */
export async function pollInbox(
  everyMs: number,
  onChange: (change: SourceChange) => void,
  signal: AbortSignal,
): Promise<Reply<void>> {
  while (!signal.aborted) {
    onChange({ kind: 'mailbox', path: 'INBOX' });
    await pause(everyMs, signal);
  }
  return succeed(undefined);
}
