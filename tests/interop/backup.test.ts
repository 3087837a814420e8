import { readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AccountId } from '../../contract/ids.ts';
import { Dovecot, password } from '../support/dovecot.ts';
import { waitFor } from '../support/wait-for.ts';
import { mail } from './account.ts';
import { TestEngine } from './open-engine.ts';

const SECRET = 'a long enough phrase';
const user = 'anne';

let server: Dovecot;
let engine: TestEngine;
let id: AccountId;

beforeEach(async () => {
  server = await Dovecot.start();
  await server.doveadm.run(['mailbox', 'create', '-u', user, 'Factures']);
  for (const name of ['a', 'b', 'c']) await server.doveadm.save(user, 'INBOX', mail(name));
  engine = new TestEngine();
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
const idle = () =>
  waitFor(async () => {
    const { jobs } = await engine.ask('status.get', {});
    return jobs.queued === 0 && jobs.mails === 0;
  });
const inbox = async () => (await engine.ask('mailboxes.list', {})).find(({ path }) => path === 'INBOX')!.id;

/** All that the person would miss, as it is shown. */
async function everything() {
  const { batches } = await engine.ask('activity.list', {});
  const receipts = await Promise.all(
    batches.map(({ id: batchId }) => engine.ask('activity.receipts', { batchId })),
  );
  return {
    accounts: (await engine.ask('accounts.list', {})).map(({ id: account, name, address, location }) => [
      account,
      name,
      address,
      location,
    ]),
    settings: await engine.ask('settings.get', {}),
    rules: (await engine.ask('rules.get', {})).text,
    groups: (await engine.ask('suggestions.groups', {})).groups,
    trust: await engine.ask('trust.list', {}),
    batches,
    receipts,
  };
}

describe('a backup', () => {
  it('brings everything back as it was, and an old act can still be undone on the server', async () => {
    const box = await inbox();
    const rows = (await engine.ask('messages.list', { mailboxId: box })).rows;
    const boxes = await engine.ask('mailboxes.list', {});
    const target = boxes.find(({ path }) => path === 'Factures')!.id;
    const moved = await engine.ask('suggestions.move', {
      messages: [rows[0]!.id],
      from: box,
      folder: target,
    });
    await idle();
    expect((await server.doveadm.counts(user)).get('Factures')).toBe(1);
    await engine.ask('settings.set', { theme: 'dark' });
    const { text } = await engine.ask('rules.get', {});
    await engine.ask('rules.save', { text: `${text}\n# mine\n` });
    await engine.ask('backup.setUp', { passphrase: SECRET });
    const file = await engine.ask('backup.now', {});
    const before = await everything();

    // All that is lost: settings, rules, the account.
    await engine.ask('settings.set', { theme: 'light' });
    writeFileSync(join(data(), 'rules.yaml'), 'rules: []\n');
    await engine.ask('accounts.remove', { id });
    const staged = await engine.ask('backup.stage', { path: file.path, passphrase: SECRET });
    expect(staged).toEqual({ accounts: 1, acts: 1 });
    await engine.restart();
    expect(await everything()).toEqual(before);
    // The password is in no backup.
    expect((await engine.ask('accounts.list', {}))[0]).toMatchObject({
      problem: { code: 'wrong-password' },
    });
    await engine.ask('accounts.setPassword', { id, password });
    await engine.reached(id, 'live');
    await engine.ask('activity.undoBatch', { batchId: moved.batch! });
    await idle();
    const counts = await server.doveadm.counts(user);
    expect([counts.get('INBOX'), counts.get('Factures')]).toEqual([3, 0]);
    expect((await engine.ask('messages.search', { query: 'a' })).total).toBeGreaterThan(0);
    const aside = readdirSync(data()).find((name) => name.startsWith('before-restoring-'))!;
    expect(readFileSync(join(data(), aside, 'rules.yaml'), 'utf8')).toBe('rules: []\n');
  });

  it('of another passphrase, cut off, foreign or gone changes nothing and says which', async () => {
    const file = await engine.ask('backup.now', {
      path: join(engine.dir, 'one.casier-backup'),
      passphrase: SECRET,
    });
    const before = await everything();
    const stage = (path: string, passphrase: string | null) =>
      engine.engine.call('backup.stage', { path, passphrase });
    const refused = (code: string) => ({ ok: false, problem: expect.objectContaining({ code }) as unknown });
    expect(await stage(file.path, 'not the phrase')).toEqual(refused('backup-passphrase'));
    expect(await stage(file.path, null)).toEqual(refused('backup-passphrase'));
    expect(await stage(join(data(), 'casier.db'), SECRET)).toEqual(refused('backup-foreign'));
    expect(await stage(join(data(), 'nothing'), SECRET)).toEqual(refused('not-found'));
    truncateSync(file.path, file.bytes - 1);
    expect(await stage(file.path, SECRET)).toEqual(refused('backup-damaged'));
    await engine.restart();
    expect(await everything()).toEqual(before);
    expect(readdirSync(data()).filter((name) => /restor|backing/.test(name))).toEqual([]);
  });

  it('shows neither an address nor a password, and needs a passphrase', async () => {
    expect(await engine.engine.call('backup.now', {})).toMatchObject({
      problem: { code: 'backup-no-passphrase' },
    });
    expect(await engine.engine.call('backup.setUp', { daily: true })).toMatchObject({
      problem: { code: 'backup-no-passphrase' },
    });
    await engine.ask('backup.setUp', { daily: true, passphrase: SECRET });
    const { path } = await engine.ask('backup.now', {});
    const bytes = readFileSync(path);
    for (const word of ['anne', SECRET, password, 'SQLite format']) expect(bytes.includes(word)).toBe(false);
    expect(await engine.ask('backup.status', {})).toMatchObject({
      daily: true,
      passphrase: true,
      running: false,
      problem: null,
      files: [{ path }],
    });
    expect(readdirSync(join(data(), 'backups'))).toHaveLength(1);
  });
});
