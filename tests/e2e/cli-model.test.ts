import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { casier } from './support/casier.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'casier-model-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

test('model make writes the same file for the same seed, and says what it wrote', async () => {
  const paths = ['one', 'two', 'other'].map((name) => join(folder, `${name}.gguf`));
  for (const [index, path] of paths.entries()) {
    const seed = index === 2 ? '8' : '7';
    const { code, stdout } = await casier(['model', 'make', '--out', path, '--seed', seed, '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ path, shape: 'tiny', bytes: statSync(path).size });
  }
  const [one, two, other] = paths.map((path) => readFileSync(path));
  expect(one!.equals(two!)).toBe(true);
  expect(one!.equals(other!)).toBe(false);
});

test('a place that cannot be written is a sentence and an exit code', async () => {
  const { code, stderr } = await casier(['model', 'make', '--out', join(folder, 'nowhere', 'x.gguf')]);
  expect(code).toBe(2);
  expect(stderr).toContain('nowhere');
});
