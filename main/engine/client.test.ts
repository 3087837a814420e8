import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { startChild } from '../shell/chromium/child-process.ts';
import { startEngineClient, type EngineClient, type EngineStatus } from './client.ts';
import { silentLogger } from './platform/logger.ts';
import { SecretsUnavailable, type SecretStore } from './platform/secrets.ts';

const standIn = fileURLToPath(new URL('../../tests/support/engine-stand-in.ts', import.meta.url));
const inference = fileURLToPath(new URL('../inference/process.ts', import.meta.url));

const secrets: SecretStore = {
  get: async (name) => `secret of ${name}`,
  set: async () => undefined,
  delete: async () => undefined,
};

let client: EngineClient | null = null;
let starts = 0;

afterEach(async () => {
  await client?.close();
});

function start(resourcesDir = '', store = secrets): EngineClient {
  starts = 0;
  client = startEngineClient({
    start: () => {
      starts += 1;
      return startChild(standIn);
    },
    startInference: () => startChild(inference),
    settings: { dataDir: '', resourcesDir, version: '1' },
    secrets: store,
    logger: silentLogger(),
  });
  return client;
}

function reaches(state: EngineStatus['state'], of: EngineClient): Promise<EngineStatus> {
  return new Promise((resolve) => of.onStatus((status) => status.state === state && resolve(status)));
}

const pidOf = async (engine: EngineClient): Promise<number> => {
  const reply = await engine.relay('status.get', {});
  return (reply as unknown as { value: { pid: number } }).value.pid;
};

test('answers calls, also those made before it is ready, with bytes as bytes', async () => {
  const engine = start();
  const reply = await engine.call('messages.attachment', { id: 1, index: 0 });
  expect(reply.ok && [...reply.value.bytes]).toEqual([1, 2, 255]);
  expect(engine.status()).toEqual({ state: 'ready' });
});

test('refuses a call that the contract does not know', async () => {
  expect(await start().relay('accounts.steal', {})).toMatchObject({
    ok: false,
    problem: { code: 'invalid-input' },
  });
});

test('passes events that the contract knows, and no others', async () => {
  const engine = start();
  const heard: unknown[] = [];
  engine.onEvent((event) => heard.push(event));
  await engine.call('accounts.list', {});
  expect(heard).toEqual([{ name: 'activity.changed', payload: { batchId: 7 } }]);
});

test('gives the engine the secrets it asks for, or says that they cannot be had', async () => {
  expect(await start().relay('settings.get', {})).toEqual({ ok: true, value: 'secret of account-1' });
  await client?.close();
  const locked = { ...secrets, get: () => Promise.reject(new SecretsUnavailable('locked')) };
  expect(await start('', locked).relay('settings.get', {})).toMatchObject({
    problem: { code: 'secrets-unavailable', detail: 'locked' },
  });
});

test('starts the process of the language model for the engine, and passes on what it says', async () => {
  const reply = await start().relay('deciding.classify', {});
  expect(reply).toEqual({
    ok: true,
    value: { type: 'refused', problem: { code: 'not-found', detail: expect.stringContaining('nowhere') } },
  });
});

test('starts a dead engine again; only the calls it had under way fail', async () => {
  const engine = start();
  const before = await pidOf(engine);
  const died = engine.relay('health.get', {});
  const behind = engine.relay('status.get', {});
  expect(await died).toEqual({ ok: false, problem: { code: 'engine-down' } });
  expect(await behind).toEqual({ ok: false, problem: { code: 'engine-down' } });
  expect(engine.status()).toEqual({ state: 'restarting' });
  expect(await pidOf(engine)).not.toBe(before);
});

test('gives up after five restarts in a minute', async () => {
  const engine = start('die');
  const waiting = engine.relay('status.get', {});
  await reaches('failed', engine);
  expect(starts).toBe(6);
  expect(await waiting).toMatchObject({ problem: { code: 'engine-down' } });
});

test('does not start an engine again that has a reason not to run', async () => {
  const engine = start('refuse');
  const waiting = engine.relay('status.get', {});
  expect(await reaches('failed', engine)).toEqual({ state: 'failed', detail: 'database-newer' });
  expect(await waiting).toEqual({ ok: false, problem: { code: 'database-newer', detail: 'from 2031' } });
  expect(await engine.relay('status.get', {})).toMatchObject({ problem: { code: 'database-newer' } });
  expect(starts).toBe(1);
});

test('ends the process when it is closed', async () => {
  const engine = start();
  const pid = await pidOf(engine);
  await engine.close();
  expect(() => process.kill(pid, 0)).toThrow('ESRCH');
});
