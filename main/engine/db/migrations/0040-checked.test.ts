import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { AccountId } from '../../../../contract/ids.ts';
import { openDatabase } from '../open.ts';
import { listMailboxRows } from '../repositories/mail/mailboxes.ts';
import { migrations } from './index.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'casier-migration-'));
});
afterEach(() => {
  rmSync(dir, { recursive: true });
});

it('keeps mailboxes as they were, never compared yet', () => {
  const path = join(dir, 'casier.db');
  const old = openDatabase(
    path,
    migrations.filter(({ version }) => version < 40),
  );
  old.exec(`
    INSERT INTO accounts (id, kind, name, address, settings, created_at) VALUES (1, 'imap', 'x', 'x', '{}', 0);
    INSERT INTO mailboxes (account_id, path, role, uidvalidity, uidnext, highestmodseq, window_days)
      VALUES (1, 'INBOX', 'inbox', 7, 42, '9', 0);`);
  old.close();
  const db = openDatabase(path);
  expect(listMailboxRows(db, 1 as AccountId)).toMatchObject([
    { path: 'INBOX', uidvalidity: 7, uidnext: 42, highestmodseq: '9', windowDays: 0, checkedAt: null },
  ]);
  db.close();
});
