import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { mail, SyncedAccount } from './account.ts';

let root: string;
let account: SyncedAccount;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'casier-maildir-'));
  for (const folder of ['INBOX', 'Factures']) {
    for (const inside of ['cur', 'new', 'tmp']) mkdirSync(join(root, folder, inside), { recursive: true });
  }
  account = new SyncedAccount({ kind: 'maildir', path: root });
});
afterEach(async () => {
  await account.close();
  rmSync(root, { recursive: true, force: true });
});

it('a Maildir is synced, and what other programs do in it is seen', async () => {
  for (let count = 0; count < 200; count += 1) {
    const at = Math.floor(Date.now() / 1000) - count * 86_400 * 3;
    writeFileSync(join(root, 'INBOX/cur', `${at}.M${count}.host:2,`), mail(`mail${count}`));
  }
  expect(await account.sync()).toMatchObject({ stored: 200 });
  expect(await account.sync()).toMatchObject({ stored: 0, updated: 0, removed: 0 });

  const uid = account.uidOf('INBOX', 'mail0@example.org');
  const at = Math.floor(Date.now() / 1000);
  const moved = await account.source.move('INBOX', [uid], 'Factures', new AbortController().signal);
  expect(moved.ok && moved.value.moved.get(uid)).toBe(uid);
  writeFileSync(join(root, 'INBOX/new', `${at}.M999.host`), mail('new'));
  expect(await account.sync()).toMatchObject({ stored: 1, placed: 1, removed: 1, moved: 1 });
  expect(account.messageIds('Factures')).toEqual(['mail0@example.org']);

  renameSync(join(root, 'Factures'), join(root, 'Invoices'));
  expect(await account.sync()).toMatchObject({ stored: 0, placed: 0, removed: 0, moved: 0 });
  expect(account.messageIds('Invoices')).toEqual(['mail0@example.org']);

  rmSync(join(root, 'INBOX/new', `${at}.M999.host`));
  expect(await account.sync()).toMatchObject({ removed: 1, moved: 0 });
  await account.sync();
  expect(account.count('SELECT count(*) FROM messages')).toBe(200);
});

it('a mail that cannot be parsed is stored with its reason and stops nothing', async () => {
  let nested = 'Content-Type: text/plain\n\ndeep\n';
  for (let depth = 0; depth < 300; depth += 1) {
    nested = `Content-Type: multipart/mixed; boundary=b${depth}\n\n--b${depth}\n${nested}\n--b${depth}--\n`;
  }
  writeFileSync(join(root, 'INBOX/cur/1.M1.host:2,'), `Message-ID: <bad@x>\nSubject: bad\n${nested}`);
  writeFileSync(join(root, 'INBOX/cur/2.M2.host:2,'), '');
  writeFileSync(join(root, 'INBOX/cur/3.M3.host:2,'), mail('good'));
  expect(await account.sync()).toMatchObject({ stored: 3, unreadable: 2 });
  expect(account.count('SELECT count(*) FROM messages WHERE unreadable IS NOT NULL')).toBe(2);
});
