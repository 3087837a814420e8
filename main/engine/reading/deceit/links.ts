import { isIP } from 'node:net';
import { parse } from 'tldts';
import type { LinkWarning } from '../../../../contract/deceit.ts';
import { deceivesByScript, organisationOf, readableHost } from './domains.ts';
import type { KnownOrganisations } from './known.ts';

/** Endings of files that are also those of countries: `README.md` is no host. */
const FILES = /\.(?:md|py|sh|rs|pl|zip|mov|cc|ps|so|pm|id|app|do)$/i;

/** What about a link may deceive, given what the mail shows in its place; empty for an honest one. */
export function linkWarnings(link: { url: string; text: string }, known: KnownOrganisations): LinkWarning[] {
  const url = URL.parse(link.url);
  if (url === null || !/^https?:$/.test(url.protocol)) return [];
  const real = url.hostname;
  const found: LinkWarning[] = [];
  if (url.username !== '' || url.password !== '')
    found.push({ kind: 'user-name', shown: url.username, real });
  const named = hostNamedBy(link.text);
  if (named !== null && organisationOf(named) !== organisationOf(real))
    found.push({ kind: 'other-host', shown: named, real });
  if (isIP(real.replace(/^\[|\]$/g, '')) !== 0) {
    found.push({ kind: 'number', shown: link.text, real });
    return found;
  }
  if (deceivesByScript(real)) found.push({ kind: 'mixed-scripts', shown: readableHost(real), real });
  else {
    const imitated = known.imitated(real);
    if (imitated !== null) found.push({ kind: 'looks-like', shown: imitated, real });
  }
  return found;
}

/** The host that a text claims to lead to; null for words. */
function hostNamedBy(text: string): string | null {
  const start = /^\s*(?:(https?:)\/\/)?([\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+)(?=[\s/:?#]|$)/iu.exec(text);
  const host = start?.[2];
  if (host === undefined) return null;
  // Without a scheme it may be any word with a dot in it: only what can be a name on the internet counts.
  if (start?.[1] !== undefined) return host.toLowerCase();
  const { isIcann, domain } = parse(host, { allowPrivateDomains: false });
  return isIcann !== true || domain === null || FILES.test(host) ? null : host.toLowerCase();
}
