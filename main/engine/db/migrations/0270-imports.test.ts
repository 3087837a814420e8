import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDatabase } from '../open.ts';
import { findImport, insertImport, saveImport } from '../repositories/imports.ts';
import { migrations } from './index.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'casier-migration-'));
});
afterEach(() => {
  rmSync(dir, { recursive: true });
});

it('lets a database of old remember an import, and keeps its accounts', () => {
  const path = join(dir, 'casier.db');
  const old = openDatabase(
    path,
    migrations.filter(({ version }) => version < 270),
  );
  old.exec(
    "INSERT INTO accounts (id, kind, name, address, settings, created_at) VALUES (1, 'maildir', 'a', '', '{\"path\":\"/a\"}', 0)",
  );
  old.close();
  const db = openDatabase(path);
  expect(findImport(db)).toBeNull();
  const files = [{ path: '/mail/Inbox', folder: 'INBOX', size: 10, mtime: 3, read: 0 }];
  const made = insertImport(db, {
    source: '/mail',
    name: 'Old',
    accountId: null,
    folder: 'imported/1',
    files,
    at: 5,
  });
  expect(made).toMatchObject({ state: 'running', counts: { mails: 0 }, problem: null });
  saveImport(db, {
    ...made,
    counts: { ...made.counts, mails: 7 },
    state: 'failed',
    problem: { code: 'disk-full' },
  });
  expect(findImport(db)).toMatchObject({
    files,
    state: 'failed',
    counts: { mails: 7 },
    problem: { code: 'disk-full' },
  });
  expect(db.prepare('SELECT count(*) FROM accounts').pluck().get()).toBe(1);
  db.close();
});
