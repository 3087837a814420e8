import { Mutex } from 'async-mutex';
import { ImapFlow, type ImapFlowOptions } from 'imapflow';
import type { ImapSettings } from '../../../../contract/accounts.ts';
import { fail, succeed, type Reply } from '../../../../contract/problem.ts';
import { isLoopback } from './loopback.ts';
import { ImapInterrupted, toProblem, UidValidityChanged } from './problem.ts';

/** What every connection of one account shares. */
export interface ConnectionOptions {
  readonly imap: ImapSettings;
  readonly password: string;
  /** Told before each connection is tried. */
  readonly onEgress: (host: string, port: number) => void;
}

const SECOND = 1000;
const CONNECT_TIMEOUT = 20 * SECOND;
const GREETING_TIMEOUT = 15 * SECOND;
/** A connection on which nothing came or went for this long during a command is given up: a large mail may take longer. */
const COMMAND_TIMEOUT = 60 * SECOND;
/** No mail server accepts mails this large; a larger literal is an attack or a fault. */
const MAX_LITERAL = 256 * 1024 * 1024;

/** What `use` hands to its work: the signed-in client and mailbox selection. */
export interface Session {
  readonly client: ImapFlow;
  /** Selects the mailbox unless it is selected; `fresh` asks the server again. */
  readonly select: (path: string, options: { readOnly: boolean; fresh?: boolean }) => Promise<void>;
  /** The error of the last command that the server refused: the library reports some refusals to its log only. */
  readonly refusal: () => Error;
}

/**
 * One IMAP connection: made when first used, again after a loss, used by one command at a time (RFC 3501 §5.5 allows
 * more, but ambiguities are then ours to avoid). Aborting or timing out ends the connection: that is the only way to
 * take back a command that was sent.
 */
export class ImapConnection {
  readonly #options: ConnectionOptions;
  readonly #mutex = new Mutex();
  readonly #uidValidity = new Map<string, bigint>();
  #client: ImapFlow | null = null;
  #refused: Error | null = null;
  #closed = false;

  constructor(options: ConnectionOptions) {
    this.#options = options;
  }

  /** Runs commands on the connection; failures are mapped, and a broken connection is forgotten. */
  use<T>(signal: AbortSignal, work: (session: Session) => Promise<T>): Promise<Reply<T>> {
    return this.#mutex.runExclusive(async () => {
      if (signal.aborted || this.#closed) return fail('cancelled');
      try {
        const client = await this.#connect(signal);
        return succeed(await this.#guard(client, signal, () => work(this.#session(client))));
      } catch (error) {
        if (error instanceof UidValidityChanged) this.#drop();
        return { ok: false, problem: toProblem(error) };
      }
    });
  }

  /** Ends the connection, and whatever is under way on it; idempotent. */
  async close(): Promise<void> {
    this.#closed = true;
    const client = this.#client;
    this.#client = null;
    if (!client) return;
    if (!client.usable || this.#mutex.isLocked()) {
      client.close();
      return;
    }
    await Promise.race([client.logout(), delay(2 * SECOND)]).catch(() => undefined);
    client.close();
  }

  async #connect(signal: AbortSignal): Promise<ImapFlow> {
    if (this.#client?.usable) return this.#client;
    this.#drop();
    const { imap, onEgress } = this.#options;
    if (imap.security === 'none' && !isLoopback(imap.host)) {
      throw Object.assign(new Error('not encrypted'), { code: 'ERR_TLS_REQUIRED' });
    }
    onEgress(imap.host, imap.port);
    const client = new ImapFlow(clientOptions(this.#options, (error) => (this.#refused = error)));
    // Failures come back from the command that meets them; without a listener they would end the process.
    client.on('error', () => undefined);
    client.on('close', () => {
      if (this.#client === client) this.#client = null;
    });
    await this.#guard(client, signal, () => client.connect());
    if (this.#closed) {
      client.close();
      throw new ImapInterrupted('cancelled');
    }
    this.#client = client;
    return client;
  }

  async #guard<T>(client: ImapFlow, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    const interrupted = Promise.withResolvers<never>();
    const interrupt = (reason: 'timeout' | 'cancelled') => {
      interrupted.reject(new ImapInterrupted(reason));
      client.close();
    };
    const onAbort = () => interrupt('cancelled');
    let traffic = trafficOf(client);
    const timer = setTimeout(() => {
      const before = traffic;
      traffic = trafficOf(client);
      if (traffic === before) interrupt('timeout');
      else timer.refresh();
    }, COMMAND_TIMEOUT);
    signal.addEventListener('abort', onAbort, { once: true });
    const running = work();
    try {
      return await Promise.race([running, interrupted.promise]);
    } finally {
      running.catch(() => undefined);
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
    }
  }

  #session(client: ImapFlow): Session {
    this.#refused = null;
    return {
      client,
      select: (path, options) => this.#select(client, path, options),
      refusal: () => this.#refused ?? new Error('the server refused the command'),
    };
  }

  async #select(
    client: ImapFlow,
    path: string,
    { readOnly, fresh = false }: { readOnly: boolean; fresh?: boolean },
  ): Promise<void> {
    const open = client.mailbox && client.mailbox.path === path ? client.mailbox : null;
    if (!fresh && open && (readOnly || !open.readOnly)) return;
    const mailbox = await client.mailboxOpen(path, { readOnly });
    const known = this.#uidValidity.get(mailbox.path);
    this.#uidValidity.set(mailbox.path, mailbox.uidValidity);
    // A caller that did not ask for the state still holds UIDs of the mailbox as it was.
    if (!fresh && known !== undefined && known !== mailbox.uidValidity) throw new UidValidityChanged();
  }

  #drop(): void {
    this.#client?.close();
    this.#client = null;
  }
}

function clientOptions(
  { imap, password }: ConnectionOptions,
  onRefusal: (error: Error) => void,
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
    qresync: true,
    disableAutoIdle: true,
    disableCompression: loopback,
    connectionTimeout: CONNECT_TIMEOUT,
    greetingTimeout: GREETING_TIMEOUT,
    // The command time-out is ours; this one must not end a connection that waits quietly between two syncs.
    socketTimeout: 30 * 60 * SECOND,
    maxLiteralSize: MAX_LITERAL,
    maxResponseSize: MAX_LITERAL + 1024 * 1024,
    logger: {
      debug: () => undefined,
      info: () => undefined,
      warn: (entry: unknown) => {
        if (typeof entry === 'object' && entry !== null && 'err' in entry && entry.err instanceof Error) {
          onRefusal(entry.err);
        }
      },
      error: () => undefined,
    },
  };
}

function trafficOf(client: ImapFlow): number {
  const { sent, received } = client.stats();
  return sent + received;
}

function delay(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds).unref());
}
