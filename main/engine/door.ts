import { rmSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { fromEngine, toEngine, type FromEngine } from '../../contract/engine-wire.ts';
import { events, type AnyEngineEvent, type CallInput, type EngineCallName } from '../../contract/index.ts';
import { fail, type Reply } from '../../contract/problem.ts';
import type { Engine } from './options.ts';
import { splitLines } from './platform/lines.ts';
import { localSocket } from './platform/local-socket.ts';
import type { Logger } from './platform/logger.ts';

/** What a command may ask of an engine that belongs to somebody else: to know how it is and to steer the sync. */
const allowed: ReadonlySet<string> = new Set<EngineCallName>([
  'accounts.list',
  'accounts.pause',
  'accounts.resume',
  'accounts.stopFirstSync',
  'accounts.continueFirstSync',
  'accounts.syncNow',
  'status.get',
  'health.get',
]);

/** No request is longer than this, in bytes. */
const REQUEST_MAX = 64 * 1024;

/** Through which the commands of the same user reach an engine that is already at work on a data folder. */
export interface Door {
  close(): Promise<void>;
}

/**
 * Opens the door of an engine: a local socket that this user alone may use, with a JSON message a line. The engine holds the
 * data folder, so a socket that is found there was left by a process that was killed. Null where no socket can be made: the
 * engine works without one.
 */
export async function openDoor(engine: Engine, dataDir: string, logger: Logger): Promise<Door | null> {
  const address = doorAddress(dataDir);
  if (address === null) return null;
  const guests = new Set<Socket>();
  const server = createServer((socket) => {
    guests.add(socket);
    socket.once('close', () => guests.delete(socket));
    receive(socket, engine, logger);
  });
  try {
    if (process.platform !== 'win32') rmSync(address, { force: true });
    await listen(server, address);
  } catch (error) {
    logger.warn({ err: error }, 'commands cannot reach this engine');
    return null;
  }
  return {
    close: () =>
      new Promise((resolve) => {
        for (const guest of guests) guest.destroy();
        server.close(() => resolve());
      }),
  };
}

/** An engine that works in another process. */
export interface DistantEngine extends Engine {
  /** Aborts when that process is gone. */
  readonly lost: AbortSignal;
}

/** Goes through the door of the engine that has this data folder; null when there is none or nobody answers. */
export async function enterDoor(dataDir: string): Promise<DistantEngine | null> {
  const address = doorAddress(dataDir);
  const socket = address === null ? null : await dial(address);
  if (socket === null) return null;
  const calls = new Map<number, (reply: Reply<unknown>) => void>();
  const listeners = new Set<(event: AnyEngineEvent) => void>();
  const lost = new AbortController();
  let lastId = 0;
  splitLines(socket, Infinity, (line) => {
    const said = parse(line, fromEngine);
    if (said?.type === 'reply') {
      calls.get(said.id)?.(said.reply);
      calls.delete(said.id);
    } else if (said?.type === 'event') {
      const payload = events['status.changed'].payload.safeParse(said.payload);
      if (said.name !== 'status.changed' || !payload.success) return;
      for (const listener of listeners) listener({ name: said.name, payload: payload.data });
    }
  });
  socket.on('error', () => undefined);
  socket.once('close', () => {
    for (const resolve of calls.values()) resolve(fail('engine-down'));
    calls.clear();
    lost.abort();
  });
  return {
    // What another engine rebuilt, its own person was told.
    rebuilt: null,
    lost: lost.signal,
    call: (name, input) => {
      if (lost.signal.aborted) return Promise.resolve(fail('engine-down'));
      const id = ++lastId;
      return new Promise((resolve) => {
        calls.set(id, resolve as (reply: Reply<unknown>) => void);
        socket.write(`${JSON.stringify({ type: 'call', id, name, input })}\n`);
      });
    },
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => {
      socket.destroy();
      return Promise.resolve();
    },
  };
}

/** Null where the path is too long and there is no folder of the user's own for sockets: one in a shared folder is no door. */
function doorAddress(dataDir: string): string | null {
  const elsewhere = process.env['XDG_RUNTIME_DIR'] ?? '';
  const address = localSocket(dataDir, { name: 'engine', platform: process.platform, elsewhere });
  return elsewhere === '' && !address.startsWith(dataDir) && process.platform !== 'win32' ? null : address;
}

function receive(socket: Socket, engine: Engine, logger: Logger): void {
  const send = (message: FromEngine): void => {
    if (socket.writable) socket.write(`${JSON.stringify(message)}\n`);
  };
  const stop = engine.listen((event) => {
    if (event.name === 'status.changed') send({ type: 'event', ...event });
  });
  socket.once('close', stop);
  socket.on('error', () => socket.destroy());
  splitLines(socket, REQUEST_MAX, (line) => {
    const asked = parse(line, toEngine);
    if (asked?.type !== 'call') {
      socket.destroy();
      return;
    }
    const { id, name, input } = asked;
    void answer(engine, name, input, logger).then((reply) => send({ type: 'reply', id, reply }));
  });
}

async function answer(engine: Engine, name: string, input: unknown, logger: Logger): Promise<Reply<unknown>> {
  if (!allowed.has(name)) return fail('in-use');
  try {
    // The engine parses what it is given.
    return await engine.call(name as EngineCallName, input as CallInput<EngineCallName>);
  } catch (error) {
    logger.error({ err: error, call: name }, 'a call of a command failed');
    return fail('unexpected', error instanceof Error ? error.message : String(error));
  }
}

function parse<T>(line: string, schema: { safeParse(value: unknown): { data?: T } }): T | null {
  try {
    return schema.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    return null;
  }
}

function listen(server: Server, address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    // The socket gets its rights when it is made, which happens within the call.
    const umask = process.umask(0o177);
    try {
      server.listen(address, () => {
        server.unref();
        resolve();
      });
    } finally {
      process.umask(umask);
    }
  });
}

function dial(address: string): Promise<Socket | null> {
  return new Promise((resolve) => {
    const socket = connect(address);
    socket.once('error', () => resolve(null));
    socket.once('connect', () => resolve(socket));
  });
}
