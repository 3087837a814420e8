import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { currentSettings } from '../../settings/calls.ts';
import { openDatabase } from '../open.ts';
import { listVips, searchPeople } from '../repositories/people.ts';
import { migrations } from './index.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'casier-migration-'));
});
afterEach(() => {
  rmSync(dir, { recursive: true });
});

function migrate(fill: string) {
  const path = join(dir, 'casier.db');
  const old = openDatabase(
    path,
    migrations.filter(({ version }) => version < 220),
  );
  old.exec(fill);
  old.close();
  return openDatabase(path);
}

const mail = (id: number, name: string, address: string, date: number) =>
  `INSERT INTO messages (id, account_id, identity, thread_id, date, size, from_name, from_address, subject, preview, features,
     features_version) VALUES (${id}, 1, '${id}', 'x', ${date}, 1, '${name}', '${address}', 's', '', '{}', 1);`;

it('knows everybody who wrote, by the name of their newest mail, and nobody as a VIP', () => {
  const db = migrate(`
    INSERT INTO accounts (id, kind, name, address, settings, created_at) VALUES (1, 'maildir', 'a', 'a@b', '{}', 0);
    ${mail(1, 'Ann', 'ann@x.org', 5)} ${mail(2, 'Ann Martin', 'ann@x.org', 9)} ${mail(3, '', 'bo@x.org', 7)} ${mail(4, 'No', '', 8)}`);
  expect(searchPeople(db, { query: '', limit: 9 })).toEqual([
    { address: 'ann@x.org', name: 'Ann Martin', vip: false },
    { address: 'bo@x.org', name: '', vip: false },
  ]);
  expect(listVips(db)).toEqual([]);
  db.close();
});

it('keeps notifications switched off', () => {
  const db = migrate("INSERT INTO settings (name, value) VALUES ('notifications', 'false')");
  expect(currentSettings(db).notify).toMatchObject({ tell: 'nobody', digest: 'off' });
  db.close();
});
