import { resolve } from 'node:path';
import { encode } from 'dns-packet';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NameServer } from '../../../../tests/support/name-server.ts';
import { PageServer } from '../../../../tests/support/page-server.ts';
import { readBundledProviders } from './bundled.ts';
import type { Finding } from './greeting.ts';
import { discover, type DiscoveryDeps, type DiscoveryTimeouts } from './discover.ts';
import { createResolver } from './resolver.ts';

const bundled = readBundledProviders(resolve(import.meta.dirname, '../../../../resources'));
const autoconfig = 'https://autoconfig.example.org/mail/config-v1.1.xml';
const wellKnown = 'https://example.org/.well-known/autoconfig/mail/config-v1.1.xml';
const config = (host: string, username = '%EMAILADDRESS%') =>
  `<clientConfig version="1.1"><emailProvider id="example.org"><domain>example.org</domain><displayName>Example</displayName>
   <incomingServer type="imap"><hostname>${host}</hostname><port>993</port><socketType>SSL</socketType><username>${username}</username>
   <authentication>password-cleartext</authentication></incomingServer></emailProvider></clientConfig>`;

let names: NameServer;
let pages: PageServer;
let contacts: string[];
let traffic: Parameters<DiscoveryDeps['onTraffic']>[0][];
let answering: Map<string, Finding>;
beforeEach(async () => {
  names = await NameServer.start();
  pages = await PageServer.start();
  contacts = [];
  traffic = [];
  answering = new Map();
});
afterEach(async () => {
  await names.stop();
  await pages.stop();
});

function find(
  address: string,
  {
    timeouts = {},
    signal = new AbortController().signal,
  }: { timeouts?: Partial<DiscoveryTimeouts>; signal?: AbortSignal } = {},
) {
  const deps: DiscoveryDeps = {
    bundled,
    resolver: createResolver({ servers: [names.address], timeout: 200 }),
    fetch: pages.fetch,
    probe: async ({ host, port }) => answering.get(`${host}:${port}`) ?? 'nothing',
    random: () => 0,
    onContact: (host, port, purpose) => contacts.push(`${purpose} ${host}:${port}`),
    onTraffic: (told) => traffic.push(told),
    timeouts,
  };
  return discover(address, deps, signal);
}
const first = async (address: string) => {
  const reply = await find(address);
  if (!reply.ok) throw new Error(reply.problem.code);
  return reply.value.proposals[0];
};

describe('what is known without asking', () => {
  it('is answered without a packet', async () => {
    const reply = await find('Anne@Gmail.com');
    expect(reply).toMatchObject({
      ok: true,
      value: {
        provider: { name: 'Gmail', signIn: 'app-password' },
        proposals: [
          {
            imap: { host: 'imap.gmail.com', port: 993, security: 'tls', username: 'Anne@gmail.com' },
            source: 'bundled',
            sure: 'sure',
          },
        ],
      },
    });
    expect([names.asked, pages.asked, contacts]).toEqual([[], [], []]);
  });

  it('can be that there is nothing to be had', async () => {
    const reply = await find('anne@tuta.com');
    expect(reply).toMatchObject({ ok: true, value: { provider: { signIn: 'none' }, proposals: [] } });
  });

  it('is not asked for what is no address', async () => {
    expect(await find('anne')).toMatchObject({ ok: false, problem: { code: 'invalid-input' } });
  });
});

