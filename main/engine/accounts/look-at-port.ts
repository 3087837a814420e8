import { connect as connectPlain, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { ImapSettings } from '../../../contract/imap-settings.ts';
import type { ProblemReason } from '../../../contract/problem.ts';

/** How long a server may keep its greeting to itself before it is spoken to. Milliseconds. */
const POLITE_MS = 1500;
/** For one connection in all. Milliseconds. */
const LOOK_MS = 5000;
const MAX_ANSWER = 8192;
/** How TLS begins to say that it was not understood (RFC 8446 §5.1). */
const ALERT = '\u0015\u0003';
const GREETING = /^\* (?:OK|PREAUTH|BYE)\b/i;

/**
 * Finds out what stands at a port where signing in did not work as it was told to: a server that encrypts where it was not
 * expected to or the other way round, or none of mail at all. Tells the server nothing but a request for its abilities (RFC 3501 §6.1.1).
 * Null when the settings agree with what is there, or nothing can be told; never throws.
 */
export async function lookAtPort(imap: ImapSettings, signal: AbortSignal): Promise<ProblemReason | null> {
  const said = await listen(() => connectPlain({ host: imap.host, port: imap.port }), signal);
  if (said === null) return null;
  if (GREETING.test(said)) {
    if (imap.security === 'tls') return 'speaks-plain';
    return imap.security === 'starttls' && !/\bSTARTTLS\b/i.test(said) && /^c1 OK/im.test(said)
      ? 'no-starttls'
      : null;
  }
  // Either that, or the silence with which others meet what they cannot read.
  if (said !== '' && !said.startsWith(ALERT)) return 'not-imap';
  const encrypted = await listen(() => connectTls(encryptedTo(imap)), signal, 'secureConnect');
  if (encrypted === null) return null;
  if (!GREETING.test(encrypted)) return encrypted === '' ? null : 'not-imap';
  return imap.security === 'tls' ? null : 'speaks-tls';
}

/** Only to listen: who it is that speaks is looked at when a password is at stake. */
function encryptedTo({ host, port }: ImapSettings) {
  return { host, port, rejectUnauthorized: false, ...(isIP(host) === 0 ? { servername: host } : {}) };
}

/** What is said at a connection, unasked or asked; empty when it is silent, null when there is none. */
function listen(
  open: () => Socket,
  signal: AbortSignal,
  ready: 'connect' | 'secureConnect' = 'connect',
): Promise<string | null> {
  return new Promise((resolve) => {
    const socket = open();
    let heard = '';
    let connected = false;
    const end = () => {
      clearTimeout(overdue);
      clearTimeout(polite);
      signal.removeEventListener('abort', end);
      socket.destroy();
      resolve(connected ? heard : null);
    };
    const ask = () => {
      clearTimeout(polite);
      socket.write('c1 CAPABILITY\r\n\r\n');
    };
    const overdue = setTimeout(end, LOOK_MS);
    let polite: NodeJS.Timeout | undefined;
    signal.addEventListener('abort', end, { once: true });
    if (signal.aborted) end();
    socket.on('error', end);
    socket.on('close', end);
    socket.on(ready, () => {
      connected = true;
      polite = setTimeout(ask, POLITE_MS);
    });
    socket.on('data', (chunk: Buffer) => {
      const greeted = heard !== '';
      heard = (heard + chunk.toString('latin1')).slice(0, MAX_ANSWER);
      if (!GREETING.test(heard) || /^\* BYE/i.test(heard) || /^c1 /im.test(heard)) end();
      else if (!greeted) ask();
    });
  });
}
