import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDatabase } from '../open.ts';
import { listGroups } from '../repositories/deciding/triage.ts';
import { migrations } from './index.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'casier-migration-'));
});
afterEach(() => {
  rmSync(dir, { recursive: true });
});

it('knows whom the proposals of old are from', () => {
  const path = join(dir, 'casier.db');
  const old = openDatabase(
    path,
    migrations.filter(({ version }) => version < 290),
  );
  old.exec(`
    INSERT INTO accounts (id, kind, name, address, settings, created_at) VALUES (1, 'maildir', 'a', 'a@b', '{}', 0);
    INSERT INTO mailboxes (id, account_id, path, role) VALUES (1, 1, 'INBOX', 'inbox'), (2, 1, 'Bills', 'folder');
    INSERT INTO messages (id, account_id, identity, thread_id, date, size, from_name, from_address, subject, preview,
      features, features_version) VALUES (1, 1, 'x', 'x', 0, 1, 'Cé', 'c@d', 's', '', '{}', 1);
    INSERT INTO proposals (account_id, message_id, from_mailbox, target_mailbox, probability, stage, evidence, alternatives,
      group_key, cause, state, revision, date, created_at)
      VALUES (1, 1, 1, 2, 0.9, 'memory', '[]', '[]', 'k', '{"kind":"sender","label":"c@d"}', 'pending', 1, 0, 0);`);
  old.close();
  const db = openDatabase(path);
  const [group] = listGroups(db, {});
  expect(group?.senders).toEqual([{ address: { name: 'Cé', address: 'c@d' }, count: 1 }]);
  db.close();
});
