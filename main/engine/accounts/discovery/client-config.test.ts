import { describe, expect, it } from 'vitest';
import { parseAddress } from './address.ts';
import { MAX_CONFIG_BYTES, parseClientConfig } from './client-config.ts';
import { settingsFor } from './settings.ts';

const server = (fields: string, type = 'imap') => `<incomingServer type="${type}">${fields}</incomingServer>`;
const usual =
  '<hostname>imap.%EMAILDOMAIN%</hostname><port>993</port><socketType>SSL</socketType><username>%EMAILLOCALPART%</username>';
const provider = (inside: string) =>
  `<?xml version="1.0"?><clientConfig version="1.1"><emailProvider id="example.org"><domain>example.org</domain>${inside}</emailProvider></clientConfig>`;
const serversOf = (inside: string) => parseClientConfig(provider(inside))?.servers;

describe('a description', () => {
  it('is read with its IMAP servers in order, and nothing of POP', () => {
    const starttls = usual.replace('993', '143').replace('SSL', 'STARTTLS');
    expect(parseClientConfig(provider(server(usual, 'pop3') + server(usual) + server(starttls)))).toEqual({
      id: 'example.org',
      name: 'example.org',
      domains: ['example.org'],
      exchangers: [],
      servers: [
        { host: 'imap.%EMAILDOMAIN%', port: 993, security: 'tls', username: '%EMAILLOCALPART%' },
        { host: 'imap.%EMAILDOMAIN%', port: 143, security: 'starttls', username: '%EMAILLOCALPART%' },
      ],
      signIn: 'password',
      signInUrl: null,
      enableUrl: null,
      helpUrl: null,
    });
  });

  it('that knows no password sign-in says so', () => {
    const oauth = server(`${usual}<authentication>OAuth2</authentication>`);
    expect(parseClientConfig(provider(oauth))?.signIn).toBe('browser');
    const either = server(
      `${usual}<authentication>OAuth2</authentication><authentication>password-cleartext</authentication>`,
    );
    expect(parseClientConfig(provider(either))?.signIn).toBe('password');
  });

  it('gives links to encrypted pages only', () => {
    const links = (url: string) =>
      parseClientConfig(provider(`${server(usual)}<documentation url="${url}"/><enable visiturl="${url}"/>`));
    expect(links('https://example.org/?a=1&amp;b=2')).toMatchObject({
      helpUrl: 'https://example.org/?a=1&b=2',
      enableUrl: 'https://example.org/?a=1&b=2',
    });
    expect(links('javascript:alert(1)')).toMatchObject({ helpUrl: null, enableUrl: null });
    expect(links('http://example.org/')).toMatchObject({ helpUrl: null, enableUrl: null });
  });

  it.each([
    ['port', usual.replace('993', '99999')],
    ['port that is a word', usual.replace('993', 'imaps')],
    ['security', usual.replace('SSL', 'magic')],
    ['host', usual.replace('imap.%EMAILDOMAIN%', ' ')],
  ])('loses a server with an impossible %s', (_, fields) => {
    expect(serversOf(server(fields) + server(usual))).toHaveLength(1);
  });
});

describe('what is no description', () => {
  const bomb = `<!DOCTYPE x [${Array.from({ length: 10 }, (_, level) => `<!ENTITY e${level + 1} "${`&e${level};`.repeat(10)}">`).join('')}]>`;
  it.each([
    ['nothing', ''],
    ['words', 'Not found'],
    ['a web page', '<!doctype html><html><body><p>Welcome<br></body></html>'],
    ['XML of something else', '<?xml version="1.0"?><rss><channel/></rss>'],
    ['XML that is cut off', provider(server(usual)).slice(0, 200)],
    [
      'a document with entities of its own',
      provider(server(usual)).replace('<clientConfig', `${bomb}<clientConfig`),
    ],
    ['a very deep document', provider(`${'<a>'.repeat(5000)}${'</a>'.repeat(5000)}`)],
    ['a file of five megabytes', provider(server(usual) + '<!-- x -->'.repeat(500_000))],
    ['bytes', String.fromCharCode(...Array.from({ length: 300 }, (_, index) => index))],
  ])('%s gives null, at once', (_, xml) => {
    const start = performance.now();
    expect(parseClientConfig(xml)).toBeNull();
    expect(performance.now() - start).toBeLessThan(10_000);
  });

  it('a file of the largest size is still read quickly', () => {
    const xml = provider(server(usual) + '&#65;'.repeat(MAX_CONFIG_BYTES / 5 - 200));
    const start = performance.now();
    parseClientConfig(xml);
    expect(performance.now() - start).toBeLessThan(10_000);
  });

  it('cannot reach into the objects of the program', () => {
    parseClientConfig(
      provider('<__proto__><polluted>yes</polluted></__proto__><constructor>x</constructor>'),
    );
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

describe('settings for a person', () => {
  const anne = parseAddress('Anne.Lise@Example.ORG')!;
  const template = {
    host: 'imap.%EMAILDOMAIN%',
    port: 993,
    security: 'tls',
    username: '%EMAILADDRESS%',
  } as const;

  it('have the placeholders filled in', () => {
    expect(settingsFor(anne, template)).toEqual({
      host: 'imap.example.org',
      port: 993,
      security: 'tls',
      username: 'Anne.Lise@example.org',
    });
    expect(settingsFor(anne, { ...template, username: '%EMAILLOCALPART%+%EMAILDOMAIN%' })?.username).toBe(
      'Anne.Lise+example.org',
    );
  });

  it('are not made of a host that is none, a placeholder that is unknown, or a password in clear over a network', () => {
    expect(settingsFor(anne, { ...template, host: 'imap example.org' })).toBeNull();
    expect(settingsFor(anne, { ...template, host: 'imap.example.org/path' })).toBeNull();
    expect(settingsFor(anne, { ...template, username: '%REALNAME%' })).toBeNull();
    expect(settingsFor(anne, { ...template, security: 'none' })).toBeNull();
    expect(settingsFor(anne, { ...template, host: '127.0.0.1', security: 'none' })).not.toBeNull();
  });
});

describe('an address', () => {
  it.each([
    ['anne@example.org', { local: 'anne', domain: 'example.org' }],
    ['  anne@Example.org. ', { local: 'anne', domain: 'example.org' }],
    ['anne@bücher.example', { local: 'anne', domain: 'xn--bcher-kva.example' }],
    ['"a@b"@example.org', { local: '"a@b"', domain: 'example.org' }],
    ['anne@localhost', { local: 'anne', domain: 'localhost' }],
  ])('%s is taken apart', (text, parts) => {
    expect(parseAddress(text)).toEqual(parts);
  });

  it.each([
    'anne',
    '@example.org',
    'anne@',
    'anne@exa mple.org',
    'anne@127.0.0.1',
    'an ne@example.org',
    'a@b..c',
    'a@b/c',
  ])('"%s" is none', (text) => {
    expect(parseAddress(text)).toBeNull();
  });
});
