import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { MessageId } from '../../../../contract/ids.ts';
import { openDatabase } from '../open.ts';
import { allowImages, imagesAllowedFrom, listImageSenders } from '../repositories/image-senders.ts';
import { readThread } from '../repositories/mail/thread.ts';
import { migrations } from './index.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'casier-migration-'));
});
afterEach(() => {
  rmSync(dir, { recursive: true });
});

it('allows no pictures of old mail until told to, and finds the threads of old mail by an index', () => {
  const path = join(dir, 'casier.db');
  const old = openDatabase(
    path,
    migrations.filter(({ version }) => version < 240),
  );
  old.exec(`
    INSERT INTO accounts (id, kind, name, address, settings, created_at) VALUES (1, 'maildir', 'a', 'a@b', '{}', 0);
    INSERT INTO mailboxes (id, account_id, path, role) VALUES (1, 1, 'Bills', 'folder');`);
  for (const [id, date] of [
    [1, 30],
    [2, 10],
    [3, 20],
  ])
    old.exec(`
    INSERT INTO messages (id, account_id, identity, thread_id, date, size, from_name, from_address, subject, preview,
      features, features_version) VALUES (${id}, 1, 'x${id}', 'x', ${date}, 1, '', 'c@d', 's', '', '{}', 1);
    INSERT INTO places (id, message_id, mailbox_id, uidvalidity, uid, date) VALUES (${id}, ${id}, 1, 1, ${id}, 0);`);
  old.close();
  const db = openDatabase(path);
  expect(imagesAllowedFrom(db, 'c@d')).toBe(false);
  allowImages(db, { address: 'C@d', allowed: true, at: 5 });
  expect(imagesAllowedFrom(db, 'c@D')).toBe(true);
  expect(listImageSenders(db)).toEqual([{ address: 'c@d', at: 5 }]);
  const thread = readThread(db, { id: 1 as MessageId, offset: 0, limit: 2 });
  expect(thread).toMatchObject({ total: 3, position: 2 });
  expect(thread?.rows.map(({ id }) => id)).toEqual([2, 3]);
  const plan = db
    .prepare(
      'EXPLAIN QUERY PLAN SELECT id FROM messages WHERE account_id = 1 AND thread_id = ? ORDER BY date, id',
    )
    .all('x') as { detail: string }[];
  expect(plan.map(({ detail }) => detail).join()).toBe(
    'SEARCH messages USING COVERING INDEX messages_by_thread_date (account_id=? AND thread_id=?)',
  );
  db.close();
});
