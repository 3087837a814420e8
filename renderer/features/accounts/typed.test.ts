import { describe, expect, it } from 'vitest';
import { tidyAddress, tidyServer, withoutGroups } from './typed.ts';

describe('an address as it is pasted', () => {
  it.each([
    'camille@example.org',
    ' camille@example.org ',
    'Camille Martin <camille@example.org>',
    '"Martin, Camille" <camille@example.org>;',
    '<camille@example.org>',
    'mailto:camille@example.org',
    'camille@example.org,',
  ])('%s', (text) => {
    expect(tidyAddress(text)).toBe('camille@example.org');
  });

  it('keeps what belongs to it', () => {
    expect(tidyAddress('"camille martin"@example.org')).toBe('"camille martin"@example.org');
    expect(tidyAddress('camille+casier@bücher.example')).toBe('camille+casier@bücher.example');
    expect(tidyAddress('camille')).toBe('camille');
  });
});

describe('a server as it is pasted', () => {
  const settings = { port: 993, security: 'tls', username: ' camille ' } as const;
  it.each([
    ['imap.example.org', 'imap.example.org', 993],
    [' Imap.Example.org ', 'imap.example.org', 993],
    ['https://imap.example.org/', 'imap.example.org', 993],
    ['imaps://imap.example.org:1993', 'imap.example.org', 1993],
    ['imap.example.org:143', 'imap.example.org', 143],
    ['imap.bücher.example', 'imap.xn--bcher-kva.example', 993],
    ['127.0.0.1', '127.0.0.1', 993],
    ['[::1]', '::1', 993],
    ['imap example org', 'imap example org', 993],
    ['', '', 993],
  ])('%s', (host, tidied, port) => {
    expect(tidyServer({ ...settings, host })).toEqual({
      ...settings,
      host: tidied,
      port,
      username: 'camille',
    });
  });
});

it('the groups of an app password are joined, a password with blanks is left alone', () => {
  expect(withoutGroups(' abcd efgh ijkl mnop')).toBe('abcdefghijklmnop');
  expect(withoutGroups('correct horse battery')).toBe('correct horse battery');
});
