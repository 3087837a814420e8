import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AccountId } from '../../contract/ids.ts';
import { SecretsUnavailable } from '../../main/engine/platform/secrets.ts';
import { Dovecot, password } from '../support/dovecot.ts';
import { waitFor } from '../support/wait-for.ts';
import { mail } from './account.ts';
import { TestEngine } from './open-engine.ts';

const user = 'anne';
const SUBJECT = '=HYPERLINK("http://x.example","a, b")';

let server: Dovecot;
let engine: TestEngine;
let id: AccountId;
const kept = new Map<string, string>();
let locked = false;
const secrets = {
  get: (name: string) => Promise.resolve(kept.get(name) ?? null),
  set: (name: string, value: string) => Promise.resolve(void kept.set(name, value)),
  delete: (name: string) =>
    locked ? Promise.reject(new SecretsUnavailable('locked')) : Promise.resolve(void kept.delete(name)),
};

beforeEach(async () => {
  kept.clear();
  locked = false;
  server = await Dovecot.start();
  await server.doveadm.createMailbox(user, 'Factures');
  for (const name of ['a', 'b']) await server.doveadm.save(user, 'INBOX', mail(name));
  await server.doveadm.save(user, 'INBOX', mail('c', { subject: SUBJECT }));
  engine = new TestEngine({ secrets });
  await engine.open();
  const imap = server.settings(user);
  ({ id } = await engine.ask('accounts.addImap', { name: '', address: 'anne@mail.example', imap, password }));
  await engine.reached(id, 'live');
});
afterEach(async () => {
  await engine.remove();
  await server.stop();
});

const data = (): string => join(engine.dir, 'data');
const folderId = async (path: string) =>
  (await engine.ask('mailboxes.list', {})).find((one) => one.path === path)!.id;

async function fileOne(): Promise<void> {
  const from = await folderId('INBOX');
  const { rows } = await engine.ask('messages.list', { mailboxId: from });
  const folder = await folderId('Factures');
  await engine.ask('suggestions.move', { messages: [rows[0]!.id], from, folder });
  await waitFor(async () => (await server.doveadm.counts(user)).get('Factures') === 1);
  await waitFor(async () => (await engine.ask('status.get', {})).jobs.queued === 0);
}

/** A table of the export, by name of column. The tables of this test have no line breaks in a cell. */
function table(folder: string, name: string): Record<string, string>[] {
  const lines = readFileSync(join(folder, `${name}.csv`), 'utf8')
    .split('\r\n')
    .slice(0, -1);
  const cells = lines.map((line) =>
    [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g)].map(
      ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
    ),
  );
  const [head = [], ...rows] = cells;
  return rows.map((row) => Object.fromEntries(head.map((column, at) => [column, row[at] ?? ''])));
}

