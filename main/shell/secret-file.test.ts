import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SecretsUnavailable } from '../engine/platform/secrets.ts';
import { keychainOrFile } from './keychain-or-file.ts';
import { openSecretFile } from './secret-file.ts';

let folder: string;
const path = (name: string) => join(folder, name);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'casier-secrets-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('keeps secrets across starts, encrypted, for their owner alone', async () => {
  const long = 'é'.repeat(20_000);
  await openSecretFile(folder).set('account-1', 'hunter2');
  await openSecretFile(folder).set('account-2', long);
  const later = openSecretFile(folder);
  expect(await later.get('account-1')).toBe('hunter2');
  expect(await later.get('account-2')).toBe(long);
  expect(await later.get('account-3')).toBeNull();
  expect(readFileSync(path('secrets.json'), 'utf8')).not.toContain('hunter2');
  for (const name of ['secrets.json', 'secrets.key']) expect(statSync(path(name)).mode & 0o777).toBe(0o600);
  await later.delete('account-1');
  expect(await later.get('account-1')).toBeNull();
});

test('many at once lose none', async () => {
  const store = openSecretFile(folder);
  await Promise.all(Array.from({ length: 20 }, (_, index) => store.set(`account-${index}`, String(index))));
  const kept = await Promise.all(Array.from({ length: 20 }, (_, index) => store.get(`account-${index}`)));
  expect(kept).toEqual(Array.from({ length: 20 }, (_, index) => String(index)));
});

test('a value under the name of another, a changed value and a foreign key are refused', async () => {
  const store = openSecretFile(folder);
  await store.set('a', 'one');
  await store.set('b', 'two');
  const content = JSON.parse(readFileSync(path('secrets.json'), 'utf8')) as {
    secrets: Record<string, { tag: string }>;
  };
  const write = (secrets: object) =>
    writeFileSync(path('secrets.json'), JSON.stringify({ ...content, secrets }));
  write({ ...content.secrets, a: content.secrets['b'] });
  await expect(store.get('a')).rejects.toThrow(SecretsUnavailable);
  write({ ...content.secrets, a: { ...content.secrets['a'], tag: content.secrets['a']!.tag.slice(0, 8) } });
  await expect(store.get('a')).rejects.toThrow(SecretsUnavailable);
  write(content.secrets);
  expect(await store.get('a')).toBe('one');
  writeFileSync(path('secrets.key'), Buffer.alloc(32, 7));
  await expect(store.get('a')).rejects.toThrow(SecretsUnavailable);
});

test('a damaged file is not overwritten', async () => {
  writeFileSync(path('secrets.json'), '{"version":1,"secr');
  await expect(openSecretFile(folder).set('a', 'one')).rejects.toThrow(SecretsUnavailable);
  expect(readFileSync(path('secrets.json'), 'utf8')).toBe('{"version":1,"secr');
});

test('what the file kept is found when the keychain comes back, and moves there', async () => {
  const [file, keychain] = [openSecretFile(folder), openSecretFile(mkdtempSync(join(folder, 'keychain-')))];
  await keychainOrFile(null, file).set('a', 'one');
  const both = keychainOrFile(keychain, file);
  expect([both.kind, await both.get('a')]).toEqual(['keychain', 'one']);
  await both.set('a', 'two');
  expect([await file.get('a'), await keychain.get('a')]).toEqual([null, 'two']);
  await both.delete('a');
  expect(await both.get('a')).toBeNull();
});
