import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDatabase } from '../open.ts';
import { countPending } from '../repositories/deciding/proposals.ts';
import { countSnoozed } from '../repositories/deciding/snoozing.ts';
import { listGroups, listStages } from '../repositories/deciding/triage.ts';
import { listMailboxes } from '../repositories/mail/mailbox-paths.ts';
import { migrations } from './index.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'casier-migration-'));
});
afterEach(() => {
  rmSync(dir, { recursive: true });
});

it('counts what was there before, and reads no row for it', () => {
  const path = join(dir, 'casier.db');
  const old = openDatabase(
    path,
    migrations.filter(({ version }) => version < 300),
  );
  old.exec(`
    INSERT INTO accounts (id, kind, name, address, settings, created_at) VALUES (1, 'maildir', 'a', 'a@b', '{}', 0);
    INSERT INTO mailboxes (id, account_id, path, role) VALUES (1, 1, 'INBOX', 'inbox'), (2, 1, 'Bills', 'folder');
    INSERT INTO messages (id, account_id, identity, thread_id, date, size, from_name, from_address, subject, preview,
      features, features_version)
      SELECT value, 1, value, 'x', value, 1, 'Cé', 'c@d', 's', '', '{}', 1 FROM json_each('[1, 2, 3, 4]');
    INSERT INTO places (message_id, mailbox_id, uidvalidity, uid, seen, date, moving) VALUES
      (1, 1, 1, 1, 0, 1, 0), (2, 1, 1, 2, 1, 2, 0), (3, 1, 1, 3, 0, 3, 1), (4, 2, 1, 1, 1, 4, 0);
    INSERT INTO proposals (account_id, message_id, from_mailbox, target_mailbox, probability, stage, evidence, alternatives,
      group_key, cause, state, revision, date, created_at, snoozed_until) VALUES
      (1, 1, 1, 2, 0.9, 'memory', '[]', '[]', 'k', '{"kind":"sender","label":"c@d"}', 'pending', 1, 0, 0, NULL),
      (1, 2, 1, 2, 0.9, 'rule', '[]', '[]', 'k', '{"kind":"sender","label":"c@d"}', 'pending', 1, 0, 0, 99),
      (1, 3, 1, 2, 0.9, 'rule', '[]', '[]', 'k', '{"kind":"sender","label":"c@d"}', 'approved', 1, 0, 0, NULL);`);
  old.close();
  const db = openDatabase(path);
  expect([countPending(db), countPending(db, 1 as never), countPending(db, 2 as never)]).toEqual([1, 1, 0]);
  expect([countSnoozed(db), listStages(db), listGroups(db, {}).length]).toEqual([1, ['memory'], 1]);
  expect(listMailboxes(db, undefined)).toMatchObject([
    { id: 1, total: 2, unread: 1 },
    { id: 2, total: 1, unread: 0 },
  ]);
  const plan = db
    .prepare(
      `EXPLAIN QUERY PLAN SELECT count(*) FROM proposals INDEXED BY proposals_listed WHERE state = 'pending' AND snoozed_until IS NULL AND stage = 'rule'`,
    )
    .all() as { detail: string }[];
  expect(plan.map(({ detail }) => detail).join()).toContain('COVERING INDEX');
  db.close();
});
