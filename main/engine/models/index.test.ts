import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { makeModel } from '../../../models/maker/index.ts';
import type { WritableDb } from '../db/handles.ts';
import { openDatabase } from '../db/open.ts';
import { silentLogger } from '../platform/logger.ts';
import { alwaysOpen } from '../platform/outside.ts';
import { openModelRoom } from './index.ts';

let dir: string;
let db: WritableDb;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'casier-models-'));
  db = openDatabase(join(dir, 'casier.db'));
});
afterEach(() => {
  db.close();
  rmSync(dir, { recursive: true });
});

function open(onChosen: () => void = () => undefined) {
  const clock = { now: () => 1000, monotonic: () => 0 };
  const deps = {
    db,
    dataDir: dir,
    clock,
    logger: silentLogger(),
    random: () => 0.5,
    gate: alwaysOpen,
    tell: () => undefined,
  };
  return openModelRoom({ ...deps, onChosen }, { computer: { memory: 8e9, cores: 2 } });
}

it('tells which model to ask, and when that changes; and keeps what a mail costs there', async () => {
  const path = join(dir, 'tiny.gguf');
  await makeModel({ shape: 'tiny', path });
  let changes = 0;
  const room = open(() => (changes += 1));
  expect(room.manager.chosen()).toBeNull();
  const added = await room.manager.addFile(path);
  if (!added.ok) throw new Error(added.problem.code);
  const { id } = added.value;
  expect(changes).toBe(1);
  expect(added.value.speed.measured).toBeNull();
  expect(added.value.speed.estimated?.high).toBeGreaterThan(added.value.speed.estimated?.low ?? Infinity);
  room.manager.measured(id, 412.5);
  await room.close();

  const again = open();
  expect(again.manager.chosen()).toMatchObject({
    id,
    path,
    msPerMail: 412.5,
    facts: { architecture: 'llama' },
  });
  expect(again.manager.models().find((model) => model.id === id)?.speed.measured).toEqual({
    msPerMail: 412.5,
    at: 1000,
  });
  rmSync(path);
  expect(again.manager.chosen()).toBeNull();
  await again.close();
});

it('sweeps away what is left of downloads that nobody knows', () => {
  const folder = join(dir, 'models');
  mkdirSync(folder);
  writeFileSync(join(folder, 'gone.gguf.part'), 'x');
  writeFileSync(join(folder, 'their-own.gguf'), 'x');
  open();
  expect(() => rmSync(join(folder, 'gone.gguf.part'))).toThrow('ENOENT');
  rmSync(join(folder, 'their-own.gguf'));
});
