import { createWriteStream, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ImportProgress } from '../../contract/imports.ts';
import { waitFor } from '../support/wait-for.ts';
import { TestEngine } from './open-engine.ts';

let test: TestEngine;
beforeEach(async () => {
  test = new TestEngine();
  await test.open();
});
afterEach(() => test.remove());

const mail = (folder: string, number: number, extra = '') =>
  `From - Tue Nov 17 10:20:45 2026\n${extra}From: ${folder} <${folder.toLowerCase()}@example.org>\nTo: me@example.org\n` +
  `Subject: ${folder} ${number}\nMessage-ID: <${folder}-${number}@example.org>\nDate: Tue, ${(number % 17) + 1} Nov 2026 10:20:45 +0100\n\n` +
  `About ${folder}, number ${number}.\n\n`;
const mails = (folder: string, count: number, extra = '') =>
  Array.from({ length: count }, (_, at) => mail(folder, at, extra)).join('');

function profile(): string {
  const root = join(test.dir, 'profile');
  mkdirSync(join(root, 'Inbox.sbd'), { recursive: true });
  writeFileSync(join(root, 'Inbox'), mails('News', 20) + mail('Gone', 1, 'X-Mozilla-Status: 0009\n'));
  writeFileSync(join(root, 'Inbox.msf'), '// <!-- <mdb:mork:z v="1.4"/> -->');
  writeFileSync(
    join(root, 'Inbox.sbd', 'News'),
    mails('News', 60, 'X-Mozilla-Status: 0001\n').replaceAll('News-', 'n-'),
  );
  writeFileSync(join(root, 'Bills'), mails('Bills', 60, 'X-Mozilla-Status: 0005\n'));
  return root;
}

const ended = (): Promise<ImportProgress> =>
  waitFor(async () => {
    const progress = await test.ask('imports.get', {});
    return progress !== null && progress.state !== 'running' ? progress : undefined;
  });

describe('importing mbox files', () => {
  it('shows first, then brings them in as an account that is decided like any other', async () => {
    const path = profile();
    const preview = await test.ask('imports.preview', { path });
    expect(preview).toMatchObject({ name: 'profile', mails: 141, exact: true });
    expect(preview.mailboxes.map(({ folder, mails }) => [folder, mails])).toEqual([
      ['Bills', 60],
      ['INBOX', 21],
      ['Inbox/News', 60],
    ]);
    const begun = await test.ask('imports.start', { path, name: 'Old mail' });
    expect(begun.state).toBe('running');
    const done = await ended();
    expect(done).toMatchObject({
      state: 'done',
      counts: { mails: 140, known: 0, deleted: 1, cut: 0 },
      problem: null,
    });
    const account = await test.reached(done.accountId!, 'live');
    expect(account).toMatchObject({ name: 'Old mail', kind: 'maildir', messages: 140 });
    const boxes = await test.ask('mailboxes.list', {});
    const bills = boxes.find(({ path: name }) => name === 'Bills')!;
    const list = await test.ask('messages.list', { mailboxId: bills.id, limit: 100 });
    expect(list.rows.every(({ seen, flagged }) => seen && flagged)).toBe(true);
    await test.settled();
    const { groups } = await test.ask('suggestions.groups', {});
    expect(groups.length).toBeGreaterThan(0);
    // The files are as they were.
    expect(readFileSync(join(path, 'Inbox'), 'utf8')).toContain('X-Mozilla-Status: 0009');
  });

  it('adds nothing when done again, not even what was filed elsewhere since', async () => {
    const path = profile();
    await test.ask('imports.start', { path, name: 'Old mail' });
    const { accountId } = await ended();
    await test.reached(accountId!, 'live');
    const root = (await test.ask('accounts.list', {}))[0]!.location;
    const inbox = join(root, 'INBOX', 'cur');
    const [first] = readdirSync(inbox);
    writeFileSync(join(root, 'Bills', 'cur', first!), readFileSync(join(inbox, first!)));
    rmSync(join(inbox, first!));
    await test.ask('imports.start', { path, name: '', accountId });
    expect(await ended()).toMatchObject({
      state: 'done',
      accountId,
      counts: { mails: 0, known: 140, deleted: 1 },
    });
    await test.ask('imports.dismiss', {});
    expect(await test.ask('imports.get', {})).toBeNull();
    expect(await test.ask('accounts.list', {})).toHaveLength(1);
  });

  it('goes on where it was when the program ends in the middle', async () => {
    const path = join(test.dir, 'large.mbox');
    const file = createWriteStream(path);
    for (let at = 0; at < 12_000; at += 1) if (!file.write(mail('Large', at))) await once(file, 'drain');
    file.end();
    await once(file, 'finish');
    await test.ask('imports.start', { path, name: '' });
    await waitFor(async () => ((await test.ask('imports.get', {}))?.counts.mails ?? 0) >= 500);
    await test.restart();
    const after = await test.ask('imports.get', {});
    expect(after).toMatchObject({ state: 'running', accountId: null, name: 'large' });
    const done = await ended();
    expect(done).toMatchObject({ state: 'done', done: done.total });
    expect(done.counts.mails + done.counts.known).toBe(12_000);
    const account = await test.reached(done.accountId!, 'live');
    expect(account.messages).toBe(12_000);
  });

  it('cancelled, leaves nothing behind', async () => {
    const path = profile();
    await test.ask('imports.start', { path, name: '' });
    await test.ask('imports.dismiss', {});
    expect(await test.ask('imports.get', {})).toBeNull();
    const left = await test.ask('accounts.list', {});
    const folder = join(test.dir, 'data', 'imported');
    // It may have been over just before.
    if (left.length === 0) expect(readdirSync(folder)).toEqual([]);
  });

  it('says why when there is nothing to import', async () => {
    writeFileSync(join(test.dir, 'x.txt'), 'hello');
    for (const [path, code] of [
      [join(test.dir, 'x.txt'), 'not-an-mbox'],
      [join(test.dir, 'gone'), 'not-found'],
    ] as const) {
      expect(await test.engine.call('imports.preview', { path })).toMatchObject({ problem: { code } });
      expect(await test.engine.call('imports.start', { path, name: '' })).toMatchObject({
        problem: { code },
      });
    }
  });
});
