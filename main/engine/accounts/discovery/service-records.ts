import type { SrvRecord } from 'node:dns';
import type { SettingsProposal } from '../../../../contract/discovery.ts';
import type { Traffic } from '../../platform/traffic.ts';
import { asciiHost, type Address } from './address.ts';
import type { Candidate, Probe } from './greeting.ts';
import type { Answer } from './resolver.ts';
import { orderServices } from './services.ts';

/**
 * What the SRV records of a domain offer (RFC 6186 §3.2): `_imaps._tcp` before `_imap._tcp`, which is taken as STARTTLS. With
 * more than one server, those that answer come first; one that is told but does not answer now may do so later.
 */
export async function proposeServices(
  address: Address,
  answers: { readonly encrypted: Answer<SrvRecord>; readonly upgraded: Answer<SrvRecord> },
  deps: {
    readonly probe: Probe;
    readonly random: () => number;
    readonly onContact: (host: string, port: number, purpose: 'discovery') => void;
    readonly onTraffic: (traffic: Traffic & { readonly purpose: 'discovery' }) => void;
  },
  signal: AbortSignal,
): Promise<SettingsProposal[]> {
  const { probe, random, onContact, onTraffic } = deps;
  const candidatesOf = (answer: Answer<SrvRecord>, security: Candidate['security']): Candidate[] =>
    orderServices(answer.kind === 'found' ? answer.records : [], random).flatMap(({ name, port }) => {
      const host = asciiHost(name);
      return host === null || port === 0 ? [] : [{ host, port, security }];
    });
  const candidates = [
    ...candidatesOf(answers.encrypted, 'tls'),
    ...candidatesOf(answers.upgraded, 'starttls'),
  ];
  const ranked = candidates.length > 1 && !signal.aborted ? await answeringFirst(candidates) : candidates;
  return ranked.map((candidate) => ({
    imap: { ...candidate, username: `${address.local}@${address.domain}` },
    source: 'srv',
    sure: 'likely',
    toldBy: address.domain,
  }));

  async function answeringFirst(all: readonly Candidate[]): Promise<Candidate[]> {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(PROBE_MS)]);
    const findings = await Promise.all(
      all.map((candidate) => {
        onContact(candidate.host, candidate.port, 'discovery');
        return probe(candidate, limit, (traffic) => onTraffic({ ...traffic, purpose: 'discovery' }));
      }),
    );
    const answering = (_: Candidate, index: number) => findings[index] === 'answers';
    return [...all.filter(answering), ...all.filter((one, index) => !answering(one, index))];
  }
}

/** A server that takes longer to greet is not to be preferred. Milliseconds. */
const PROBE_MS = 3000;
