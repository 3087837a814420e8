import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDatabase } from '../open.ts';
import { listReceipts } from '../repositories/acts/activity.ts';
import { findPending } from '../repositories/deciding/proposals.ts';
import type { BatchId, MessageId } from '../../../../contract/ids.ts';
import { migrations } from './index.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'casier-migration-'));
});
afterEach(() => {
  rmSync(dir, { recursive: true });
});

it('keeps proposals, which mark nothing, and receipts, which stand alone', () => {
  const path = join(dir, 'casier.db');
  const old = openDatabase(
    path,
    migrations.filter(({ version }) => version < 110),
  );
  old.exec(`
    INSERT INTO accounts (id, kind, name, address, settings, created_at) VALUES (1, 'maildir', 'a', 'a@b', '{}', 0);
    INSERT INTO mailboxes (id, account_id, path, role) VALUES (1, 1, 'INBOX', 'inbox'), (2, 1, 'Bills', 'folder');
    INSERT INTO messages (id, account_id, identity, thread_id, date, size, from_name, from_address, subject, preview,
      features, features_version) VALUES (1, 1, 'x', 'x', 0, 1, '', 'c@d', 's', '', '{}', 1);
    INSERT INTO proposals (account_id, message_id, from_mailbox, target_mailbox, probability, stage, evidence, alternatives,
      group_key, cause, state, revision, date, created_at)
      VALUES (1, 1, 1, 2, 0.5, 'rules', '[]', '[]', 'g', '{"kind":"sender","label":"c"}', 'pending', 1, 0, 0);
    INSERT INTO batches (id, action, actor, at) VALUES (1, 'approve', 'person', 5);
    INSERT INTO receipts (batch_id, account_id, message_id, from_mailbox, to_mailbox, state, at)
      VALUES (1, 1, 1, 1, 2, 'done', 5);`);
  old.close();
  const db = openDatabase(path);
  expect(findPending(db, 1 as MessageId)).toMatchObject({ target: 2, marks: [] });
  expect(listReceipts(db, { batchId: 1 as BatchId, offset: 0, limit: 5 }).total).toBe(1);
  expect(db.prepare('SELECT priority, vip FROM messages').get()).toEqual({ priority: null, vip: 0 });
  db.close();
});