describe('a domain of one’s own', () => {
  it('whose mail a known provider takes has that provider’s settings, by the best exchanger', async () => {
    names.mx('example.org', 'mx.backup.example', 50).mx('example.org', 'ASPMX.L.GOOGLE.COM', 1);
    pages.page(autoconfig, config('imap.example.org'));
    expect(await first('anne@example.org')).toMatchObject({
      imap: { host: 'imap.gmail.com', username: 'anne@example.org' },
      source: 'mail-exchanger',
      sure: 'likely',
      toldBy: 'ASPMX.L.GOOGLE.COM',
    });
  });

  it('may publish them; it learns nothing of the person, and nobody else is asked', async () => {
    names.mx('example.org', 'mx.example.org').srv('_imaps._tcp.example.org', 'srv.example.org', 993);
    pages.page(autoconfig, config('imap.example.org', '%EMAILLOCALPART%'));
    expect(await first('anne@example.org')).toMatchObject({
      imap: { host: 'imap.example.org', username: 'anne' },
      source: 'autoconfig',
      sure: 'sure',
      toldBy: 'autoconfig.example.org',
    });
    expect([...pages.asked, ...names.asked].join()).not.toContain('anne');
    expect(contacts.toSorted()).toEqual([
      'autoconfig autoconfig.example.org:443',
      'autoconfig example.org:443',
      'dns example.org:53',
    ]);
    const questions = ['example.org', '_imaps._tcp.example.org', '_imap._tcp.example.org'];
    const sent = questions.map((name) => encode({ questions: [{ type: 'SRV', name }] }).length);
    expect(traffic).toEqual([
      {
        host: 'example.org',
        port: 53,
        purpose: 'dns',
        sent: sent.reduce((sum, bytes) => sum + bytes, 0),
        received: null,
      },
    ]);
  });

  it('may publish them at its well-known place, or have them elsewhere', async () => {
    names.exists('example.org');
    pages
      .redirect(wellKnown, 'https://hoster.example/settings')
      .page('https://hoster.example/settings', config('imap.hoster.example'));
    expect(await first('anne@example.org')).toMatchObject({
      imap: { host: 'imap.hoster.example' },
      source: 'autoconfig',
      toldBy: 'example.org',
    });
  });

  it('may have SRV records: encrypted from the first byte before STARTTLS, by priority', async () => {
    names
      .srv('_imap._tcp.example.org', 'plain.example.org', 143)
      .srv('_imaps._tcp.example.org', 'second.example.org', 993, { priority: 20 })
      .srv('_imaps._tcp.example.org', 'first.example.org', 9993, { priority: 10 });
    const reply = await find('anne@example.org');
    expect(
      reply.ok && reply.value.proposals.map(({ imap }) => `${imap.host}:${imap.port} ${imap.security}`),
    ).toEqual(['first.example.org:9993 tls', 'second.example.org:993 tls', 'plain.example.org:143 starttls']);
    answering.set('plain.example.org:143', 'answers');
    expect(await first('anne@example.org')).toMatchObject({
      imap: { host: 'plain.example.org', security: 'starttls', username: 'anne@example.org' },
      source: 'srv',
      sure: 'likely',
    });
  });

  it('may say that it has no IMAP', async () => {
    names.srv('_imap._tcp.example.org', '.', 0).srv('_imaps._tcp.example.org', '.', 0);
    answering.set('imap.example.org:993', 'answers');
    expect(await find('anne@example.org')).toMatchObject({
      ok: false,
      problem: { code: 'settings-not-found' },
    });
  });

  it('may say nothing: usual names are tried, those to trust first', async () => {
    names.mx('example.org', 'box.example.org');
    answering
      .set('mail.example.org:993', 'untrusted')
      .set('mail.example.org:143', 'answers')
      .set('box.example.org:993', 'answers');
    const reply = await find('anne@example.org');
    expect(
      reply.ok && reply.value.proposals.map(({ imap, source }) => `${source} ${imap.host}:${imap.port}`),
    ).toEqual(['guess box.example.org:993', 'guess mail.example.org:143', 'guess mail.example.org:993']);
    expect(contacts).toContain('discovery imap.example.org:993');
  });

  it('with letters of any alphabet is asked for by its name in ASCII', async () => {
    names.srv('_imaps._tcp.xn--bcher-kva.example', 'imap.xn--bcher-kva.example', 993);
    expect(await first('anne@Bücher.example')).toMatchObject({
      imap: { host: 'imap.xn--bcher-kva.example', username: 'anne@xn--bcher-kva.example' },
    });
  });

  it('that does not exist is named', async () => {
    expect(await find('anne@exmaple.org')).toEqual({
      ok: false,
      problem: { code: 'domain-unknown', detail: 'exmaple.org' },
    });
    expect(contacts.filter((contact) => contact.startsWith('discovery'))).toEqual([]);
  });
});

