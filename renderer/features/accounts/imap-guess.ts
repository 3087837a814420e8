import type { ImapSettings } from '../../../contract/accounts.ts';

/** Published IMAP servers of common providers, by the domain of the address. All take TLS on port 993. */
const HOSTS: Readonly<Record<string, string>> = {
  'gmail.com': 'imap.gmail.com',
  'googlemail.com': 'imap.gmail.com',
  'outlook.com': 'outlook.office365.com',
  'hotmail.com': 'outlook.office365.com',
  'hotmail.fr': 'outlook.office365.com',
  'live.com': 'outlook.office365.com',
  'live.fr': 'outlook.office365.com',
  'icloud.com': 'imap.mail.me.com',
  'me.com': 'imap.mail.me.com',
  'mac.com': 'imap.mail.me.com',
  'yahoo.com': 'imap.mail.yahoo.com',
  'yahoo.fr': 'imap.mail.yahoo.com',
  'fastmail.com': 'imap.fastmail.com',
  'orange.fr': 'imap.orange.fr',
  'wanadoo.fr': 'imap.orange.fr',
  'free.fr': 'imap.free.fr',
  'sfr.fr': 'imap.sfr.fr',
  'neuf.fr': 'imap.sfr.fr',
  'laposte.net': 'imap.laposte.net',
  'gmx.fr': 'imap.gmx.com',
  'gmx.com': 'imap.gmx.com',
};

/** Providers that refuse the ordinary password for IMAP and want an app password instead. */
const APP_PASSWORD = new Set([
  'imap.gmail.com',
  'imap.mail.me.com',
  'imap.mail.yahoo.com',
  'imap.fastmail.com',
]);

/** A first answer for the server's settings, from the address alone: a known provider, else the usual name. */
export function guessImap(address: string): ImapSettings {
  const domain = address.split('@')[1]?.trim().toLowerCase() ?? '';
  const host = HOSTS[domain] ?? (domain === '' ? '' : `imap.${domain}`);
  return { host, port: 993, security: 'tls', username: address.trim() };
}

/** Whether the server wants an app password. */
export function wantsAppPassword(host: string): boolean {
  return APP_PASSWORD.has(host.trim().toLowerCase());
}

/** The customary port of a way to encrypt (RFC 8314: 993 from the first byte, 143 otherwise). */
export function usualPort(security: ImapSettings['security']): number {
  return security === 'tls' ? 993 : 143;
}
