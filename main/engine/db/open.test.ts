import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrations } from './migrations/index.ts';
import { DatabaseCorrupt, DatabaseNewer, openDatabase, schemaVersion } from './open.ts';

let dir: string;
let path: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'casier-db-'));
  path = join(dir, 'casier.db');
});
afterEach(() => {
  rmSync(dir, { recursive: true });
});

describe('openDatabase', () => {
  it('brings an empty file to the last version and keeps it there', () => {
    openDatabase(path).close();
    const db = openDatabase(path);
    expect(schemaVersion(db)).toBe(migrations.at(-1)?.version);
    expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
    db.close();
  });

  it('makes every table strict', () => {
    const db = openDatabase(path);
    const loose = db
      .prepare(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'",
      )
      .pluck()
      .all();
    expect(loose).toEqual([]);
    db.close();
  });

  it('undoes a step that fails halfway, version included', () => {
    openDatabase(path).close();
    const broken = {
      version: 1000,
      name: 'broken',
      sql: 'CREATE TABLE half (a TEXT) STRICT; INSERT INTO nowhere VALUES (1);',
    };
    expect(() => openDatabase(path, [...migrations, broken])).toThrow(/nowhere/);
    const db = openDatabase(path);
    expect(db.prepare("SELECT 1 FROM sqlite_master WHERE name = 'half'").get()).toBeUndefined();
    db.close();
  });

  it('refuses a file of a newer version and leaves it as it is', () => {
    const newer = new Database(path);
    newer.pragma('user_version = 99990');
    newer.close();
    const before = readFileSync(path);
    expect(() => openDatabase(path)).toThrow(DatabaseNewer);
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it('refuses a file that is no database and leaves it as it is', () => {
    writeFileSync(path, 'Not a database. '.repeat(400));
    const before = readFileSync(path);
    expect(() => openDatabase(path)).toThrow(DatabaseCorrupt);
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it('refuses a newer file that says so in its log alone, and touches neither', () => {
    openDatabase(path).close();
    const other = new Database(path);
    other.pragma('wal_autocheckpoint = 0');
    other.pragma('user_version = 990');
    const bytes = ['', '-wal'].map((part) => [part, readFileSync(`${path}${part}`)] as const);
    other.close();
    for (const [part, content] of bytes) writeFileSync(`${path}${part}`, content);
    expect(() => openDatabase(path)).toThrow(DatabaseNewer);
    for (const [part, content] of bytes) expect(readFileSync(`${path}${part}`).equals(content)).toBe(true);
  });

  it('takes an empty file for damage, not for a new database', () => {
    writeFileSync(path, '');
    expect(() => openDatabase(path)).toThrow(DatabaseCorrupt);
  });
});
