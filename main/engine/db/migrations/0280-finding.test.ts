import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDatabase } from '../open.ts';
import { matchIndex } from '../repositories/mail/searching.ts';
import { migrations } from './index.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'casier-migration-'));
});
afterEach(() => {
  rmSync(dir, { recursive: true });
});

it('finds mail of old by whom it went to', () => {
  const path = join(dir, 'casier.db');
  const old = openDatabase(
    path,
    migrations.filter(({ version }) => version < 280),
  );
  const insert = old.prepare(
    `INSERT INTO messages (account_id, identity, thread_id, date, size, from_name, from_address, subject, preview, features,
       features_version) VALUES (1, ?, 't', 0, 1, '', '', '', '', ?, ?)`,
  );
  old.exec(
    "INSERT INTO accounts (id, kind, name, address, settings, created_at) VALUES (1, 'maildir', 'a', 'a@b', '{}', 0)",
  );
  const to = [
    { name: 'Léa Martin', address: 'lea@mail.example' },
    { name: '', address: 'team@mail.example' },
  ];
  insert.run('one', JSON.stringify({ to, cc: [] }), 1);
  insert.run('two', JSON.stringify({ to: [], cc: to }), 1);
  insert.run('damaged', '{"to":', 0);
  old.close();
  const db = openDatabase(path);
  expect(matchIndex(db, 'recipient_index', '"lea"')).toEqual([1, 2]);
  expect(matchIndex(db, 'recipient_index', '"team mail example"')).toEqual([1, 2]);
  expect(matchIndex(db, 'recipient_index', 'copies : "martin"')).toEqual([2]);
  db.close();
});
