import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { AccountId, MessageId } from '../../../../contract/ids.ts';
import { openDatabase } from '../open.ts';
import { findHome, loadLearned } from '../repositories/deciding/learning.ts';
import { migrations } from './index.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'casier-migration-'));
});
afterEach(() => {
  rmSync(dir, { recursive: true });
});

it('keeps what was learned where, and a classifier only when its marks bear it out', () => {
  const path = join(dir, 'casier.db');
  const old = openDatabase(
    path,
    migrations.filter(({ version }) => version < 50),
  );
  const mail = `INSERT INTO messages (id, account_id, identity, thread_id, date, size, from_name, from_address, subject,
      preview, features, features_version, learned_mailbox) VALUES`;
  old.exec(`
    INSERT INTO accounts (id, kind, name, address, settings, created_at)
      VALUES (1, 'imap', 'x', 'x', '{}', 0), (2, 'imap', 'y', 'y', '{}', 0);
    INSERT INTO mailboxes (id, account_id, path, role) VALUES (5, 1, 'Bills', 'folder');
    ${mail} (1, 1, 'a', 'a', 0, 0, '', '', '', '', '{}', 1, 5), (2, 1, 'b', 'b', 0, 0, '', '', '', '', '{}', 1, NULL);
    INSERT INTO learned_state (account_id, version, learned, model, at) VALUES (1, 1, 1, x'00', 0), (2, 1, 7, x'00', 0);`);
  old.close();
  const db = openDatabase(path);
  expect(findHome(db, 1 as AccountId, 1 as MessageId)).toMatchObject({ learned: 5 });
  expect(findHome(db, 1 as AccountId, 2 as MessageId)).toMatchObject({ learned: null });
  expect(loadLearned(db, 1 as AccountId)).not.toBeNull();
  expect(loadLearned(db, 2 as AccountId)).toBeNull();
  db.close();
});
