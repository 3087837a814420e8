import { isIP } from 'node:net';
import { domainToASCII } from 'node:url';

/** A mail address taken apart. */
export interface Address {
  readonly local: string;
  /** In lower case and ASCII (RFC 5891), as DNS and servers want it. */
  readonly domain: string;
}

const label = /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/;

/** Takes an address apart; null when it has no local part or no domain that could be looked up. */
export function parseAddress(text: string): Address | null {
  const trimmed = text.trim();
  const at = trimmed.lastIndexOf('@');
  const local = trimmed.slice(0, Math.max(at, 0));
  const domain = asciiHost(trimmed.slice(at + 1));
  const odd = /[\s\p{Cc}<>]/u.test(local) && !/^"[^"\p{Cc}]*"$/u.test(local);
  if (local === '' || odd || domain === null || isIP(domain) !== 0) return null;
  return { local, domain };
}

/** A host name in ASCII and lower case, or an IP address; null when it is neither. A final dot is dropped. */
export function asciiHost(text: string): string | null {
  const trimmed = text.trim().replace(/\.$/, '');
  if (isIP(trimmed) !== 0) return trimmed;
  // Given more than a host, this would quietly take the host out of it.
  const ascii = /[\s/\\?#:@%]/.test(trimmed) ? '' : domainToASCII(trimmed);
  if (ascii === '' || ascii.length > 253 || !ascii.split('.').every((part) => label.test(part))) return null;
  return ascii;
}
