import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { providerHint } from '../../../../contract/discovery.ts';
import { asciiHost } from './address.ts';
import { readBundledProviders } from './bundled.ts';
import { parseClientConfig } from './client-config.ts';
import { hintOf, settingsFor } from './settings.ts';

const resources = resolve(import.meta.dirname, '../../../../resources');
const folder = join(resources, 'providers');
const files = readdirSync(folder);
const xmlOf = (file: string) => readFileSync(join(folder, file), 'utf8');
const bundled = readBundledProviders(resources);

describe.each(files)('%s', (file) => {
  const xml = xmlOf(file);
  const config = parseClientConfig(xml)!;

  it('is named after its provider', () => {
    expect(`${config.id}.xml`).toBe(file);
  });

  it('names whole domains, a help page and how to sign in', () => {
    expect(config.domains.length + config.exchangers.length).toBeGreaterThan(0);
    for (const domain of [...config.domains, ...config.exchangers]) expect(asciiHost(domain)).toBe(domain);
    expect(providerHint.parse(hintOf(config)).helpUrl).toMatch(/^https:/);
    expect(xml).toContain('<casier:signIn kind=');
    // Whoever must do something first is told where.
    expect(config.signInUrl === null).toBe(config.signIn === 'password');
  });

  it('leads to settings that encrypt, unless mail programs are not let in', () => {
    expect(config.servers.length === 0).toBe(config.signIn === 'none');
    for (const server of config.servers) {
      const settings = settingsFor({ local: 'anne', domain: config.domains[0] ?? 'example.org' }, server);
      expect(settings).toMatchObject({ username: expect.stringMatching(/^anne/) });
      expect([993, 143, 1143]).toContain(settings?.port);
      expect(settings?.security).toBe(settings?.port === 993 ? 'tls' : 'starttls');
    }
  });
});

describe('the bundled list', () => {
  it('names no domain twice', () => {
    const all = files.map((file) => parseClientConfig(xmlOf(file))!);
    for (const names of [
      all.flatMap(({ domains }) => domains),
      all.flatMap(({ exchangers }) => exchangers),
    ]) {
      expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
    }
  });

  it.each([
    ['gmail.com', 'imap.gmail.com', 'app-password'],
    ['outlook.fr', 'outlook.office365.com', 'browser'],
    ['hotmail.co.uk', 'outlook.office365.com', 'browser'],
    ['yahoo.fr', 'imap.mail.yahoo.com', 'app-password'],
    ['icloud.com', 'imap.mail.me.com', 'app-password'],
    ['wanadoo.fr', 'imap.orange.fr', 'password'],
    ['free.fr', 'imap.free.fr', 'password'],
    ['neuf.fr', 'imap.sfr.fr', 'password'],
    ['laposte.net', 'imap.laposte.net', 'password'],
    ['proton.me', '127.0.0.1', 'bridge'],
    ['sympatico.ca', 'imap.bell.net', 'password'],
    ['btinternet.com', 'mail.btinternet.com', 'password'],
  ])('knows %s', (domain, host, signIn) => {
    const config = bundled.byDomain(domain);
    expect([config?.servers[0]?.host, config?.signIn]).toEqual([host, signIn]);
  });

  it.each([
    ['alt1.aspmx.l.google.com', 'gmail.com'],
    ['example-org.mail.protection.outlook.com', 'office365.com'],
    ['mx1.mail.ovh.net.', 'ovh.net'],
    ['spool.mail.gandi.net', 'gandi.net'],
    ['MX.ZOHO.EU', 'imappro.zoho.eu'],
    ['in1-smtp.messagingengine.com', 'fastmail.com'],
  ])('knows whose mail exchanger %s is', (host, id) => {
    expect(bundled.byExchanger(host)?.id).toBe(id);
  });

  it('knows no others, not even those with an ending in common', () => {
    expect(bundled.byDomain('example.org')).toBeNull();
    expect(bundled.byExchanger('mx.notgoogle.com')).toBeNull();
    expect(bundled.byExchanger('com')).toBeNull();
  });
});
