import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { findMboxes } from './find-mboxes.ts';

const MBOX = 'From - Tue Nov 17 10:20:45 2026\nSubject: x\n\ny\n';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'casier-mboxes-'));
});
afterEach(() => {
  rmSync(dir, { recursive: true });
});

function write(files: Record<string, string>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), content);
  }
}

async function folders(path: string): Promise<string[]> {
  const found = await findMboxes(path);
  return found.ok ? found.value.map(({ folder }) => folder) : [found.problem.code];
}

it('takes one file for the inbox', async () => {
  write({ 'old.mbox': MBOX });
  expect(await folders(join(dir, 'old.mbox'))).toEqual(['INBOX']);
});

it('reads the folders of Thunderbird, and leaves its other files alone', async () => {
  write({
    'p/Mail/Local Folders/Inbox': MBOX,
    'p/Mail/Local Folders/Inbox.msf': '// <!-- <mdb:mork:z v="1.4"/> -->',
    'p/Mail/Local Folders/Inbox.sbd/Work': MBOX,
    'p/Mail/Local Folders/Inbox.sbd/Work.sbd/2019': MBOX,
    'p/Mail/Local Folders/Sent': MBOX,
    'p/Mail/Local Folders/Drafts': '',
    'p/Mail/Local Folders/filterlist.html': '<html>',
    'p/prefs.js': 'user_pref("a", 1);',
    'p/.hidden/Inbox': MBOX,
  });
  expect(await folders(join(dir, 'p'))).toEqual(['INBOX', 'Inbox/Work', 'Inbox/Work/2019', 'Sent']);
});

it('reads the packages of Apple Mail', async () => {
  write({ 'x/INBOX.mbox/mbox': MBOX, 'x/Bills.mbox/mbox': MBOX, 'x/Bills.mbox/table_of_contents': 'abc' });
  expect(await folders(join(dir, 'x'))).toEqual(['Bills', 'INBOX']);
});

it('makes names of a Maildir out of any', async () => {
  write({ 'x/cur': MBOX, 'x/a/...b': MBOX });
  expect(await folders(join(dir, 'x'))).toEqual(['_cur']);
});

it('says when there is nothing', async () => {
  write({ 'x/readme.txt': 'hello' });
  expect(await folders(join(dir, 'x'))).toEqual(['not-an-mbox']);
  expect(await folders(join(dir, 'x/readme.txt'))).toEqual(['not-an-mbox']);
  expect(await folders(join(dir, 'gone'))).toEqual(['not-found']);
});
