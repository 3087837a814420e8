import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { backupName } from '../backup/keep-files.ts';
import { openMailStore } from '../../../tests/support/mail-store.ts';
import { writeSetting } from '../db/repositories/settings.ts';
import type { SecretStore } from '../platform/secrets.ts';
import { finishErasing, noteErasing, secretsLeft } from './erasing.ts';

let root: string;
let data: string;
let kept: Map<string, string>;
/** Names that this many deletions were enough for; then the program dies. */
let patience: number;

const secrets: SecretStore = {
  get: (name) => Promise.resolve(kept.get(name) ?? null),
  set: (name, value) => Promise.resolve(void kept.set(name, value)),
  delete: (name) => {
    patience -= 1;
    return patience < 0 ? Promise.reject(new Error('killed')) : Promise.resolve(void kept.delete(name));
  },
};
const FOLDERS = [
  'imported',
  'prompt-states',
  'demo-mailbox',
  'opened',
  'damaged-2026-11-21T10.20.30',
  'restored',
];
const FILES = ['rules.yaml', 'rules.schema.json', 'secrets.json', 'secrets.key', 'casier.db-wal'];
const OTHERS = ['letter.txt', 'damaged-car.jpg', 'casier.db.odt', 'backups'];
const elsewhere = () => join(root, 'elsewhere');

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'casier-erase-'));
  data = join(root, 'data');
  for (const folder of [...FOLDERS, 'backups', 'logs', 'window']) {
    mkdirSync(join(data, folder), { recursive: true });
    writeFileSync(join(data, folder, 'x'), 'x');
  }
  mkdirSync(join(data, 'models'));
  for (const name of ['tiny.gguf', 'large.gguf.part']) writeFileSync(join(data, 'models', name), 'x');
  mkdirSync(elsewhere());
  for (const name of [backupName(0), backupName(86_400_000), 'holiday.jpg'])
    writeFileSync(join(elsewhere(), name), 'x');
  const store = openMailStore(join(data, 'casier.db'));
  writeSetting(store.db, 'backup', { daily: true, folder: elsewhere() });
  store.db.close();
  for (const name of FILES) writeFileSync(join(data, name), 'x');
  for (const name of OTHERS.slice(0, 3)) writeFileSync(join(data, name), 'mine');
  for (const name of ['app.log', 'engine.log', 'engine.1.log'])
    writeFileSync(join(data, 'logs', name), 'line\n');
  kept = new Map([
    ['account-1', 'a'],
    ['backup-passphrase', 'b'],
    ['language-model-key', 'c'],
  ]);
  patience = Infinity;
});
afterEach(() => rmSync(root, { recursive: true }));

function expectNothing(): void {
  expect(readdirSync(data).toSorted()).toEqual([...OTHERS, 'erase-window', 'logs', 'window'].toSorted());
  expect(readdirSync(join(data, 'logs')).toSorted()).toEqual(['app.log', 'engine.log', 'x']);
  expect(readFileSync(join(data, 'logs', 'engine.log'), 'utf8')).toBe('');
  expect(kept.size).toBe(0);
}

it('does nothing that was not asked for', async () => {
  const before = readdirSync(data);
  await finishErasing(data, secrets);
  expect(readdirSync(data)).toEqual(before);
});

it('takes what is ours and leaves what is not, in the folder of the backups too', async () => {
  noteErasing(data, { backups: true });
  await finishErasing(data, secrets);
  expectNothing();
  expect(readdirSync(elsewhere())).toEqual(['holiday.jpg']);
});

it('leaves the backups where that is wished', async () => {
  noteErasing(data, { backups: false });
  await finishErasing(data, secrets);
  expectNothing();
  expect(readdirSync(elsewhere())).toHaveLength(3);
});

it('goes on wherever it was cut off, also without the database that told where things are', async () => {
  for (const gone of [0, 1, 2]) {
    noteErasing(data, { backups: true });
    patience = gone;
    await expect(finishErasing(data, secrets)).rejects.toThrow('killed');
    expect(existsSync(join(data, 'erasing.json'))).toBe(true);
  }
  // It died between two files.
  for (const name of ['casier.db', 'models']) rmSync(join(data, name), { recursive: true });
  patience = Infinity;
  await finishErasing(data, secrets);
  expectNothing();
  expect(readdirSync(elsewhere())).toEqual(['holiday.jpg']);
  expect(secretsLeft(data)).toBe(0);
});

it('works on a database that cannot be read', async () => {
  writeFileSync(join(data, 'casier.db'), 'not a database');
  noteErasing(data, { backups: false });
  await finishErasing(data, secrets);
  expectNothing();
});

it('minds no note that it cannot read', async () => {
  writeFileSync(join(data, 'erasing.json'), '{');
  await finishErasing(data, secrets);
  expect(existsSync(join(data, 'casier.db'))).toBe(true);
});
