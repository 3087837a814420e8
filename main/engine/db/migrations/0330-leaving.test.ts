import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDatabase } from '../open.ts';
import { withdrawStale } from '../repositories/deciding/proposals.ts';
import { migrations } from './index.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'casier-migration-'));
});
afterEach(() => {
  rmSync(dir, { recursive: true });
});

it('finds among the proposals that were there before those whose mail or target is gone, and keeps the others', () => {
  const path = join(dir, 'casier.db');
  const old = openDatabase(
    path,
    migrations.filter(({ version }) => version < 330),
  );
  old.exec(`
    INSERT INTO accounts (id, kind, name, address, settings, created_at) VALUES (1, 'maildir', 'a', 'a@b', '{}', 0);
    INSERT INTO mailboxes (id, account_id, path, role, gone) VALUES (1, 1, 'INBOX', 'inbox', 0), (2, 1, 'Bills', 'folder', 0),
      (3, 1, 'Old', 'folder', 1);
    INSERT INTO messages (id, account_id, identity, thread_id, date, size, from_name, from_address, subject, preview,
      features, features_version)
      SELECT value, 1, value, 'x', value, 1, 'Cé', 'c@d', 's', '', '{}', 1 FROM json_each('[1, 2, 3, 4]');
    INSERT INTO places (message_id, mailbox_id, uidvalidity, uid, seen, date, moving) VALUES
      (1, 1, 1, 1, 0, 1, 0), (2, 2, 1, 2, 1, 2, 0), (3, 1, 1, 3, 0, 3, 0);
    INSERT INTO proposals (account_id, message_id, from_mailbox, target_mailbox, probability, stage, evidence, alternatives,
      group_key, cause, state, revision, date, created_at) SELECT 1, value, 1, iif(value = 3, 3, 2), 0.9, 'memory', '[]', '[]',
      'k', '{}', iif(value = 4, 'approved', 'pending'), 1, 0, 0 FROM json_each('[1, 2, 3, 4]');`);
  old.close();
  const db = openDatabase(path);
  expect(withdrawStale(db)).toBe(2);
  const states = db.prepare('SELECT state FROM proposals ORDER BY message_id').pluck().all();
  expect(states).toEqual(['pending', 'withdrawn', 'withdrawn', 'approved']);
  expect(withdrawStale(db)).toBe(0);
  db.close();
});
