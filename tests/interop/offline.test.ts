import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AccountId } from '../../contract/ids.ts';
import { createProbe } from '../../main/engine/accounts/discovery/greeting.ts';
import { createResolver } from '../../main/engine/accounts/discovery/resolver.ts';
import { generateMailbox } from '../../resources/demo/generate.ts';
import { writeMaildir } from '../../resources/demo/maildir.ts';
import { startMailServer, type MailServer } from '../e2e/support/mail-server.ts';
import { password } from '../support/dovecot.ts';
import { NameServer } from '../support/name-server.ts';
import { sha256 } from '../support/file-server.ts';
import { TcpProxy } from '../support/tcp-proxy.ts';
import { waitFor } from '../support/wait-for.ts';
import { id as modelId, path as modelPath, Stage, tinyModel } from './models/stage.ts';
import { TestEngine } from './open-engine.ts';

/** The offline switch, against servers that would notice. */

const problemOf = async (reply: ReturnType<TestEngine['engine']['call']>) => {
  const done = await reply;
  return done.ok ? null : done.problem.code;
};

describe('a person who goes offline', () => {
  let server: MailServer;
  let proxy: TcpProxy;
  let engine: TestEngine;
  let id: AccountId;
  let pictures = 0;
  const offline = (value: boolean) => engine.ask('settings.set', { offline: value });
  const imap = () => ({ ...server.dovecot.settings(server.user), port: proxy.port });

  beforeEach(async () => {
    server = await startMailServer(240);
    proxy = await TcpProxy.start(server.dovecot.port);
    pictures = 0;
    engine = new TestEngine({
      getImage: () => {
        pictures += 1;
        return Promise.reject(new Error('no picture'));
      },
    });
    await engine.open();
    const added = { name: '', address: 'camille@mail.example', imap: imap(), password };
    ({ id } = await engine.ask('accounts.addImap', added));
    await engine.reached(id, 'live');
    await engine.settled();
  });
  afterEach(async () => {
    await engine.remove();
    await proxy.stop();
    await server.dovecot.stop();
  });

  it('is alone at once: connections end and none is made; what was approved waits, and is carried out online', async () => {
    await waitFor(() => proxy.open >= 2);
    const before = proxy.connections;
    await offline(true);
    expect(await engine.ask('status.get', {})).toMatchObject({ offline: true });
    await waitFor(() => proxy.open === 0);
    const account = await engine.reached(id, 'offline');
    expect(account).toMatchObject({ problem: { code: 'offline' }, retryAt: null });

    const { rows } = await engine.ask('suggestions.list', { limit: 3 });
    expect(rows).toHaveLength(3);
    await engine.ask('suggestions.approve', { selection: { ids: rows.map((row) => row.id) } });
    await waitFor(async () => (await engine.ask('status.get', {})).jobs.mails === 3);
    const urls = ['https://pictures.example/a.png'];
    const picture = engine.engine.call('images.fetch', { id: rows[0]!.messageId, urls });
    expect(await problemOf(picture)).toBe('offline');
    expect(pictures).toBe(0);
    await engine.ask('accounts.syncNow', { id });
    expect(await problemOf(engine.engine.call('accounts.test', { imap: imap(), password }))).toBe('offline');
    const change = { id, name: 'Other', imap: { ...imap(), username: 'other' }, password };
    expect(await problemOf(engine.engine.call('accounts.update', change))).toBe('offline');

    // It stays so after a restart, and the engine is given time to try.
    await engine.restart();
    await engine.reached(id, 'offline');
    await engine.ask('accounts.syncNow', { id });
    await waitFor(async () => (await engine.ask('status.get', {})).jobs.mails === 3);
    expect(proxy.connections).toBe(before);
    const { mailServers } = (await engine.ask('privacy.egress', {})).week;
    // The server of this test is on this computer: nothing left it.
    expect(mailServers).toBe(0);

    const moved = server.mailsInInbox();
    await offline(false);
    await engine.ask('images.fetch', { id: rows[0]!.messageId, urls });
    expect(pictures).toBe(1);
    const others = (await engine.ask('privacy.egress', {})).week.others;
    expect(others).toEqual([{ host: 'pictures.example', purpose: 'image' }]);
    await waitFor(async () => (await engine.ask('status.get', {})).jobs.mails === 0);
    await engine.reached(id, 'live');
    expect(server.mailsInInbox()).toBe(moved - 3);
    await server.whereabouts();
    expect(proxy.connections).toBeGreaterThan(before);
    expect((await engine.ask('status.get', {})).jobs.failed).toBe(0);
  });

  it('may change their mind as often as they like', async () => {
    for (let turn = 0; turn < 12; turn += 1) await offline(turn % 2 === 0);
    await engine.reached(id, 'live');
    await offline(true);
    await engine.reached(id, 'offline');
    await waitFor(() => proxy.open === 0);
    const before = proxy.connections;
    await engine.ask('accounts.syncNow', { id });
    await engine.restart();
    expect(proxy.connections).toBe(before);
    await offline(false);
    await engine.reached(id, 'live');
  });

  it('still has the mail that is on this computer', async () => {
    await offline(true);
    const maildir = `${engine.dir}/mail`;
    await writeMaildir(maildir, [...generateMailbox({ shape: 'demo', seed: 3 })].slice(0, 60));
    const local = await engine.ask('accounts.addMaildir', { name: 'Here', path: maildir });
    const account = await engine.reached(local.id, 'live');
    expect(account.messages).toBeGreaterThan(30);
  });

  it('has every contact on the list, page by page, and what is on this computer marked', async () => {
    const { rows, total, next } = await engine.ask('privacy.egress', {});
    expect({ total, next }).toEqual({ total: 1, next: null });
    expect(rows).toEqual([
      {
        host: '127.0.0.1',
        ports: [proxy.port],
        purpose: 'imap',
        firstAt: expect.any(Number),
        lastAt: expect.any(Number),
        connections: proxy.connections,
        sent: expect.any(Number),
        received: expect.any(Number),
        here: true,
        ofAccount: true,
      },
    ]);
    // Every mail came once at least; what was asked for it is less.
    const [{ sent, received }] = rows as [(typeof rows)[number]];
    expect(sent).toBeGreaterThan(1000);
    expect(received).toBeGreaterThan(sent!);
  });
});

