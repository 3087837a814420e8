import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDatabase } from '../open.ts';
import { migrations } from './index.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'casier-migration-'));
});
afterEach(() => {
  rmSync(dir, { recursive: true });
});

it('finds what was indexed before and after', () => {
  const path = join(dir, 'casier.db');
  const index = `INSERT INTO message_index (rowid, sender, subject, body, attachments) VALUES (?, 'Léa', ?, 'bonjour', '')`;
  const old = openDatabase(
    path,
    migrations.filter(({ version }) => version < 100),
  );
  old.prepare(index).run(1, 'Facture de mai');
  old.close();
  const db = openDatabase(path);
  db.prepare(index).run(2, 'Facture de juin');
  const found = db.prepare(
    `SELECT rowid FROM message_index WHERE message_index MATCH 'facture' ORDER BY rowid`,
  );
  expect(found.pluck().all()).toEqual([1, 2]);
  expect(db.prepare("SELECT v FROM message_index_config WHERE k = 'automerge'").pluck().get()).toBe(16);
  db.close();
});
