import type { ImapSettings } from '../../../../contract/imap-settings.ts';
import type { ProviderHint } from '../../../../contract/discovery.ts';
import { isLoopback } from '../../sources/imap/loopback.ts';
import { asciiHost, type Address } from './address.ts';
import type { ProviderConfig, ServerTemplate } from './client-config.ts';

const placeholders = /%(EMAILADDRESS|EMAILLOCALPART|EMAILDOMAIN)%/g;

/**
 * The settings that a provider's server means for one person: placeholders are filled in. Null when the result is no server,
 * and for one that would take the password in clear over a network.
 */
export function settingsFor(address: Address, template: ServerTemplate): ImapSettings | null {
  const values: Record<string, string> = {
    EMAILADDRESS: `${address.local}@${address.domain}`,
    EMAILLOCALPART: address.local,
    EMAILDOMAIN: address.domain,
  };
  const fill = (text: string) => text.replace(placeholders, (_, name: string) => values[name] ?? '');
  const host = asciiHost(fill(template.host));
  const username = fill(template.username);
  if (host === null || /%[A-Z]+%/.test(username) || username.length > 320) return null;
  if (template.security === 'none' && !isLoopback(host)) return null;
  return { host, port: template.port, security: template.security, username };
}

/** What the person should know of the provider before signing in. */
export function hintOf(config: ProviderConfig): ProviderHint {
  const { name, signIn, signInUrl, enableUrl, helpUrl } = config;
  return { name, signIn, signInUrl, enableUrl, helpUrl };
}
