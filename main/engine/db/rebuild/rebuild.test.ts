import { createHash } from 'node:crypto';
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { transaction } from '../handles.ts';
import { DatabaseCorrupt, openDatabase } from '../open.ts';
import { rebuildDatabase } from './index.ts';
import { buildingPath } from './swap.ts';

const PAGE = 4096;
const AT = new Date('2026-11-21T10:20:30Z');

let dir: string;
let path: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'casier-rebuild-'));
  path = join(dir, 'casier.db');
  fill();
});
afterEach(() => {
  rmSync(dir, { recursive: true });
});

/** Two accounts, 3,000 mails, of which 400 were filed and 50 are still to be. */
function fill(): void {
  const db = openDatabase(path);
  transaction(db, () => {
    for (const id of [1, 2]) {
      db.prepare(
        `INSERT INTO accounts (id, kind, name, address, settings, last_sync_at, created_at)
         VALUES (?, 'imap', 'Anne', 'anne@example.org', '{"host":"imap.example.org"}', 5, 1)`,
      ).run(id);
      for (const [at, name] of ['INBOX', 'Factures', 'École'].entries()) {
        db.prepare(
          `INSERT INTO mailboxes (id, account_id, path, role, uidvalidity, window_days) VALUES (?, ?, ?, 'folder', 7, 0)`,
        ).run(id * 10 + at, id, name);
      }
    }
    for (let id = 1; id <= 3000; id += 1) {
      db.prepare(
        `INSERT INTO messages (id, account_id, identity, thread_id, date, size, from_name, from_address, subject, preview,
           features, features_version) VALUES (?, 1, ?, 't', ?, 900, 'Léa', 'lea@example.org', 'Sujet', ?, '{}', 1)`,
      ).run(id, `mail-${id}`, id, `${'aperçu '.repeat(20)}${id}`);
    }
    db.exec(
      `INSERT INTO batches (id, action, actor, at) VALUES (1, 'approve', 'person', 5), (2, 'approve', 'person', 6)`,
    );
    db.exec(`INSERT INTO jobs (id, account_id, batch_id, kind, payload, priority, state, run_after, created_at, lease_until)
      VALUES (1, 1, 1, 'move-messages', '{}', 1, 'done', 0, 0, NULL),
             (2, 1, 2, 'move-messages', '{}', 1, 'running', 0, 0, 99)`);
    for (let id = 1; id <= 450; id += 1) {
      db.prepare(
        `INSERT INTO receipts (id, batch_id, account_id, message_id, from_mailbox, to_mailbox, job_id, state, at)
         VALUES (?, ?, 1, ?, 10, 11, ?, ?, 5)`,
      ).run(id, id <= 400 ? 1 : 2, id * 3, id <= 400 ? 1 : 2, id <= 400 ? 'done' : 'pending');
    }
    db.exec(`INSERT INTO settings VALUES ('language', '"fr"')`);
  });
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
}

const hashOf = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');

function damage(page: number): void {
  overwrite(page * PAGE, (page + 1) * PAGE);
}

function overwrite(from: number, to: number): void {
  const bytes = readFileSync(path);
  bytes.fill(0xa5, from, to);
  writeFileSync(path, bytes);
}

function look() {
  const db = openDatabase(path);
  try {
    const count = (sql: string) => Number(db.prepare(sql).pluck().get());
    return {
      integrity: db.pragma('integrity_check', { simple: true }),
      orphans: (db.pragma('foreign_key_check') as unknown[]).length,
      accounts: count('SELECT count(*) FROM accounts'),
      mailboxes: count('SELECT count(*) FROM mailboxes WHERE uidvalidity IS NULL AND window_days IS NULL'),
      messages: count('SELECT count(*) FROM messages'),
      receipts: count('SELECT count(*) FROM receipts'),
      pending: count("SELECT count(*) FROM receipts WHERE state = 'pending'"),
      queued: count("SELECT count(*) FROM jobs WHERE state = 'queued' AND lease_until IS NULL"),
      language: db.prepare("SELECT value FROM settings WHERE name = 'language'").pluck().get(),
    };
  } finally {
    db.close();
  }
}

