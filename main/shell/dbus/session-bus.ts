import { existsSync } from 'node:fs';
import { join } from 'node:path';
import dbus, { type MessageBus } from 'dbus-next';
import type { Logger } from '../../engine/platform/logger.ts';

const CALL_TIMEOUT_MS = 5_000;
const CONNECT_TIMEOUT_MS = 2_000;

export interface BusCall {
  readonly destination: string;
  readonly path: string;
  readonly interface: string;
  readonly member: string;
  readonly signature?: string;
  readonly body?: readonly unknown[];
}

/** The desktop's session bus, as much of it as the shell needs. */
export interface SessionBus {
  /** Calls a method and gives its results. Throws on an error reply and when there is none in time (milliseconds). */
  call(call: BusCall, timeoutMs?: number): Promise<unknown[]>;
  /** Listens for a signal, from whichever sender; gives a function that ends it. */
  onSignal(interfaceName: string, member: string, listener: (signal: BusSignal) => void): Promise<() => void>;
  /** Whether a service runs under this name. */
  hasOwner(name: string): Promise<boolean>;
  /** For the objects that the shell itself puts on the bus. */
  readonly connection: MessageBus;
  close(): void;
}

export interface BusSignal {
  readonly path: string;
  readonly body: readonly unknown[];
}

const DAEMON = {
  destination: 'org.freedesktop.DBus',
  path: '/org/freedesktop/DBus',
  interface: 'org.freedesktop.DBus',
};

/** Connects to the session bus; null where there is none, or none that answers. */
export async function connectSessionBus(env: NodeJS.ProcessEnv, logger: Logger): Promise<SessionBus | null> {
  const busAddress = sessionAddress(env);
  if (busAddress === null) return null;
  try {
    const connection = dbus.sessionBus({ busAddress });
    await connected(connection);
    connection.on('error', (error: unknown) => logger.warn({ err: error }, 'the session bus failed'));
    return wrap(connection);
  } catch (error) {
    logger.info({ err: error }, 'no session bus');
    return null;
  }
}

/** Where the session bus is; null where there is none. */
export function sessionAddress(env: NodeJS.ProcessEnv): string | null {
  const named = env['DBUS_SESSION_BUS_ADDRESS'];
  if (named !== undefined && named !== '') return named;
  const runtime = env['XDG_RUNTIME_DIR'];
  if (runtime === undefined || runtime === '') return null;
  const socket = join(runtime, 'bus');
  return existsSync(socket) ? `unix:path=${socket}` : null;
}

function connected(connection: MessageBus): Promise<void> {
  const attempt = new Promise<void>((resolve, reject) => {
    connection.on('connect', resolve);
    connection.on('error', reject);
  });
  return inTime(attempt, CONNECT_TIMEOUT_MS, 'connecting to the session bus');
}

function wrap(connection: MessageBus): SessionBus {
  const call = async (request: BusCall, timeoutMs = CALL_TIMEOUT_MS): Promise<unknown[]> => {
    const message = new dbus.Message({
      ...request,
      signature: request.signature ?? '',
      body: [...(request.body ?? [])],
    });
    const reply = await inTime(connection.call(message), timeoutMs, request.member);
    return (reply?.body ?? []) as unknown[];
  };
  return {
    connection,
    call,
    hasOwner: async (name) => {
      const [owned] = await call({ ...DAEMON, member: 'NameHasOwner', signature: 's', body: [name] });
      return owned === true;
    },
    onSignal: async (interfaceName, member, listener) => {
      const onMessage = (message: dbus.Message): void => {
        if (message.type !== dbus.MessageType.SIGNAL) return;
        if (message.interface !== interfaceName || message.member !== member) return;
        listener({ path: message.path, body: message.body });
      };
      connection.on('message', onMessage);
      const rule = `type='signal',interface='${interfaceName}',member='${member}'`;
      await call({ ...DAEMON, member: 'AddMatch', signature: 's', body: [rule] });
      return () => {
        connection.removeListener('message', onMessage);
        call({ ...DAEMON, member: 'RemoveMatch', signature: 's', body: [rule] }).catch(() => undefined);
      };
    },
    close: () => connection.disconnect(),
  };
}

/** The library has no time-outs, and a service that waits for a prompt may never answer. */
function inTime<T>(work: Promise<T>, timeoutMs: number, what: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`${what}: no answer in ${timeoutMs} ms`)), timeoutMs);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