describe('a web that is of no help', () => {
  beforeEach(() => {
    names.srv('_imaps._tcp.example.org', 'imap.example.org', 993);
  });
  const srv = { imap: { host: 'imap.example.org' }, source: 'srv' };

  it.each([
    ['an error', (page: PageServer) => page.page(autoconfig, config('no.example'), 500)],
    ['a page for people', (page: PageServer) => page.page(autoconfig, '<!doctype html><title>Hi</title>')],
    [
      'a file without IMAP',
      (page: PageServer) => page.page(autoconfig, config('x').replace('"imap"', '"pop3"')),
    ],
    ['a redirect to itself', (page: PageServer) => page.redirect(autoconfig, autoconfig)],
    [
      'a redirect to an unencrypted page',
      (page: PageServer) => page.redirect(autoconfig, 'http://example.org/x'),
    ],
    ['a redirect to nonsense', (page: PageServer) => page.redirect(autoconfig, 'https://')],
    [
      'a connection that ends',
      (page: PageServer) => page.serve(autoconfig, (response) => response.destroy()),
    ],
    [
      'a file without an end',
      (page: PageServer) =>
        page.serve(autoconfig, (response) => {
          const more = () => {
            while (!response.destroyed && response.write('<!-- and so on -->'.repeat(1000)));
          };
          response.on('drain', more);
          more();
        }),
    ],
  ])('such as %s, is passed over', async (_, prepare) => {
    prepare(pages);
    expect(await first('anne@example.org')).toMatchObject(srv);
  });

  it('such as one that never answers, is given up in time', async () => {
    pages.serve(autoconfig, () => undefined);
    const start = performance.now();
    const reply = await find('anne@example.org', { timeouts: { ask: 500 } });
    expect(reply).toMatchObject({ ok: true, value: { proposals: [srv] } });
    expect(performance.now() - start).toBeLessThan(10_000);
  });

  it('follows three redirects and no more', async () => {
    const hop = (number: number) => `https://example.org/${number}`;
    pages
      .redirect(autoconfig, hop(1))
      .redirect(hop(1), hop(2))
      .redirect(hop(2), hop(3))
      .page(hop(3), config('imap.far.example'));
    expect(await first('anne@example.org')).toMatchObject({ imap: { host: 'imap.far.example' } });
    pages.redirect(hop(3), hop(4)).page(hop(4), config('imap.far.example'));
    expect(await first('anne@example.org')).toMatchObject(srv);
  });
});

describe('a name server that is of no help', () => {
  it('when it fails, leaves the published file', async () => {
    names.mood('example.org', 'servfail');
    pages.page(autoconfig, config('imap.example.org'));
    expect(await first('anne@example.org')).toMatchObject({ source: 'autoconfig' });
  });

  it('when it fails and nothing else is there, is what the person hears of', async () => {
    names.mood('example.org', 'servfail');
    expect(await find('anne@example.org')).toEqual({
      ok: false,
      problem: { code: 'unreachable', detail: 'DNS: ESERVFAIL' },
    });
  });

  it('when it says nothing at all, is given up in time', async () => {
    names.mood('example.org', 'silent');
    const start = performance.now();
    expect(await find('anne@example.org', { timeouts: { ask: 700 } })).toMatchObject({
      ok: false,
      problem: { code: 'unreachable' },
    });
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});

it('everything together has a limit, and a person who leaves is not waited for', async () => {
  names.mood('example.org', 'silent');
  pages.serve(autoconfig, () => undefined);
  const start = performance.now();
  expect((await find('anne@example.org', { timeouts: { total: 400 } })).ok).toBe(false);
  expect(performance.now() - start).toBeLessThan(10_000);
  const leaving = AbortSignal.timeout(100);
  expect(await find('anne@example.org', { signal: leaving })).toMatchObject({
    ok: false,
    problem: { code: 'cancelled' },
  });
});
