import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDatabase } from '../open.ts';
import { listAccounts } from '../repositories/accounts.ts';
import { migrations } from './index.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'casier-migration-'));
});
afterEach(() => {
  rmSync(dir, { recursive: true });
});

it('keeps accounts, with the usual limits and their first sync going on', () => {
  const path = join(dir, 'casier.db');
  const old = openDatabase(
    path,
    migrations.filter(({ version }) => version < 60),
  );
  old.exec(
    `INSERT INTO accounts (id, kind, name, address, settings, created_at) VALUES (1, 'maildir', 'x', '', '{"path":"/x"}', 0)`,
  );
  old.close();
  const db = openDatabase(path);
  expect(listAccounts(db)).toMatchObject([{ id: 1, name: 'x', limits: null, importStopped: false }]);
  db.close();
});
