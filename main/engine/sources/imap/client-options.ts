import type { ImapFlowOptions } from 'imapflow';
import type { ImapSettings } from '../../../../contract/accounts.ts';
import type { Gate } from '../../platform/outside.ts';
import type { OnTraffic } from '../../platform/traffic.ts';
import { isLoopback } from './loopback.ts';

const SECOND = 1000;

/** How long each kind of silence is borne. Milliseconds. */
export interface ImapTimeouts {
  /** Until TCP and TLS stand. */
  readonly connect: number;
  /** From there to the greeting. */
  readonly greeting: number;
  /** From the first packet to a signed-in session, however busily the server talks meanwhile. */
  readonly signIn: number;
  /** A connection on which next to nothing came or went for this long during a command is given up. */
  readonly silence: number;
  /** For the answer to a question that costs a server nothing (NOOP). */
  readonly alive: number;
  /** IDLE is ended and begun again this often. */
  readonly idle: number;
  /** Servers without IDLE are asked this often. */
  readonly poll: number;
}

export const usualTimeouts: ImapTimeouts = {
  connect: 20 * SECOND,
  greeting: 15 * SECOND,
  signIn: 90 * SECOND,
  silence: 60 * SECOND,
  alive: 30 * SECOND,
  // Well before the 29 minutes of RFC 2177, and soon enough to notice a dead line (routers forget quiet ones after 5 minutes).
  idle: 240 * SECOND,
  poll: 30 * SECOND,
};

/** What every connection of one account shares. */
export interface ConnectionOptions {
  readonly imap: ImapSettings;
  readonly password: string;
  /** Told before each connection is tried. */
  readonly onEgress: (host: string, port: number) => void;
  /** Told what went and came, after each use of a connection. */
  readonly onTraffic?: OnTraffic;
  /** While it is shut nothing is connected to, and what stood when it was shut is cut. */
  readonly gate?: Gate;
  /** At the same time: with fewer than three reading and acting share one, with fewer than two there is no watch. */
  readonly connections?: number;
  /** Those that differ from the usual ones. */
  readonly timeouts?: Partial<ImapTimeouts>;
  /** Whether to ask for QRESYNC (RFC 7162) where it is offered, as is usual. */
  readonly qresync?: boolean;
}

/** No mail server accepts mails this large; a larger literal is an attack or a fault. */
const MAX_LITERAL = 256 * 1024 * 1024;
/** A line without literals: a SEARCH of a million mails has 8 MB. */
const MAX_LINE = 32 * 1024 * 1024;

/** What the library only writes to its log. */
export interface Listeners {
  /** A command failed. */
  readonly onRefusal: (error: Error) => void;
  /** The server hung up, with these words: `[CODE] text`. */
  readonly onBye: (words: string) => void;
}

/** The options of one connection. */
export function clientOptions(
  { imap, password, qresync = true }: ConnectionOptions,
  timeouts: ImapTimeouts,
  { onRefusal, onBye }: Listeners,
): ImapFlowOptions {
  const loopback = isLoopback(imap.host);
  return {
    host: imap.host,
    port: imap.port,
    secure: imap.security === 'tls',
    ...(imap.security === 'tls' ? {} : { doSTARTTLS: imap.security === 'starttls' }),
    auth: { user: imap.username, pass: password },
    // A server on this computer (ProtonMail Bridge and the like) signs its own certificate; nobody is in between.
    tls: { rejectUnauthorized: !loopback },
    clientInfo: { name: 'Casier' },
    qresync,
    disableAutoIdle: true,
    disableCompression: loopback,
    connectionTimeout: timeouts.connect,
    greetingTimeout: timeouts.greeting,
    // The command time-out is ours; this one must not end a connection that waits quietly between two syncs.
    socketTimeout: 30 * 60 * SECOND,
    maxLineLength: MAX_LINE,
    maxLiteralSize: MAX_LITERAL,
    maxResponseSize: MAX_LITERAL + 1024 * 1024,
    logger: {
      debug: (entry: unknown) => {
        const [, bye] = /^\* BYE (.*)/i.exec(messageIn(entry)) ?? [];
        if (bye !== undefined) onBye(bye);
      },
      info: () => undefined,
      warn: (entry: unknown) => {
        const error = errorIn(entry);
        if (error) onRefusal(error);
      },
      error: () => undefined,
    },
  };
}

function messageIn(entry: unknown): string {
  if (typeof entry !== 'object' || entry === null || !('msg' in entry)) return '';
  return typeof entry.msg === 'string' ? entry.msg : '';
}

function errorIn(entry: unknown): Error | null {
  if (typeof entry !== 'object' || entry === null || !('err' in entry)) return null;
  return entry.err instanceof Error ? entry.err : null;
}
