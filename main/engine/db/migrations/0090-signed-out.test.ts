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

it('keeps accounts signed in', () => {
  const path = join(dir, 'casier.db');
  const old = openDatabase(
    path,
    migrations.filter(({ version }) => version < 90),
  );
  old.exec(
    `INSERT INTO accounts (id, kind, name, address, settings, paused, created_at)
     VALUES (1, 'imap', 'x', 'x@y.example', '{"host":"h","port":993,"security":"tls","username":"x"}', 1, 0)`,
  );
  old.close();
  const db = openDatabase(path);
  expect(listAccounts(db)).toMatchObject([{ id: 1, name: 'x', paused: true, signedOut: false }]);
  db.close();
});
