import type { SettingsProposal } from '../../../../contract/discovery.ts';
import type { Traffic } from '../../platform/traffic.ts';
import { asciiHost, type Address } from './address.ts';
import type { Candidate, Probe } from './greeting.ts';

/** RFC 8314: 993 is encrypted from the first byte; 143 is upgraded by STARTTLS. */
const ways = [
  { port: 993, security: 'tls' },
  { port: 143, security: 'starttls' },
] as const;

/**
 * Tries usual names: `imap.` and `mail.` before the domain, the domain itself, and the servers that take its mail, which on
 * small set-ups hold it too. Encrypted from the first byte before STARTTLS; those with a certificate to trust before others.
 */
export async function guessServers(
  address: Address,
  exchangers: readonly string[],
  deps: {
    readonly probe: Probe;
    readonly onContact: (host: string, port: number, purpose: 'discovery') => void;
    readonly onTraffic: (traffic: Traffic & { readonly purpose: 'discovery' }) => void;
  },
  signal: AbortSignal,
): Promise<SettingsProposal[]> {
  if (signal.aborted) return [];
  const { domain } = address;
  const hosts = domain.includes('.') ? [`imap.${domain}`, `mail.${domain}`, domain] : [domain];
  const names = new Set([...hosts, ...exchangers.flatMap((name) => asciiHost(name) ?? [])]);
  const candidates: Candidate[] = ways.flatMap((way) => [...names].map((host) => ({ host, ...way })));
  const tried = await Promise.all(
    candidates.map(async (candidate) => {
      deps.onContact(candidate.host, candidate.port, 'discovery');
      const finding = await deps.probe(candidate, signal, (traffic) =>
        deps.onTraffic({ ...traffic, purpose: 'discovery' }),
      );
      return { candidate, finding };
    }),
  );
  const ranked = [
    ...tried.filter(({ finding }) => finding === 'answers'),
    ...tried.filter(({ finding }) => finding === 'untrusted'),
  ];
  return ranked.map(({ candidate }) => ({
    imap: { ...candidate, username: `${address.local}@${address.domain}` },
    source: 'guess',
    sure: 'guess',
    toldBy: null,
  }));
}
