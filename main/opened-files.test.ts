import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openedFiles } from './opened-files.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'casier-opened-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

test('a copy can be read by the person alone and written by nobody; all are gone at the end', async () => {
  const files = await openedFiles(join(dir, 'opened'));
  const [one, other] = [
    await files.write('bill.pdf', Buffer.from('one')),
    await files.write('bill.pdf', Buffer.from('other')),
  ];
  if (!one.ok || !other.ok) throw new Error('not written');
  expect(basename(one.value.path)).toBe('bill.pdf');
  expect(basename(other.value.path)).toBe('bill.pdf');
  expect(readFileSync(other.value.path, 'utf8')).toBe('other');
  expect(statSync(one.value.path).mode & 0o777).toBe(0o400);
  expect(statSync(join(dir, 'opened')).mode & 0o777).toBe(0o700);
  await files.clear();
  expect(existsSync(join(dir, 'opened'))).toBe(false);
});

test('what a crash left is gone at the next start', async () => {
  const left = await (await openedFiles(join(dir, 'opened'))).write('a.txt', Buffer.from('a'));
  await openedFiles(join(dir, 'opened'));
  expect(left.ok && existsSync(left.value.path)).toBe(false);
});
