import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { AccountId, MailboxId } from '../../../../contract/ids.ts';
import { openDatabase } from '../open.ts';
import { listAnswers } from '../repositories/trust/answers.ts';
import { listTrust, readAccountTrust } from '../repositories/trust/folders.ts';
import { migrations } from './index.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'casier-migration-'));
});
afterEach(() => {
  rmSync(dir, { recursive: true });
});

it('takes the decisions there are for the person’s own, which count from the start', () => {
  const path = join(dir, 'casier.db');
  const old = openDatabase(
    path,
    migrations.filter(({ version }) => version < 120),
  );
  const mail = `INSERT INTO messages (id, account_id, identity, thread_id, date, size, from_name, from_address, subject,
      preview, features, features_version) VALUES`;
  const decision = `INSERT INTO decisions (account_id, message_id, kind, proposed_mailbox, mailbox_id, probability, undone, at)
    VALUES`;
  old.exec(`
    INSERT INTO accounts (id, kind, name, address, settings, created_at) VALUES (1, 'imap', 'x', 'x', '{}', 0);
    INSERT INTO mailboxes (id, account_id, path, role) VALUES (5, 1, 'Bills', 'folder'), (6, 1, 'Trips', 'folder');
    ${mail} (1, 1, 'a', 'a', 0, 0, '', '', '', '', '{}', 1), (2, 1, 'b', 'b', 0, 0, '', '', '', '', '{}', 1),
      (3, 1, 'c', 'c', 0, 0, '', '', '', '', '{}', 1), (4, 1, 'd', 'd', 0, 0, '', '', '', '', '{}', 1);
    ${decision} (1, 1, 'approved', 5, 5, 0.9, 0, 1), (1, 2, 'corrected', 5, 6, 0.8, 0, 2),
      (1, 3, 'dismissed', 5, NULL, 0.7, 0, 3), (1, 4, 'approved', 5, 5, 0.6, 1, 4);`);
  old.close();
  const db = openDatabase(path);
  const answers = listAnswers(db, { folder: 5 as MailboxId, now: 10, limit: 9 });
  expect(answers.map(({ probability, right }) => [probability, right])).toEqual([
    [0.7, false],
    [0.8, false],
    [0.9, true],
  ]);
  expect(answers.some(({ byItself, replayed }) => byItself || replayed)).toBe(false);
  expect(listTrust(db, null)).toEqual([]);
  expect(readAccountTrust(db, 1 as AccountId)).toEqual({
    ceiling: 100,
    replayedAt: null,
    replayedLearned: null,
  });
  expect(db.prepare('SELECT DISTINCT actor FROM decisions').pluck().all()).toEqual(['person']);
  db.close();
});