describe('offline', () => {
  it('settings are found in the bundled list alone; nobody is asked', async () => {
    const names = await NameServer.start();
    names.srv('_imaps._tcp.mail.example', 'localhost', 993);
    const resolver = createResolver({ servers: [names.address] });
    const engine = new TestEngine({
      network: { resolver, fetch: () => Promise.reject(new TypeError('asked')), probe: createProbe() },
    });
    await engine.open();
    try {
      await engine.ask('settings.set', { offline: true });
      const unknown = engine.engine.call('accounts.discover', { address: 'anne@mail.example' });
      expect(await problemOf(unknown)).toBe('offline');
      const known = await engine.ask('accounts.discover', { address: 'anne@gmail.com' });
      expect(known.proposals[0]?.imap.host).toBe('imap.gmail.com');
      expect((await engine.ask('privacy.egress', {})).rows).toEqual([]);

      await engine.ask('settings.set', { offline: false });
      await engine.ask('accounts.discover', { address: 'anne@mail.example' });
      const { rows, week } = await engine.ask('privacy.egress', {});
      expect(rows.map(({ host, purpose }) => [host, purpose])).toContainEqual(['mail.example', 'dns']);
      expect(week.others).toContainEqual({ host: 'autoconfig.mail.example', purpose: 'autoconfig' });
      const pages = [];
      let after = null as Parameters<typeof engine.ask<'privacy.egress'>>[1]['after'];
      do {
        const page = await engine.ask('privacy.egress', { limit: 1, after });
        pages.push(...page.rows);
        after = page.next;
      } while (after !== null);
      expect(pages).toEqual(rows);
    } finally {
      await engine.remove();
      await names.stop();
    }
  });

  it('a model is not downloaded; one that was on its way stands still, and goes on by itself', async () => {
    const bytes = await tinyModel();
    const stage = await Stage.open();
    try {
      stage.server.file(modelPath, bytes, { linked: sha256(bytes), pace: { bytes: 20_000, ms: 50 } });
      await stage.start();
      await waitFor(async () => {
        const { state } = await stage.model();
        return state.kind === 'downloading' && state.received > 0;
      });
      await stage.engine.ask('settings.set', { offline: true });
      await stage.reached('paused');
      const asked = stage.server.asked.length;
      expect(await stage.refusal('models.download', { id: modelId })).toBe('offline');
      expect(await stage.refusal('models.addUrl', { url: `${stage.server.origin()}/m.gguf` })).toBe(
        'offline',
      );
      await stage.engine.restart();
      await stage.reached('paused');
      expect(stage.server.asked).toHaveLength(asked);
      await stage.engine.ask('settings.set', { offline: false });
      const { path } = await stage.reached('ready');
      expect(sha256(readFileSync(path))).toBe(sha256(bytes));
    } finally {
      await stage.close();
    }
  });

  it('a language model elsewhere is not asked, not even to test it', async () => {
    let asked = 0;
    const server: Server = createServer((_, response) => {
      asked += 1;
      response.writeHead(401).end();
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const engine = new TestEngine();
    await engine.open();
    try {
      const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      await engine.ask('settings.set', { offline: true });
      await engine.ask('endpoint.set', { enabled: true, url });
      expect(await problemOf(engine.engine.call('endpoint.test', { url, model: '' }))).toBe('offline');
      await waitFor(async () => (await engine.ask('asking.status', {})).state === 'offline');
      expect(asked).toBe(0);
      await engine.ask('settings.set', { offline: false });
      expect(await problemOf(engine.engine.call('endpoint.test', { url, model: '' }))).toBe('endpoint-key');
      expect(asked).toBe(1);
      const { rows } = await engine.ask('privacy.egress', {});
      expect(rows).toMatchObject([
        { host: '127.0.0.1', purpose: 'language-model', connections: 1, here: true },
      ]);
      // It answered with a refusal; the question was longer.
      await waitFor(async () => {
        const [row] = (await engine.ask('privacy.egress', {})).rows;
        return (row?.received ?? 0) > 0 && (row?.sent ?? 0) > (row?.received ?? 0);
      });
    } finally {
      await engine.remove();
      server.close();
    }
  });
});
