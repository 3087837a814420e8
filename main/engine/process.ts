import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { assertNever } from '../../contract/assert-never.ts';
import { toEngine, type FromEngine, type SecretRequest, type ToEngine } from '../../contract/engine-wire.ts';
import { engineCalls, type CallInput, type EngineCallName } from '../../contract/index.ts';
import { fail, type Problem, type Reply } from '../../contract/problem.ts';
import { storageTrouble } from './platform/storage-trouble.ts';
import { openDoor, type Door } from './door.ts';
import { createEngine } from './index.ts';
import { thisComputer } from './asking/index.ts';
import { systemNetwork } from './accounts/discovery/index.ts';
import { standInWeb } from './reading/images/get-image.ts';
import { BorrowedProcesses } from './lent-processes.ts';
import type { Engine, EngineOptions } from './options.ts';
import { openFileLogger, type Logger } from './platform/logger.ts';
import { openParentChannel } from './platform/parent-channel.ts';
import { SecretsUnavailable, type SecretStore } from './platform/secrets.ts';

/** The engine's own process: one engine, one channel to the process that started it. Ends when the channel does. */

const channel = openParentChannel<FromEngine>();
const secretsAsked = new Map<number, (reply: Reply<unknown>) => void>();
const borrowed = new BorrowedProcesses((order) => channel.send(order));
let lastSecretId = 0;
let engine: Engine | null = null;
let door: Door | null = null;
let logger: Logger | null = null;

channel.onMessage((message) => {
  const parsed = toEngine.safeParse(message);
  if (parsed.success) void act(parsed.data);
  else logger?.error({ err: parsed.error }, 'a message of an unknown shape was refused');
});
channel.onClosed(() => void end());

async function act(message: ToEngine): Promise<void> {
  switch (message.type) {
    case 'start':
      await start(message);
      return;
    case 'call':
      channel.send({ type: 'reply', id: message.id, reply: await answer(message.name, message.input) });
      return;
    case 'secret-answer':
      secretsAsked.get(message.id)?.(message.reply);
      secretsAsked.delete(message.id);
      return;
    case 'lent':
      borrowed.receive(message);
      return;
    case 'close':
      await end();
      return;
    default:
      assertNever(message);
  }
}

async function start(settings: Extract<ToEngine, { type: 'start' }>): Promise<void> {
  const { dataDir, resourcesDir, version, rebuild, calmMs } = settings;
  try {
    const logs = join(dataDir, 'logs');
    mkdirSync(logs, { recursive: true, mode: 0o700 });
    logger = openFileLogger(join(logs, 'engine.log'));
    process.on('uncaughtException', die);
    engine = await createEngine({
      dataDir,
      resourcesDir,
      version,
      rebuild,
      calmMs,
      secrets,
      logger,
      startInference: () => borrowed.start(),
      ...surroundingsOfTests(),
    });
  } catch (error) {
    die(error);
    return;
  }
  door = await openDoor(engine, dataDir, logger);
  engine.listen(({ name, payload }) => channel.send({ type: 'event', name, payload }));
  channel.send({ type: 'ready', rebuilt: engine.rebuilt });
}

/** Ends the process; when the person can do something about it, after saying why. */
function die(error: unknown): void {
  const problem = refusalOf(error);
  logger?.error({ err: error }, problem === null ? 'the engine dies of a bug' : 'the engine cannot work');
  if (problem === null && logger === null) process.stderr.write(`${String(error)}\n`);
  if (problem !== null) channel.send({ type: 'refused', problem });
  channel.finish(1);
}

/** The window's tests have a name server of their own, and do not wait until their computer has less to do. */
function surroundingsOfTests(): Pick<EngineOptions, 'network' | 'computer' | 'getImage'> {
  const { NODE_ENV, CASIER_TEST_DNS, CASIER_TEST_IDLE, CASIER_TEST_WEB } = process.env;
  if (NODE_ENV !== 'test') return {};
  const idle = { ...thisComputer(), busy: () => false, onBattery: () => false };
  return {
    ...(CASIER_TEST_DNS === undefined ? {} : { network: systemNetwork({ dnsServers: [CASIER_TEST_DNS] }) }),
    ...(CASIER_TEST_IDLE === undefined ? {} : { computer: idle }),
    ...(CASIER_TEST_WEB === undefined ? {} : { getImage: standInWeb(CASIER_TEST_WEB) }),
  };
}

async function answer(name: string, input: unknown): Promise<Reply<unknown>> {
  if (!engine) return fail('engine-down');
  if (!isEngineCall(name)) {
    logger?.error({ call: name }, 'unknown call refused');
    return fail('invalid-input', 'unknown call');
  }
  try {
    // The engine parses what it is given; the types say what it will find.
    return await engine.call(name, input as CallInput<EngineCallName>);
  } catch (error) {
    logger?.error({ err: error, call: name }, 'a call failed');
    const trouble = storageTrouble(error);
    // What else is wrong in a damaged file nobody knows: no further word is read from it, or written.
    if (trouble === 'database-corrupt') die(error);
    if (trouble !== null) return fail(trouble);
    return fail('unexpected', error instanceof Error ? error.message : String(error));
  }
}

/** Closes the engine, then the process. A second wish to end changes nothing. */
async function end(): Promise<void> {
  const closing = engine;
  engine = null;
  try {
    await door?.close();
    await closing?.close();
    channel.finish(0);
  } catch (error) {
    logger?.error({ err: error }, 'the engine did not close cleanly');
    channel.finish(1);
  }
}

const secrets: SecretStore = {
  get: async (name) =>
    z
      .string()
      .nullable()
      .parse(await askSecret({ action: 'get', name })),
  set: async (name, value) => {
    await askSecret({ action: 'set', name, value });
  },
  delete: async (name) => {
    await askSecret({ action: 'delete', name });
  },
};

async function askSecret(request: SecretRequest): Promise<unknown> {
  const id = ++lastSecretId;
  const reply = await new Promise<Reply<unknown>>((resolve) => {
    secretsAsked.set(id, resolve);
    channel.send({ type: 'secret-ask', id, request });
  });
  if (reply.ok) return reply.value;
  throw new SecretsUnavailable(reply.problem.detail ?? reply.problem.code);
}

function refusalOf(error: unknown): Problem | null {
  if (!(error instanceof Error)) return null;
  switch (error.name) {
    case 'DatabaseNewer':
      return { code: 'database-newer', detail: error.message };
    case 'DatabaseCorrupt':
      return { code: 'database-corrupt', detail: error.message };
    case 'DataFolderInUse':
      return { code: 'in-use' };
    default: {
      const code = storageTrouble(error);
      return code && { code, detail: error.message };
    }
  }
}

function isEngineCall(name: string): name is EngineCallName {
  return Object.hasOwn(engineCalls, name);
}
