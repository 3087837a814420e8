import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ModelId } from '../../../../contract/models.ts';
import { openDatabase } from '../open.ts';
import { listAccounts } from '../repositories/accounts.ts';
import { addModel, changeModel, deleteModel, findModel, listModels } from '../repositories/models.ts';
import { migrations } from './index.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'casier-migration-'));
});
afterEach(() => {
  rmSync(dir, { recursive: true });
});

const id = 'tiny' as ModelId;

it('keeps what was there, and has room for models on their way, with what was measured of them', () => {
  const path = join(dir, 'casier.db');
  const old = openDatabase(
    path,
    migrations.filter(({ version }) => version < 160),
  );
  old.exec(
    `INSERT INTO accounts (id, kind, name, address, settings, created_at) VALUES (1, 'maildir', 'x', '', '{"path":"/x"}', 0)`,
  );
  old.close();

  const db = openDatabase(path);
  expect(listAccounts(db)).toMatchObject([{ id: 1, name: 'x' }]);
  expect(listModels(db)).toEqual([]);
  addModel(db, { id, origin: 'url', source: 'https://x.example/a', state: 'downloading', at: 3 });
  addModel(db, { id, origin: 'file', source: null, state: 'ready', at: 4 });
  expect(findModel(db, id)).toMatchObject({
    origin: 'url',
    state: 'downloading',
    facts: null,
    checked: 'none',
  });
  const facts = {
    name: 'Tiny',
    architecture: 'llama',
    quantisation: 'F16',
    licence: null,
    parameters: 4e5,
    size: 9e5,
    tokenBytes: 512,
  };
  changeModel(db, id, {
    state: 'failed',
    problem: { code: 'timeout' },
    total: 9e5,
    sha256: 'ab',
    validator: '"1"',
  });
  changeModel(db, id, { facts, msPerMail: 12.5, measuredAt: 7 });
  expect(findModel(db, id)).toEqual({
    id,
    origin: 'url',
    source: 'https://x.example/a',
    state: 'failed',
    problem: { code: 'timeout' },
    total: 9e5,
    sha256: 'ab',
    validator: '"1"',
    checked: 'none',
    facts,
    msPerMail: 12.5,
    measuredAt: 7,
  });
  changeModel(db, id, { problem: null });
  expect(findModel(db, id)?.problem).toBeNull();
  deleteModel(db, id);
  expect(listModels(db)).toEqual([]);
  db.close();
});
