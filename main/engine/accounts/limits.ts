import type { AccountLimits } from '../../../contract/accounts.ts';
import { isLoopback } from '../sources/imap/loopback.ts';

/** One to read, one to obey the person, one to watch. */
const CONNECTIONS = 3;

/** Providers that say, or are known to show, how much they bear. Hosts end with one of the names. */
const providers: readonly { readonly hosts: readonly string[]; readonly limits: AccountLimits }[] = [
  {
    // "You can't use more than 15 IMAP connections per account", and 2,500 MB of IMAP download a day: Google Workspace
    // Admin Help, "Gmail bandwidth limits". At 24 kB a mail 1,500 a minute reach that in about 70 minutes at worst.
    hosts: ['gmail.com', 'googlemail.com'],
    limits: { connections: CONNECTIONS, mailsPerMinute: 1500, mailsPerRun: null },
  },
  {
    // Exchange Online: ImapMaxConcurrencyPerUser and budgets that answer "Request is throttled. Suggested Backoff Time"
    // (Microsoft Learn, "Exchange throttling policies"; "Troubleshoot IMAP migration issues").
    hosts: ['outlook.com', 'office365.com', 'hotmail.com'],
    limits: { connections: CONNECTIONS, mailsPerMinute: 1200, mailsPerRun: null },
  },
  {
    // Yahoo and AOL end sessions that fetch much with [LIMIT] Rate limit hit, without publishing a figure (Yahoo Help,
    // "IMAP server settings"): well below what was seen to be refused.
    hosts: ['yahoo.com', 'yahoo.fr', 'aol.com'],
    limits: { connections: 2, mailsPerMinute: 900, mailsPerRun: null },
  },
  {
    // Apple documents limits for sending only; its IMAP servers refuse more than a handful of sessions.
    hosts: ['mail.me.com', 'icloud.com'],
    limits: { connections: CONNECTIONS, mailsPerMinute: 1500, mailsPerRun: null },
  },
];

/** Others: Dovecot lets a person have ten connections from one address (`mail_max_userip_connections`), Courier four (`MAXPERIP`). */
const others: AccountLimits = { connections: CONNECTIONS, mailsPerMinute: 3000, mailsPerRun: null };
const unlimited: AccountLimits = { connections: CONNECTIONS, mailsPerMinute: null, mailsPerRun: null };

/** How gently a server is treated unless the person decides otherwise. A server on this computer bears anything. */
export function usualLimits(host: string): AccountLimits {
  if (isLoopback(host)) return unlimited;
  const name = host.toLowerCase();
  const known = providers.find(({ hosts }) => hosts.some((end) => name === end || name.endsWith(`.${end}`)));
  return known?.limits ?? others;
}
