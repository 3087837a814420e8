import { afterEach, beforeEach, expect, it } from 'vitest';
import type { AccountId } from '../../contract/ids.ts';
import { Dovecot, password } from '../support/dovecot.ts';
import { waitFor } from '../support/wait-for.ts';
import { mail } from './account.ts';
import { TestEngine } from './open-engine.ts';

let server: Dovecot;
let engine: TestEngine;
let id: AccountId;
beforeEach(async () => {
  server = await Dovecot.start();
  engine = new TestEngine();
  await engine.open();
  await server.doveadm.save('anne', 'INBOX', mail('first', { subject: 'Quarterly pineapple' }));
  ({ id } = await engine.ask('accounts.addImap', {
    name: '',
    address: 'anne@mail.example',
    imap: server.settings('anne'),
    password,
  }));
  await engine.reached(id, 'live');
  await engine.ask('accounts.remove', { id, keepMail: true });
});
afterEach(async () => {
  await engine.remove();
  await server.stop();
});

const search = async () => (await engine.ask('messages.search', { query: 'pineapple' })).rows;
const connections = async () =>
  (await server.doveadm.run(['who', '-1'])).split('\n').filter((line) => line.startsWith('anne'));

it('an account removed but for its mail keeps it to read and search, and leaves the server alone, also after a restart', async () => {
  for (const restart of [false, true]) {
    if (restart) await engine.restart();
    const [account] = await engine.ask('accounts.list', {});
    expect(account).toMatchObject({ id, status: 'signed-out', messages: 1, problem: null });
    const [found] = await search();
    expect((await engine.ask('messages.open', { id: found!.id })).text).toContain(
      'This is the text of first',
    );
    await waitFor(async () => (await connections()).length === 0);
    expect(await engine.engine.call('accounts.syncNow', { id })).toMatchObject({ ok: false });
  }
});

it('an act on its mail fails where it is seen, and nothing moves', async () => {
  const [found] = await search();
  await engine.ask('acts.flag', { messages: [found!.id], mailboxId: found!.mailboxId, add: ['\\Flagged'] });
  const [failed] = await waitFor(async () => {
    const jobs = await engine.ask('jobs.failed', {});
    return jobs.length > 0 && jobs;
  });
  expect(failed?.problem.code).toBe('signed-out');
});

it.each([
  [
    'a change with the password',
    () => engine.ask('accounts.update', { id, name: '', imap: server.settings('anne'), password }),
  ],
  [
    'adding it again',
    () =>
      engine.ask('accounts.addImap', {
        name: '',
        address: 'anne@mail.example',
        imap: server.settings('anne'),
        password,
      }),
  ],
])('%s signs in again, with the mail that was kept', async (_, signIn) => {
  const before = await search();
  await server.doveadm.save('anne', 'INBOX', mail('second'));
  await signIn();
  await engine.reached(id, 'live');
  await waitFor(async () => (await engine.ask('accounts.list', {}))[0]?.messages === 2);
  expect((await search()).map((message) => message.id)).toEqual(before.map((message) => message.id));
});

it('without the password nothing is signed in', async () => {
  const change = { id, name: '', imap: { ...server.settings('anne'), host: 'localhost' }, password: null };
  expect(await engine.engine.call('accounts.update', change)).toMatchObject({
    ok: false,
    problem: { code: 'wrong-password' },
  });
  expect((await engine.ask('accounts.list', {}))[0]?.status).toBe('signed-out');
});
