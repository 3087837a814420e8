import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { AccountId, MailboxId, MessageId } from '../../../../contract/ids.ts';
import { openDatabase } from '../open.ts';
import { forgetFolder, rememberFolder } from '../repositories/deciding/forgetting.ts';
import { findHome, markLearned } from '../repositories/deciding/learning.ts';
import { migrations } from './index.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'casier-migration-'));
});
afterEach(() => {
  rmSync(dir, { recursive: true });
});

it('forgets nothing of old mail until asked to, and only where it lies', () => {
  const path = join(dir, 'casier.db');
  const old = openDatabase(
    path,
    migrations.filter(({ version }) => version < 150),
  );
  old.exec(`
    INSERT INTO accounts (id, kind, name, address, settings, created_at) VALUES (1, 'maildir', 'a', 'a@b', '{}', 0);
    INSERT INTO mailboxes (id, account_id, path, role) VALUES (1, 1, 'Bills', 'folder'), (2, 1, 'Other', 'folder');
    INSERT INTO messages (id, account_id, identity, thread_id, date, size, from_name, from_address, subject, preview,
      features, features_version) VALUES (1, 1, 'x', 'x', 0, 1, '', 'c@d', 's', '', '{}', 1);
    INSERT INTO places (id, message_id, mailbox_id, uidvalidity, uid, date) VALUES (1, 1, 1, 1, 1, 0);`);
  old.close();
  const db = openDatabase(path);
  const home = () => findHome(db, 1 as AccountId, 1 as MessageId)?.home;
  expect(home()).toBe(1);
  markLearned(db, 1 as MessageId, 1 as MailboxId);
  expect(forgetFolder(db, 1 as MailboxId, 5)).toBe(1);
  expect(home()).toBeNull();
  db.exec('UPDATE places SET mailbox_id = 2');
  expect(home()).toBe(2);
  db.exec('UPDATE places SET mailbox_id = 1');
  expect(rememberFolder(db, 1 as MailboxId)).toBe(1);
  expect(home()).toBe(1);
  db.close();
});
