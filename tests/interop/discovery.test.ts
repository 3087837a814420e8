import type { LookupFunction } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AccountId } from '../../contract/ids.ts';
import { createProbe } from '../../main/engine/accounts/discovery/greeting.ts';
import { createResolver } from '../../main/engine/accounts/discovery/resolver.ts';
import { selfSigned } from '../support/certificates.ts';
import { Dovecot, password } from '../support/dovecot.ts';
import { NameServer } from '../support/name-server.ts';
import { PageServer } from '../support/page-server.ts';
import { waitFor } from '../support/wait-for.ts';
import { mail } from './account.ts';
import { TestEngine } from './open-engine.ts';

/** Reaches this computer, but is not a name that can mean nothing else: certificates count there. */
const elsewhere = '0.0.0.0';

/** Names that the name server does not know lead nowhere. */
const lookup: LookupFunction = (host, _options, callback) => {
  callback(Object.assign(new Error(`no ${host}`), { code: 'ENOTFOUND' }), '');
};

let server: Dovecot;
let names: NameServer;
let pages: PageServer;
let engine: TestEngine;
beforeAll(async () => {
  server = await Dovecot.start({ certificate: await selfSigned(['localhost']) });
});
afterAll(() => server.stop());
beforeEach(async () => {
  names = await NameServer.start();
  pages = await PageServer.start();
  engine = new TestEngine({
    network: {
      resolver: createResolver({ servers: [names.address] }),
      fetch: pages.fetch,
      probe: createProbe({ lookup }),
    },
  });
  await engine.open();
});
afterEach(async () => {
  await engine.remove();
  await Promise.all([names.stop(), pages.stop()]);
});

const account = async (id: AccountId) =>
  (await engine.ask('accounts.list', {})).find((one) => one.id === id)!;

describe('an account found by SRV records', () => {
  it.each([
    ['_imaps._tcp', 'tls'],
    ['_imap._tcp', 'starttls'],
  ] as const)('of %s is tested, added and synced on a real server', async (service, security) => {
    const user = `anne-${security}@mail.example`;
    await server.doveadm.save(user, 'INBOX', mail('m1'));
    const port = security === 'tls' ? server.tlsPort : server.port;
    names.srv(`${service}.mail.example`, 'localhost', port);
    const { proposals } = await engine.ask('accounts.discover', { address: user });
    expect(proposals).toEqual([
      {
        imap: { host: 'localhost', port, security, username: user },
        source: 'srv',
        sure: 'likely',
        toldBy: 'mail.example',
      },
    ]);
    const { imap } = proposals[0]!;
    expect(await engine.ask('accounts.test', { imap, password })).toMatchObject({ messages: 1 });
    const { id } = await engine.ask('accounts.addImap', { name: '', address: user, imap, password });
    const live = await engine.reached(id, 'live');
    expect(live.messages).toBe(1);
  });

  it('cannot be found where nothing is told and nothing answers', async () => {
    names.exists('mail.example');
    const reply = await engine.engine.call('accounts.discover', { address: 'anne@mail.example' });
    expect(reply).toMatchObject({
      ok: false,
      problem: { code: 'settings-not-found', detail: 'mail.example' },
    });
  });
});

describe('a server that signs its own certificate', () => {
  it.each([
    ['tls', 'tlsPort'],
    ['starttls', 'port'],
  ] as const)('over %s is not given the password, and the reason is clear', async (security, port) => {
    const reply = await engine.engine.call('accounts.test', {
      imap: { host: elsewhere, port: server[port], security, username: 'anne' },
      password,
    });
    expect(reply).toMatchObject({
      ok: false,
      problem: { code: 'certificate', detail: expect.stringMatching(/self.signed/i) },
    });
  });

  it('is trusted on this very computer, as bridges are', async () => {
    const imap = { host: 'localhost', port: server.tlsPort, security: 'tls', username: 'anne' } as const;
    expect(await engine.ask('accounts.test', { imap, password })).toMatchObject({
      mailboxes: expect.any(Number),
    });
  });
});

describe('changing an account', () => {
  const add = async (user: string) => {
    const imap = server.settings(user);
    const { id } = await engine.ask('accounts.addImap', { name: 'Work', address: user, imap, password });
    await engine.reached(id, 'live');
    return { id, imap };
  };

  it('tries the new settings and goes on with them, with the mail that is there', async () => {
    await server.doveadm.save('carol', 'INBOX', mail('m1'));
    const { id, imap } = await add('carol');
    const changed = { ...imap, host: 'localhost', port: server.tlsPort, security: 'tls' } as const;
    await engine.ask('accounts.update', { id, name: 'Office', imap: changed, password: null });
    expect(await engine.ask('accounts.settings', { id })).toEqual({
      name: 'Office',
      address: 'carol',
      imap: changed,
    });
    await server.doveadm.save('carol', 'INBOX', mail('m2'));
    await waitFor(async () => (await account(id)).messages === 2);
    expect(await account(id)).toMatchObject({ name: 'Office', location: `localhost:${server.tlsPort}` });
    await engine.restart();
    await engine.reached(id, 'live');
  });

  it.each([
    ['a wrong password', (imap: object) => ({ imap, password: 'wrong' }), 'wrong-password'],
    [
      'a server that is not there',
      (imap: object) => ({ imap: { ...imap, port: 1 }, password: null }),
      'unreachable',
    ],
    [
      'a certificate not to be trusted',
      (imap: object) => ({ imap: { ...imap, host: elsewhere, security: 'starttls' }, password: null }),
      'certificate',
    ],
  ])('keeps everything as it was after %s', async (_, change, code) => {
    const { id, imap } = await add('dave');
    const input = { id, name: 'Other', ...change(imap) } as never;
    expect(await engine.engine.call('accounts.update', input)).toMatchObject({
      ok: false,
      problem: { code },
    });
    expect(await engine.ask('accounts.settings', { id })).toEqual({ name: 'Work', address: 'dave', imap });
    await engine.ask('accounts.syncNow', { id });
    expect((await engine.reached(id, 'live')).problem).toBeNull();
    await engine.restart();
    await engine.reached(id, 'live');
  });

  it('only in name asks no server', async () => {
    const { id, imap } = await add('eve');
    await server.kill();
    await engine.ask('accounts.update', { id, name: 'Home', imap, password: null });
    expect((await account(id)).name).toBe('Home');
    await server.resume();
  });

  it('into one that is there already is refused', async () => {
    await add('frank');
    const { id, imap } = await add('grace');
    const reply = await engine.engine.call('accounts.update', {
      id,
      name: '',
      imap: { ...imap, username: 'frank' },
      password: null,
    });
    expect(reply).toMatchObject({ ok: false, problem: { code: 'already-added' } });
  });
});
