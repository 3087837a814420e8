import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { waitFor } from '../../tests/support/wait-for.ts';
import { enterDoor, openDoor, type DistantEngine, type Door } from './door.ts';
import { createEngine } from './index.ts';
import type { Engine } from './options.ts';
import { silentLogger } from './platform/logger.ts';

let dir: string;
let engine: Engine;
let door: Door | null = null;
let distant: DistantEngine | null = null;

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'casier-door-'));
  engine = await createEngine({
    dataDir: dir,
    resourcesDir: resolve(import.meta.dirname, '../../resources'),
    version: '0',
    logger: silentLogger(),
    secrets: { get: async () => null, set: async () => undefined, delete: async () => undefined },
  });
});
afterEach(async () => {
  await distant?.close();
  await door?.close();
  await engine.close();
  distant = door = null;
  rmSync(dir, { recursive: true });
});

async function enter(): Promise<DistantEngine> {
  door = await openDoor(engine, dir, silentLogger());
  distant = await enterDoor(dir);
  return distant!;
}

it('lets a command see and steer the sync, and hear of it', async () => {
  const outside = await enter();
  const heard: number[] = [];
  outside.listen((event) => {
    if (event.name === 'status.changed') heard.push(event.payload.accounts.length);
  });
  expect(await outside.call('accounts.list', {})).toEqual({ ok: true, value: [] });
  const path = join(dir, 'mail');
  for (const part of ['cur', 'new', 'tmp']) mkdirSync(join(path, part), { recursive: true });
  const added = await engine.call('accounts.addMaildir', { name: 'x', path });
  expect(added.ok && (await outside.call('accounts.pause', { id: added.value.id }))).toMatchObject({
    ok: true,
  });
  expect(await engine.call('accounts.list', {})).toMatchObject({ value: [{ status: 'paused' }] });
  await waitFor(() => heard.includes(1), { every: 5 });
});

it('opens to this user alone, and for nothing else', async () => {
  const outside = await enter();
  if (process.platform !== 'win32') expect(statSync(join(dir, 'engine.sock')).mode & 0o777).toBe(0o600);
  expect(await outside.call('suggestions.approve', { selection: { ids: [1] } })).toEqual({
    ok: false,
    problem: { code: 'in-use' },
  });
  expect(await outside.call('accounts.pause', { id: -1 })).toMatchObject({
    problem: { code: 'invalid-input' },
  });
});

it.each([
  ['nonsense', 'hello\n'],
  ['a secret that nobody asked for', '{"type":"secret-answer","id":1,"reply":{"ok":true,"value":"x"}}\n'],
  ['a line without an end', 'x'.repeat(80_000)],
])('hangs up on %s', async (_, text) => {
  await enter();
  const socket = connect(join(dir, 'engine.sock'));
  socket.on('error', () => undefined);
  socket.write(text);
  await once(socket.resume(), 'close');
  expect(await distant!.call('accounts.list', {})).toMatchObject({ ok: true });
});

it('says when the engine is gone', async () => {
  const outside = await enter();
  await door?.close();
  await waitFor(() => outside.lost.aborted, { every: 5 });
  expect(await outside.call('status.get', {})).toEqual({ ok: false, problem: { code: 'engine-down' } });
  expect(await enterDoor(dir)).toBeNull();
});

it('takes the place of what a killed process left', async () => {
  writeFileSync(join(dir, 'engine.sock'), '');
  const outside = await enter();
  expect(await outside.call('accounts.list', {})).toMatchObject({ ok: true });
  await door?.close();
  expect(existsSync(join(dir, 'engine.sock'))).toBe(false);
});