describe('rebuildDatabase', () => {
  test('of a whole file everything that matters is kept', () => {
    const before = hashOf(path);
    const report = rebuildDatabase(path, AT);
    expect(report).toEqual({ keptAs: 'damaged-2026-11-21T10.20.30', accounts: 2, acts: 2, lost: 0 });
    expect(look()).toEqual({
      integrity: 'ok',
      orphans: 0,
      accounts: 2,
      mailboxes: 6,
      messages: 450,
      receipts: 450,
      pending: 50,
      queued: 1,
      language: '"fr"',
    });
    expect(hashOf(join(dir, report.keptAs, 'casier.db'))).toBe(before);
  });

  test(
    'a garbled page, wherever it is, costs at most what was in it; the damaged file is kept',
    { timeout: 90_000 },
    () => {
      const whole = readFileSync(path);
      const pages = whole.length / PAGE;
      let readable = 0;
      const step = Math.max(1, Math.floor(pages / 40));
      for (let page = 1; page < pages; page += step) {
        writeFileSync(path, whole);
        damage(page);
        const before = hashOf(path);
        const report = rebuildDatabase(path, new Date(AT.getTime() + page * 1000));
        const { integrity, orphans, accounts, receipts, messages } = look();
        expect({ page, integrity, orphans }).toEqual({ page, integrity: 'ok', orphans: 0 });
        expect(hashOf(join(dir, report.keptAs, 'casier.db'))).toBe(before);
        expect(messages).toBeLessThanOrEqual(450);
        if (accounts === 2 && receipts > 400) readable += 1;
        else expect(report.lost).toBeGreaterThan(0);
      }
      // Most pages hold mails, which the server has.
      expect(readable).toBeGreaterThan(30);
    },
  );

  test.each([
    ['its header overwritten', () => overwrite(0, 100)],
    ['its first page overwritten', () => overwrite(0, PAGE)],
    [
      'its end cut off',
      () => truncateSync(path, Math.floor((readFileSync(path).length / PAGE) * 0.7) * PAGE),
    ],
  ])('of a file with %s most is kept', (_, harm) => {
    harm();
    expect(() => openDatabase(path)).toThrow(DatabaseCorrupt);
    const before = hashOf(path);
    const report = rebuildDatabase(path, AT);
    expect(look()).toMatchObject({ integrity: 'ok', orphans: 0, accounts: 2, mailboxes: 6 });
    expect(hashOf(join(dir, report.keptAs, 'casier.db'))).toBe(before);
    expect(readdirSync(join(dir, report.keptAs)).filter((name) => /copy|sample/.test(name))).toEqual([]);
  });

  test('of an empty file beside a log the log is read', () => {
    const db = openDatabase(path);
    db.exec(`UPDATE settings SET value = '"en"'`);
    const log = readFileSync(`${path}-wal`);
    db.close();
    writeFileSync(path, '');
    writeFileSync(`${path}-wal`, log);
    expect(() => openDatabase(path)).toThrow(DatabaseCorrupt);
    rebuildDatabase(path, AT);
    expect(look().integrity).toBe('ok');
  });

  test('twice in one second, each file is kept', () => {
    expect(rebuildDatabase(path, AT).keptAs).not.toBe(rebuildDatabase(path, AT).keptAs);
  });

  test.each([
    ['zeros', Buffer.alloc(3 * PAGE)],
    ['noise', Buffer.from(Array.from({ length: 3 * PAGE }, (_, at) => (at * 31 + 7) % 251))],
  ])('of %s nothing can be saved: the database begins anew, and the file is kept', (_, bytes) => {
    writeFileSync(path, bytes);
    const report = rebuildDatabase(path, AT);
    expect(report).toMatchObject({ accounts: 0, acts: 0 });
    expect(look()).toMatchObject({ integrity: 'ok', accounts: 0 });
    expect(readFileSync(join(dir, report.keptAs, 'casier.db')).equals(bytes)).toBe(true);
  });

  test('what a killed program left in its write-ahead log is saved too', () => {
    const db = openDatabase(path);
    db.exec(`UPDATE settings SET value = '"en"'`);
    const saved = ['', '-wal'].map((part) => [part, readFileSync(`${path}${part}`)] as const);
    db.close();
    for (const [part, bytes] of saved) writeFileSync(`${path}${part}`, bytes);
    rebuildDatabase(path, AT);
    expect(look().language).toBe('"en"');
  });

  test('cut off before the swap, nothing has changed; cut off in it, the next start ends it', () => {
    writeFileSync(buildingPath(path), 'half');
    expect(look().messages).toBe(3000);
    expect(readdirSync(dir).filter((name) => name.includes('building'))).toEqual([]);
    rebuildDatabase(path, AT);
    renameSync(path, `${path}.rebuilt`);
    writeFileSync(path, 'the damaged one');
    writeFileSync(`${path}-wal`, 'and its log');
    expect(look()).toMatchObject({ integrity: 'ok', accounts: 2, messages: 450 });
  });

  test('a garbled header is told as damage, and touched by nobody', () => {
    damage(0);
    const before = hashOf(path);
    expect(() => openDatabase(path)).toThrow(DatabaseCorrupt);
    expect(hashOf(path)).toBe(before);
  });
});