describe('an export of everything', () => {
  it('says in open formats what there is, was decided and was done, and holds no password', async () => {
    await fileOne();
    await engine.ask('people.setVip', { address: 'sender@example.org', vip: true });
    await engine.ask('settings.set', { theme: 'dark' });
    const done: number[] = [];
    engine.engine.listen((event) => {
      if (event.name === 'export.changed') done.push(event.payload.done);
    });
    const made = await engine.ask('export.run', { folder: engine.dir });
    expect(readdirSync(made.path).toSorted()).toEqual([
      'about.json',
      'accounts.csv',
      'activity.csv',
      'contacted-hosts.csv',
      'contacts.csv',
      'decisions.csv',
      'folders.csv',
      'mails.csv',
      'proposals.csv',
      'receipts.csv',
      'rules.yaml',
      'settings.json',
      'trust.csv',
      'wrong-reasons.csv',
    ]);
    expect(table(made.path, 'accounts')).toMatchObject([
      { address: 'anne@mail.example', user, server: `127.0.0.1:${server.port}` },
    ]);
    const mails = table(made.path, 'mails');
    // What a spreadsheet would run is a text.
    expect(mails.map(({ subject }) => subject).toSorted()).toEqual([`'${SUBJECT}`, 'About a', 'About b']);
    expect(mails.every(({ 'message-id': messageId }) => /^[abc]@example\.org$/.test(messageId!))).toBe(true);
    expect(table(made.path, 'receipts')).toMatchObject([
      { 'from-folder': 'INBOX', 'to-folder': 'Factures', state: 'done' },
    ]);
    expect(table(made.path, 'activity')).toMatchObject([{ action: 'move', by: 'person', receipts: '1' }]);
    expect(table(made.path, 'contacts')).toMatchObject([{ address: 'sender@example.org', vip: 'yes' }]);
    const [host] = table(made.path, 'contacted-hosts');
    expect(host).toMatchObject({ host: '127.0.0.1', purpose: 'imap' });
    expect(Number(host!['bytes-received'])).toBeGreaterThan(Number(host!['bytes-sent']));
    expect(Number(host!['bytes-sent'])).toBeGreaterThan(0);
    expect(JSON.parse(readFileSync(join(made.path, 'settings.json'), 'utf8'))).toMatchObject({
      theme: 'dark',
    });
    for (const name of readdirSync(made.path))
      expect(readFileSync(join(made.path, name), 'utf8')).not.toContain(password);
    await waitFor(() => done.at(-1) === made.rows);
    // A second one of the day takes nothing away from the first.
    const second = await engine.ask('export.run', { folder: engine.dir });
    expect(second.path).toBe(`${made.path}-2`);
  });

  it('that is cancelled, or has no room, leaves nothing', async () => {
    const running = engine.engine.call('export.run', { folder: engine.dir });
    await engine.ask('export.cancel', {});
    expect(await running).toMatchObject({ ok: false, problem: { code: 'cancelled' } });
    expect(readdirSync(engine.dir)).toEqual(['data']);
    const file = join(engine.dir, 'file');
    writeFileSync(file, '');
    expect(await engine.engine.call('export.run', { folder: file })).toMatchObject({ ok: false });
    expect(await engine.ask('export.status', {})).toMatchObject({ running: false, last: null });
  });
});

describe('erasing everything', () => {
  /** Files as the rest of the program leaves them, and some that are the person's own. */
  async function fill(): Promise<void> {
    await fileOne();
    await engine.ask('backup.setUp', { passphrase: 'a long enough phrase' });
    await engine.ask('backup.now', {});
    mkdirSync(join(data(), 'models'));
    writeFileSync(join(data(), 'models', 'x.gguf'), 'model');
    mkdirSync(join(data(), 'before-restoring-2026-01-01'));
    writeFileSync(join(data(), 'letter.txt'), 'not of Casier');
  }
  const fresh = async () => {
    expect(await engine.ask('accounts.list', {})).toEqual([]);
    expect((await engine.ask('activity.list', {})).total).toBe(0);
    expect((await engine.ask('settings.get', {})).theme).toBe('system');
  };

  it('leaves nothing here and everything on the server; backups and files of others stay', async () => {
    await fill();
    await engine.ask('settings.set', { theme: 'dark' });
    expect((await engine.ask('erase.preview', {})).backups.count).toBe(1);
    await engine.ask('erase.begin', { backups: false });
    await engine.restart();
    await fresh();
    expect(kept).toEqual(new Map());
    const left = readdirSync(data());
    for (const name of ['models', 'before-restoring-2026-01-01', 'erasing.json'])
      expect(left).not.toContain(name);
    expect(left).toContain('letter.txt');
    expect(readdirSync(join(data(), 'backups'))).toHaveLength(1);
    expect(await server.doveadm.counts(user)).toEqual(
      new Map([
        ['INBOX', 2],
        ['Factures', 1],
      ]),
    );
  });

  it('takes the backups too where that is wished, and goes on after it was cut off', async () => {
    await fill();
    locked = true;
    await engine.ask('erase.begin', { backups: true });
    // As if it had been killed in between: the database is there, what comes before it is gone.
    await engine.restart();
    await fresh();
    expect(existsSync(join(data(), 'backups'))).toBe(false);
    // A locked keychain keeps what it has until a later start.
    expect((await engine.ask('erase.preview', {})).secretsLeft).toBeGreaterThan(0);
    expect(kept.size).toBe(2);
    locked = false;
    await engine.restart();
    expect(kept.size).toBe(0);
    expect((await engine.ask('erase.preview', {})).secretsLeft).toBe(0);
  });
});
