import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { socketAddress, takeInstance } from './single-instance.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'casier-instance-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('a second start wakes the first and goes', async () => {
  let shown = 0;
  const first = await takeInstance(folder, () => (shown += 1));
  expect(await takeInstance(folder, () => {})).toBeNull();
  expect(await takeInstance(folder, () => {})).toBeNull();
  expect(shown).toBe(2);
  await first?.release();
  const next = await takeInstance(folder, () => {});
  expect(next).not.toBeNull();
  await next?.release();
});

test('what a killed process left is taken over', async () => {
  const script = join(folder, 'first.ts');
  const module = fileURLToPath(new URL('single-instance.ts', import.meta.url));
  writeFileSync(
    script,
    `import { takeInstance } from ${JSON.stringify(module)};
     await takeInstance(${JSON.stringify(folder)}, () => {});
     process.on('message', () => {}); // stays until it is killed
     process.send('taken');`,
  );
  const owner = fork(script, { execArgv: [] });
  await once(owner, 'message');
  expect(await takeInstance(folder, () => {})).toBeNull();
  owner.kill('SIGKILL');
  await once(owner, 'exit');
  expect(existsSync(socketAddress(folder, 'linux'))).toBe(true);
  const lock = await takeInstance(folder, () => {});
  expect(lock).not.toBeNull();
  await lock?.release();
});

test('the address fits what a socket takes, and is a pipe on Windows', () => {
  const deep = join(folder, 'x'.repeat(200));
  expect(Buffer.byteLength(socketAddress(deep, 'linux'))).toBeLessThanOrEqual(103);
  expect(socketAddress(deep, 'linux')).not.toBe(socketAddress(`${deep}y`, 'linux'));
  expect(socketAddress('C:\\data', 'win32')).toMatch(/^\\\\\.\\pipe\\casier-[0-9a-f]{16}$/);
});
