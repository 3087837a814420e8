import { connect as connectPlain, isIP, type LookupFunction, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { carriedBy, type OnTraffic } from '../../platform/traffic.ts';
import { isLoopback } from '../../sources/imap/loopback.ts';
import { toProblem } from '../../sources/imap/problem.ts';

/** Where an IMAP server might be. */
export interface Candidate {
  readonly host: string;
  readonly port: number;
  readonly security: 'tls' | 'starttls';
}

/** An IMAP server that encrypts answers there; one does whose certificate is not to be trusted; or none. */
export type Finding = 'answers' | 'untrusted' | 'nothing';

/** Looks whether an IMAP server is there, and tells what that took; never throws. */
export type Probe = (candidate: Candidate, signal: AbortSignal, onTraffic: OnTraffic) => Promise<Finding>;

export interface ProbeOptions {
  /** How names become addresses; the system's way when left out. */
  readonly lookup?: LookupFunction;
  /** Authorities to trust instead of the usual ones. */
  readonly ca?: string;
}

const MAX_ANSWER = 8192;

/** Connects, reads the greeting (RFC 3501 §7.1), and for STARTTLS asks whether it is offered; says nothing else and hangs up. */
export function createProbe({ lookup, ca }: ProbeOptions = {}): Probe {
  return (candidate, signal, onTraffic) =>
    new Promise((resolve) => {
      const { host, port, security } = candidate;
      const target = { host, port, ...(lookup ? { lookup } : {}) };
      const tls = {
        ...(isIP(host) === 0 ? { servername: host } : {}),
        ...(ca === undefined ? {} : { ca }),
        rejectUnauthorized: !isLoopback(host),
      };
      const socket: Socket = security === 'tls' ? connectTls({ ...target, ...tls }) : connectPlain(target);
      let over = false;
      const end = (finding: Finding) => {
        if (over) return;
        over = true;
        onTraffic({ host, port, ...carriedBy(socket) });
        signal.removeEventListener('abort', onAbort);
        socket.destroy();
        resolve(finding);
      };
      const onAbort = () => end('nothing');
      signal.addEventListener('abort', onAbort, { once: true });
      if (signal.aborted) end('nothing');
      let heard = '';
      let asked = false;
      socket.on('error', (error) => end(toProblem(error).code === 'certificate' ? 'untrusted' : 'nothing'));
      socket.on('close', () => end('nothing'));
      socket.on('data', (chunk: Buffer) => {
        heard += chunk.toString('latin1');
        if (heard.length > MAX_ANSWER) end('nothing');
        if (!heard.includes('\r\n')) return;
        if (!/^\* (?:OK|PREAUTH)\b/i.test(heard)) end('nothing');
        else if (security === 'tls') end('answers');
        else if (/\bSTARTTLS\b/i.test(heard)) end('answers');
        else if (/^c1 /im.test(heard)) end('nothing');
        else if (!asked) {
          asked = true;
          socket.write('c1 CAPABILITY\r\n');
        }
      });
    });
}
