import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDatabase } from '../open.ts';
import { listCame, listDecisionSums } from '../repositories/statistics/sums.ts';
import { migrations } from './index.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'casier-migration-'));
});
afterEach(() => {
  rmSync(dir, { recursive: true });
});

const QUARTER = 900_000;
const decisions = [
  // id, message, kind, proposed, mailbox, stage, undone, at, actor
  [1, 1, 'approved', 1, 1, 'learned', 0, 10 * QUARTER + 5, 'person'],
  [2, 2, 'approved', 1, 1, 'learned', 0, 10 * QUARTER + 6, 'person'],
  [3, 3, 'approved', 1, 1, 'rules', 1, 11 * QUARTER, 'trust'],
  [4, 4, 'corrected', 1, 2, 'learned', 0, 11 * QUARTER, 'person'],
  [5, 5, 'dismissed', 2, null, 'memory', 0, 12 * QUARTER, 'person'],
  [6, 2, 'moved-back', 1, 2, null, 0, 13 * QUARTER, 'person'],
  [7, 6, 'moved-by-person', 1, 2, null, 0, 13 * QUARTER, 'person'],
] as const;
const add = `INSERT INTO decisions (id, account_id, message_id, kind, proposed_mailbox, mailbox_id, stage, undone, at, actor)
  VALUES (?, 1, ?, ?, ?, ?, ?, ?, ?, ?)`;

it('sums up what was decided before, and goes on as if it had from the beginning', () => {
  const open = (name: string, from = Infinity) =>
    openDatabase(
      join(dir, name),
      migrations.filter(({ version }) => version < from),
    );
  const fill = (db: ReturnType<typeof openDatabase>) => {
    db.exec(`INSERT INTO accounts (id, kind, name, address, settings, created_at) VALUES (1, 'maildir', 'a', 'a@b', '{}', 0);
      INSERT INTO mailboxes (id, account_id, path, role) VALUES (1, 1, 'Bills', 'folder'), (2, 1, 'Other', 'folder');`);
    const mail =
      db.prepare(`INSERT INTO messages (id, account_id, identity, thread_id, date, size, from_name, from_address,
      subject, preview, features, features_version) VALUES (?, 1, ?, 'x', ?, 1, '', 'c@d', 's', '', '{}', 1)`);
    for (let id = 1; id <= 6; id += 1) mail.run(id, `m${id}`, id * QUARTER);
    for (const row of decisions) db.prepare(add).run(...row);
  };
  const old = open('old.db', 230);
  fill(old);
  old.close();
  const migrated = open('old.db');
  const fresh = open('fresh.db');
  fill(fresh);
  for (const change of [
    () => undefined,
    (db: typeof fresh) => db.exec('UPDATE decisions SET undone = 1 WHERE id IN (1, 3)'),
    (db: typeof fresh) => db.exec('UPDATE decisions SET undone = 0'),
  ]) {
    change(migrated);
    change(fresh);
    expect(listDecisionSums(migrated, null, 0)).toEqual(listDecisionSums(fresh, null, 0));
    expect(listCame(migrated, null, 0)).toEqual(listCame(fresh, null, 0));
  }
  const sums = listDecisionSums(fresh, null, 0);
  expect(sums).toHaveLength(6);
  expect(sums[0]).toEqual({
    at: 10 * QUARTER,
    kind: 'approved',
    actor: 'person',
    stage: 'learned',
    proposed: 1,
    mailbox: 1,
    standing: 2,
    undone: 0,
  });
  // The classifier had filed what was moved back; the other move answered nothing.
  expect(sums.find(({ kind }) => kind === 'moved-back')).toMatchObject({ stage: 'learned' });
  expect(sums.find(({ kind }) => kind === 'moved-by-person')).toMatchObject({ stage: '' });
  expect(listCame(fresh, null, 0).map(({ at }) => at / QUARTER)).toEqual([1, 2, 3, 4, 5]);

  // Mail that is deleted was decided all the same; of an account that is removed nothing is left.
  fresh.exec('DELETE FROM messages');
  expect(listDecisionSums(fresh, null, 0)).toEqual(sums);
  fresh.exec('DELETE FROM accounts');
  expect(listDecisionSums(fresh, null, 0)).toEqual([]);
  expect(listCame(fresh, null, 0)).toEqual([]);
  migrated.close();
  fresh.close();
});
