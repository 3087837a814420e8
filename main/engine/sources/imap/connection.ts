import { Mutex } from 'async-mutex';
import { ImapFlow } from 'imapflow';
import { fail, succeed, type Problem, type Reply } from '../../../../contract/problem.ts';
import { clientOptions, usualTimeouts, type ConnectionOptions, type ImapTimeouts } from './client-options.ts';
import { isLoopback } from './loopback.ts';
import { ImapInterrupted, toProblem, UidValidityChanged } from './problem.ts';

export type { ConnectionOptions } from './client-options.ts';

/**
 * Bytes a `silence` long that count as life. Servers that work for a long time say so with a line now and then; one that
 * lets a byte drip every few seconds would hold the connection for ever.
 */
const SIGN_OF_LIFE = 16;

/** So many times in a row. */
const LOSSES_OF_ONE = 3;

/** Politeness has a limit. Milliseconds. */
const LOGOUT_MS = 2000;

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
  readonly #timeouts: ImapTimeouts;
  readonly #mutex = new Mutex();
  readonly #uidValidity = new Map<string, bigint>();
  #client: ImapFlow | null = null;
  /** What of a connection's traffic was told of. */
  readonly #told = new WeakMap<ImapFlow, { sent: number; received: number }>();
  #refused: Error | null = null;
  /** The mailbox that is being opened, and how often in a row the connection was lost on each. */
  #opening: string | null = null;
  readonly #lostOn = new Map<string, number>();
  #bye: string | null = null;
  #running: { readonly client: ImapFlow; readonly interrupt: (error: Error) => void } | null = null;
  #closed = false;
  readonly #ungate: () => void;

  constructor(options: ConnectionOptions) {
    this.#options = options;
    this.#ungate = options.gate?.onCut(() => this.#cut(new ImapInterrupted('offline'))) ?? (() => undefined);
    this.#timeouts = { ...usualTimeouts, ...options.timeouts };
  }

  get timeouts(): ImapTimeouts {
    return this.#timeouts;
  }

  /**
   * Runs commands on the connection; failures are mapped, and a broken connection is forgotten. `silence` is for commands
   * that a living server answers at once.
   */
  use<T>(
    signal: AbortSignal,
    work: (session: Session) => Promise<T>,
    { silence = this.#timeouts.silence }: { silence?: number } = {},
  ): Promise<Reply<T>> {
    return this.#mutex.runExclusive(async () => {
      if (signal.aborted || this.#closed) return fail('cancelled');
      let client: ImapFlow | null = null;
      try {
        const connected = await this.#connect(signal);
        client = connected;
        const value = await this.#guard(connected, { signal, silence }, () => work(this.#session(connected)));
        // A connection that ends between two commands makes the library answer the second with nothing at all.
        if (hasEnded(connected)) throw Object.assign(new Error('connection lost'), { code: 'NoConnection' });
        return succeed(value);
      } catch (error) {
        if (error instanceof UidValidityChanged || (client && hasEnded(client))) this.#drop();
        return this.#blame(toProblem(error, this.#bye));
      } finally {
        this.#tellTraffic(client);
      }
    });
  }

  /** Gives the connection up, and whatever is under way on it; the next use makes a new one. */
  reset(): void {
    this.#cut(Object.assign(new Error('connection given up'), { code: 'NoConnection' }));
  }

  #cut(reason: Error): void {
    this.#running?.interrupt(reason);
    this.#drop();
  }

  /** Ends the connection, and whatever is under way on it; idempotent. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#ungate();
    const client = this.#client;
    this.#client = null;
    if (!client) return;
    if (!client.usable || this.#mutex.isLocked()) {
      client.close();
      return;
    }
    await Promise.race([client.logout(), delay(LOGOUT_MS)]).catch(() => undefined);
    client.close();
  }

  async #connect(signal: AbortSignal): Promise<ImapFlow> {
    if (this.#client && !hasEnded(this.#client)) return this.#client;
    this.#drop();
    const { imap, onEgress, gate } = this.#options;
    if (gate?.offline) throw new ImapInterrupted('offline');
    if (imap.security === 'none' && !isLoopback(imap.host)) {
      throw Object.assign(new Error('not encrypted'), { code: 'ERR_TLS_REQUIRED' });
    }
    onEgress(imap.host, imap.port);
    this.#bye = null;
    const client: ImapFlow = new ImapFlow(
      clientOptions(this.#options, this.#timeouts, {
        onRefusal: (error) => {
          this.#onRefusal(client, error);
        },
        onBye: (words) => (this.#bye = words),
      }),
    );
    // What the library found wrong says more than the commands that fail because the connection is gone.
    client.on('error', (error: Error) => {
      this.#interrupt(client, error);
    });
    client.on('close', () => {
      this.#tellTraffic(client);
      if (this.#client === client) this.#client = null;
    });
    const { silence, signIn: total } = this.#timeouts;
    try {
      await this.#guard(client, { signal, silence, total }, () => client.connect());
    } catch (error) {
      client.close();
      throw error;
    }
    if (this.#closed) {
      client.close();
      throw new ImapInterrupted('cancelled');
    }
    this.#client = client;
    return client;
  }

  async #guard<T>(
    client: ImapFlow,
    { signal, silence, total }: { signal: AbortSignal; silence: number; total?: number },
    work: () => Promise<T>,
  ): Promise<T> {
    const interrupted = Promise.withResolvers<never>();
    interrupted.promise.catch(() => undefined);
    const interrupt = (error: Error) => {
      interrupted.reject(error);
      client.close();
    };
    const onTimeout = () => interrupt(new ImapInterrupted('timeout'));
    const onAbort = () => interrupt(new ImapInterrupted('cancelled'));
    let traffic = trafficOf(client);
    const quiet = setTimeout(() => {
      const before = traffic;
      traffic = trafficOf(client);
      if (traffic - before < SIGN_OF_LIFE) onTimeout();
      else quiet.refresh();
    }, silence);
    const limit = total === undefined ? undefined : setTimeout(onTimeout, total);
    signal.addEventListener('abort', onAbort, { once: true });
    this.#running = { client, interrupt };
    const running = work();
    try {
      return await Promise.race([running, interrupted.promise]);
    } finally {
      running.catch(() => undefined);
      this.#running = null;
      clearTimeout(quiet);
      clearTimeout(limit);
      signal.removeEventListener('abort', onAbort);
    }
  }

  #onRefusal(client: ImapFlow, error: Error): void {
    this.#refused = error;
    // The library would sit on the answer for as long as the server asked; the account has better things to do.
    if ('code' in error && error.code === 'ETHROTTLE') this.#interrupt(client, error);
  }

  #interrupt(client: ImapFlow, error: Error): void {
    if (this.#running?.client === client) this.#running.interrupt(error);
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
    this.#opening = path;
    const mailbox = await client.mailboxOpen(path, { readOnly });
    this.#opening = null;
    this.#lostOn.delete(path);
    const known = this.#uidValidity.get(mailbox.path);
    this.#uidValidity.set(mailbox.path, mailbox.uidValidity);
    // A caller that did not ask for the state still holds UIDs of the mailbox as it was.
    if (!fresh && known !== undefined && known !== mailbox.uidValidity) throw new UidValidityChanged();
  }

  /**
   * A mailbox on whose opening a server dies, each time anew, is one that it refuses: a loss would end each run there, and
   * the mailboxes behind it would never have their turn.
   */
  #blame(problem: Problem): { ok: false; problem: Problem } {
    const path = this.#opening;
    this.#opening = null;
    if (path === null || (problem.code !== 'unreachable' && problem.code !== 'timeout')) {
      return { ok: false, problem };
    }
    const losses = (this.#lostOn.get(path) ?? 0) + 1;
    this.#lostOn.set(path, losses);
    return losses < LOSSES_OF_ONE ? { ok: false, problem } : fail('server-refused', problem.detail);
  }

  #tellTraffic(client: ImapFlow | null): void {
    if (client === null) return;
    const { imap, onTraffic } = this.#options;
    const told = this.#told.get(client) ?? { sent: 0, received: 0 };
    const { sent, received } = client.stats();
    if (sent === told.sent && received === told.received) return;
    this.#told.set(client, { sent, received });
    onTraffic?.({
      host: imap.host,
      port: imap.port,
      sent: sent - told.sent,
      received: received - told.received,
    });
  }

  #drop(): void {
    this.#client?.close();
    this.#client = null;
  }
}

/** Also true after a BYE, when the server is about to hang up. */
function hasEnded(client: ImapFlow): boolean {
  return !client.usable || client.state === client.states.LOGOUT;
}

function trafficOf(client: ImapFlow): number {
  const { sent, received } = client.stats();
  return sent + received;
}

function delay(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds).unref());
}
