import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDatabase } from '../open.ts';
import { listChoices } from '../repositories/acts/activity-days.ts';
import { countStanding } from '../repositories/acts/standing.ts';
import { countPending } from '../repositories/deciding/proposals.ts';
import { migrations } from './index.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'casier-migration-'));
});
afterEach(() => {
  rmSync(dir, { recursive: true });
});

it('knows the rule of what was done before, and has put nothing off', () => {
  const path = join(dir, 'casier.db');
  const old = openDatabase(
    path,
    migrations.filter(({ version }) => version < 260),
  );
  const rule = JSON.stringify([{ kind: 'rule', rule: 'Bills' }]);
  const sender = JSON.stringify([{ kind: 'sender', address: 'c@d', filed: 2, total: 2 }]);
  old.exec(`
    INSERT INTO accounts (id, kind, name, address, settings, created_at) VALUES (1, 'maildir', 'a', 'a@b', '{}', 0);
    INSERT INTO mailboxes (id, account_id, path, role) VALUES (1, 1, 'INBOX', 'inbox'), (2, 1, 'Bills', 'folder');
    INSERT INTO messages (id, account_id, identity, thread_id, date, size, from_name, from_address, subject, preview,
      features, features_version) VALUES (1, 1, 'x', 'x', 0, 1, '', 'c@d', 's', '', '{}', 1);
    INSERT INTO batches (id, action, actor, at) VALUES (1, 'approve', 'person', 5);
    INSERT INTO receipts (batch_id, account_id, message_id, from_mailbox, to_mailbox, stage, evidence, state, at) VALUES
      (1, 1, 1, 1, 2, 'rules', '${rule}', 'done', 5), (1, 1, 1, 1, 2, 'memory', '${sender}', 'done', 5);
    INSERT INTO proposals (account_id, message_id, from_mailbox, target_mailbox, probability, stage, evidence, alternatives,
      group_key, cause, state, revision, date, created_at)
      VALUES (1, 1, 1, 2, 0.9, 'memory', '[]', '[]', 'k', '{}', 'pending', 1, 0, 0);`);
  old.close();
  const db = openDatabase(path);
  expect(listChoices(db)).toEqual({ stages: ['memory', 'rules'], rules: ['Bills'], folders: [2] });
  expect(countStanding(db, { rule: 'Bills' }, 'undo')).toBe(1);
  expect(countStanding(db, {}, 'undo')).toBe(2);
  expect(countPending(db)).toBe(1);
  db.close();
});
