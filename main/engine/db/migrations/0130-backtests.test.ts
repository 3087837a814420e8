import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { AccountId, MessageId } from '../../../../contract/ids.ts';
import { openDatabase } from '../open.ts';
import { deleteAccount, listAccounts } from '../repositories/accounts.ts';
import { findBacktest, saveBacktest } from '../repositories/deciding/backtests.ts';
import { migrations } from './index.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'casier-migration-'));
});
afterEach(() => {
  rmSync(dir, { recursive: true });
});

const account = 1 as AccountId;
const measures = {
  promise: 0.95,
  mails: 300,
  folders: 4,
  judged: 200,
  accuracy: 0.9,
  top3: 0.95,
  precisionAtPromise: 0.96,
  coverageAtPromise: 0.6,
  keeping: null,
  ece: 0.02,
  calibration: [],
  msPerMail: 0.4,
  perFolder: [],
  confusions: [],
};

it('keeps what was there, and has room for back-tests that end with their mails and accounts', () => {
  const path = join(dir, 'casier.db');
  const old = openDatabase(
    path,
    migrations.filter(({ version }) => version < 130),
  );
  old.exec(
    `INSERT INTO accounts (id, kind, name, address, settings, created_at) VALUES (1, 'maildir', 'x', '', '{"path":"/x"}', 0)`,
  );
  const message = old.prepare(
    `INSERT INTO messages (id, account_id, identity, thread_id, date, size, from_name, from_address, subject, preview, features, features_version)
     VALUES (?, 1, ?, ?, 5, 1, 'Léa', 'lea@x.example', 'Bonjour', '', '{}', 1)`,
  );
  for (const id of [1, 2]) message.run(id, `i${id}`, `i${id}`);
  old.close();

  const db = openDatabase(path);
  expect(listAccounts(db)).toMatchObject([{ id: 1, name: 'x' }]);
  expect(findBacktest(db, account)).toBeNull();
  const mistake = (id: number) => ({
    messageId: id as MessageId,
    folder: 'A',
    proposed: 'B',
    probability: 0.5 + id / 10,
    filed: id === 2,
  });
  saveBacktest(db, account, { at: 7, measures, mistaken: 2, mistakes: [mistake(1), mistake(2)] });
  expect(findBacktest(db, account)).toMatchObject({
    at: 7,
    accuracy: 0.9,
    mistaken: 2,
    mistakes: [
      { messageId: 2, filed: true, subject: 'Bonjour', sender: { address: 'lea@x.example' } },
      { messageId: 1, filed: false },
    ],
  });
  db.exec('DELETE FROM messages WHERE id = 2');
  saveBacktest(db, account, { at: 9, measures, mistaken: 1, mistakes: [mistake(1)] });
  expect(findBacktest(db, account)).toMatchObject({ at: 9, mistaken: 1, mistakes: [{ messageId: 1 }] });
  deleteAccount(db, account);
  expect(findBacktest(db, account)).toBeNull();
  db.close();
});
