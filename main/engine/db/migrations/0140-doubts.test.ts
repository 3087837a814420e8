import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { AccountId, MailboxId } from '../../../../contract/ids.ts';
import { openDatabase } from '../open.ts';
import {
  deleteDoubt,
  insertDoubt,
  listDoubtedEvidence,
  listDoubts,
} from '../repositories/deciding/doubts.ts';
import { migrations } from './index.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'casier-migration-'));
});
afterEach(() => {
  rmSync(dir, { recursive: true });
});

it('lets a mailbox of old have doubts, which go with it', () => {
  const path = join(dir, 'casier.db');
  const old = openDatabase(
    path,
    migrations.filter(({ version }) => version < 140),
  );
  old.exec(`
    INSERT INTO accounts (id, kind, name, address, settings, created_at) VALUES (1, 'maildir', 'a', 'a@b', '{}', 0);
    INSERT INTO mailboxes (id, account_id, path, role) VALUES (1, 1, 'INBOX', 'inbox'), (2, 1, 'Bills', 'folder');`);
  old.close();
  const db = openDatabase(path);
  const made = {
    accountId: 1 as AccountId,
    mailboxId: 2 as MailboxId,
    evidence: { kind: 'sender', address: 'a@b', filed: 1, total: 1 } as const,
    keys: [{ memory: 'sender', key: 'a@b' } as const],
    at: 3,
  };
  const id = insertDoubt(db, made);
  // Said twice, it is one doubt.
  expect(insertDoubt(db, made)).toBe(id);
  expect(listDoubts(db, made.accountId)).toEqual([{ mailbox: 2, keys: made.keys }]);
  expect(listDoubtedEvidence(db, made.mailboxId)).toMatchObject([
    { id, mailboxId: 2, evidence: made.evidence },
  ]);
  expect(deleteDoubt(db, id)).toBe(1);
  expect(deleteDoubt(db, id)).toBeNull();
  insertDoubt(db, made);
  db.exec('DELETE FROM mailboxes WHERE id = 2');
  expect(listDoubts(db, made.accountId)).toEqual([]);
  db.close();
});
