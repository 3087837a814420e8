import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { builtInPackages } from './built-in-plugin.ts';
import { bundledPackages } from './bundled-packages.ts';

const root = resolve(import.meta.dirname, '../..');

it('lists what is installed with the program, what is bundled, and what these need where Node would find it', () => {
  const lock = JSON.stringify({
    packages: {
      '': {},
      'node_modules/a': { version: '1.0.0', license: 'MIT', dependencies: { b: '1' } },
      'node_modules/b': { version: '1.0.0' },
      'node_modules/ui': { version: '2.0.0', license: 'ISC', dev: true, dependencies: { b: '2', c: '1' } },
      'node_modules/ui/node_modules/b': { version: '2.0.0', license: 'MIT', dev: true },
      'node_modules/c': { version: '1.0.0', license: '0BSD', dev: true, dependencies: { missing: '1' } },
      'node_modules/linter': { version: '1.0.0', license: 'MIT', dev: true },
    },
  });
  expect(builtInPackages(lock, ['ui'])).toEqual([
    { name: 'a', version: '1.0.0', licence: 'MIT' },
    { name: 'b', version: '1.0.0', licence: null },
    { name: 'b', version: '2.0.0', licence: 'MIT' },
    { name: 'c', version: '1.0.0', licence: '0BSD' },
    { name: 'ui', version: '2.0.0', licence: 'ISC' },
  ]);
});

it('states a licence for all that the program carries, but for two packages that tell none', () => {
  const lock = readFileSync(resolve(root, 'package-lock.json'), 'utf8');
  const packages = builtInPackages(lock, bundledPackages(resolve(root, 'renderer')));
  const names = packages.map(({ name }) => name);
  for (const name of ['react', '@mantine/core', 'dompurify', 'imapflow', 'node-llama-cpp', 'electron']) {
    expect(names).toContain(name);
  }
  expect(names).not.toContain('eslint');
  expect(packages.filter(({ licence }) => licence === null).map(({ name }) => name)).toEqual([
    'jsbi',
    'map-stream',
  ]);
});
