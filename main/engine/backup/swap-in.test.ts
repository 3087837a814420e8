import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { finishRestore, stagedFolder, WITHOUT_RULES } from './swap-in.ts';

const AT = new Date('2026-11-21T10:20:30Z');
const LATER = new Date('2026-11-21T10:25:30Z');

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'casier-swap-'));
});
afterEach(() => {
  rmSync(dir, { recursive: true });
});

function prepare(staged: Record<string, string>): void {
  for (const name of ['casier.db', 'casier.db-wal', 'casier.db-shm', 'rules.yaml'])
    writeFileSync(join(dir, name), `old ${name}`);
  mkdirSync(stagedFolder(dir));
  for (const [name, text] of Object.entries(staged)) writeFileSync(join(stagedFolder(dir), name), text);
}

const text = (...path: string[]): string => readFileSync(join(dir, ...path), 'utf8');

it('does nothing where nothing is staged', () => {
  writeFileSync(join(dir, 'casier.db'), 'old');
  expect(finishRestore(dir, AT)).toBeNull();
  expect(readdirSync(dir)).toEqual(['casier.db']);
});

it('puts in place what is staged and keeps all of the old', () => {
  prepare({ 'casier.db': 'new db', 'rules.yaml': 'new rules' });
  const aside = finishRestore(dir, AT)!;
  expect([text('casier.db'), text('rules.yaml')]).toEqual(['new db', 'new rules']);
  expect(readdirSync(dir).sort()).toEqual([aside, 'casier.db', 'rules.yaml'].sort());
  for (const name of ['casier.db', 'casier.db-wal', 'casier.db-shm', 'rules.yaml'])
    expect(text(aside, name)).toBe(`old ${name}`);
});

it('takes the rules away where the backup had none', () => {
  prepare({ 'casier.db': 'new db', [WITHOUT_RULES]: '' });
  const aside = finishRestore(dir, AT)!;
  expect(existsSync(join(dir, 'rules.yaml'))).toBe(false);
  expect(text(aside, 'rules.yaml')).toBe('old rules.yaml');
});

it('cut off after any step, is ended by the next call with the same result', () => {
  // The renames in their order; a process that dies has done the first few.
  const steps: readonly (readonly [from: string, to: string])[] = [
    ['rules.yaml', 'ASIDE/rules.yaml'],
    ['restored/rules.yaml', 'rules.yaml'],
    ['casier.db-shm', 'ASIDE/casier.db-shm'],
    ['casier.db-wal', 'ASIDE/casier.db-wal'],
    ['casier.db', 'ASIDE/casier.db'],
    ['restored/casier.db', 'casier.db'],
  ];
  for (let done = 0; done <= steps.length; done += 1) {
    for (const name of readdirSync(dir)) rmSync(join(dir, name), { recursive: true });
    prepare({ 'casier.db': 'new db', 'rules.yaml': 'new rules' });
    const aside = 'before-restoring-2026-11-21T10.20.30';
    writeFileSync(join(stagedFolder(dir), 'aside'), aside);
    mkdirSync(join(dir, aside));
    for (const [from, to] of steps.slice(0, done))
      renameSync(join(dir, from), join(dir, to.replace('ASIDE', aside)));
    expect(finishRestore(dir, LATER)).toBe(aside);
    expect([done, text('casier.db'), text('rules.yaml')]).toEqual([done, 'new db', 'new rules']);
    expect(readdirSync(dir).sort()).toEqual([aside, 'casier.db', 'rules.yaml'].sort());
    expect(readdirSync(join(dir, aside))).toHaveLength(4);
  }
});
