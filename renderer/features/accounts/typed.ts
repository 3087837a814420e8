import type { ImapSettings } from '../../../contract/imap-settings.ts';

/** The address in what a person pasted: `Name <a@b>`, `mailto:a@b`, with blanks or a separator around it. */
export function tidyAddress(text: string): string {
  const inAngles = /<([^<>]+)>[\s,;]*$/.exec(text)?.[1] ?? text;
  return inAngles
    .trim()
    .replace(/^mailto:/i, '')
    .replace(/[\s,;.]+$/, '');
}

/** The part after the @, as it is compared. */
export function domainOf(address: string): string {
  return address.trim().split('@').at(-1)?.toLowerCase() ?? '';
}

/**
 * Settings as a person types or pastes them: `https://imap.example.org/`, `imap.example.org:993`, a name with letters that are
 * not ASCII. What is no host at all stays as it is.
 */
export function tidyServer(imap: ImapSettings): ImapSettings {
  const bare = imap.host.trim().replace(/^[a-z][a-z+]*:\/\//i, '');
  const username = imap.username.trim();
  const url = `https://${bare}`;
  if (bare === '' || bare.includes('@') || !URL.canParse(url))
    return { ...imap, host: imap.host.trim(), username };
  const { hostname, port } = new URL(url);
  return {
    ...imap,
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? imap.port : Number(port),
    username,
  };
}

/** Where the server of an address is most often. */
export function usualSettings(address: string): ImapSettings {
  const domain = address.includes('@') ? domainOf(address) : '';
  return { host: domain && `imap.${domain}`, port: 993, security: 'tls', username: address.trim() };
}

/** Google shows its app passwords in four groups of letters, which are not meant to be typed apart. */
export function withoutGroups(password: string): string {
  return /^(?:[a-z]{4} ){3}[a-z]{4}$/.test(password.trim()) ? password.replaceAll(/\s/g, '') : password;
}
