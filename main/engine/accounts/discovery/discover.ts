import type { MxRecord, SrvRecord } from 'node:dns';
import type { Discovery, SettingsProposal } from '../../../../contract/discovery.ts';
import { fail, succeed, type Reply } from '../../../../contract/problem.ts';
import type { Traffic } from '../../platform/traffic.ts';
import { parseAddress, type Address } from './address.ts';
import type { BundledProviders } from './bundled.ts';
import type { ProviderConfig } from './client-config.ts';
import { configUrls, fetchConfig, type FetchPage } from './fetch-config.ts';
import type { Probe } from './greeting.ts';
import { guessServers } from './guess.ts';
import { questionBytes, type Answer, type Resolver } from './resolver.ts';
import { proposeServices } from './service-records.ts';
import { hintOf, settingsFor } from './settings.ts';

/** The ways to the outside. */
export interface DiscoveryNetwork {
  readonly resolver: Resolver;
  readonly fetch: FetchPage;
  readonly probe: Probe;
}

/** Milliseconds. */
export interface DiscoveryTimeouts {
  /** For what the domain says of itself: DNS and published files, all asked at once. */
  readonly ask: number;
  /** For trying usual names. */
  readonly guess: number;
  readonly total: number;
}

const usualTimeouts: DiscoveryTimeouts = { ask: 5000, guess: 4500, total: 10_000 };

type DiscoveryPurpose = 'dns' | 'autoconfig' | 'discovery';

export interface DiscoveryDeps extends DiscoveryNetwork {
  readonly bundled: BundledProviders;
  readonly random: () => number;
  /** Told before a host is contacted. */
  readonly onContact: (host: string, port: number, purpose: DiscoveryPurpose) => void;
  /** Told what went to a host and came from it. */
  readonly onTraffic: (traffic: Traffic & { readonly purpose: DiscoveryPurpose }) => void;
  readonly timeouts?: Partial<DiscoveryTimeouts>;
}

/**
 * Finds the IMAP settings for an address. In this order, the first that knows wins: the bundled list by domain (nobody is
 * asked), the bundled list by the domain's mail exchanger, the file that the domain publishes, its SRV records (RFC 6186),
 * usual names that answer. Nobody but DNS and the domain's own hosts is asked, and nobody is told more than the domain.
 * `domain-unknown` when there is no such domain, `unreachable` when nothing could be asked, `settings-not-found` otherwise.
 */
export async function discover(
  text: string,
  deps: DiscoveryDeps,
  signal: AbortSignal,
): Promise<Reply<Discovery>> {
  const address = parseAddress(text);
  if (!address) return fail('invalid-input', undefined, 'address');
  const { bundled } = deps;
  const known = bundled.byDomain(address.domain);
  if (known) return succeed(describe(address, known, { source: 'bundled', sure: 'sure', toldBy: null }));

  const timeouts = { ...usualTimeouts, ...deps.timeouts };
  // What is still under way when an answer is there is given up.
  const enough = new AbortController();
  const total = AbortSignal.any([signal, enough.signal, AbortSignal.timeout(timeouts.total)]);
  try {
    const found = await ask(address, { ...deps, timeouts }, total);
    return signal.aborted ? fail('cancelled') : found;
  } finally {
    enough.abort();
  }
}

async function ask(
  address: Address,
  deps: DiscoveryDeps & { readonly timeouts: DiscoveryTimeouts },
  total: AbortSignal,
): Promise<Reply<Discovery>> {
  if (total.aborted) return fail('cancelled');
  const { domain } = address;
  const { resolver, timeouts, bundled } = deps;
  const signal = AbortSignal.any([total, AbortSignal.timeout(timeouts.ask)]);
  deps.onContact(domain, 53, 'dns');
  const [encryptedName, upgradedName] = [`_imaps._tcp.${domain}`, `_imap._tcp.${domain}`];
  const exchangers = resolver.mx(domain, signal);
  const services = Promise.all([resolver.srv(encryptedName, signal), resolver.srv(upgradedName, signal)]);
  const sent = [domain, encryptedName, upgradedName].reduce((sum, name) => sum + questionBytes(name), 0);
  deps.onTraffic({ host: domain, port: 53, purpose: 'dns', sent, received: null });
  const published = Promise.all(
    publishesNothing(domain)
      ? []
      : configUrls(domain).map((url) =>
          fetchConfig(
            url,
            {
              fetch: deps.fetch,
              onContact: (host, port) => deps.onContact(host, port, 'autoconfig'),
              onTraffic: (traffic) => deps.onTraffic({ ...traffic, purpose: 'autoconfig' }),
            },
            signal,
          ),
        ),
  );

  const mx = await exchangers;
  // A name without a dot is of this computer or network, which DNS need not know.
  if (mx.kind === 'no-such-name' && domain.includes('.')) return fail('domain-unknown', domain);
  for (const { exchange } of byPreference(mx)) {
    const host = bundled.byExchanger(exchange);
    if (host) {
      return succeed(describe(address, host, { source: 'mail-exchanger', sure: 'likely', toldBy: exchange }));
    }
  }
  for (const told of await published) {
    if (!told) continue;
    const found = describe(address, told.config, { source: 'autoconfig', sure: 'sure', toldBy: told.host });
    if (found.proposals.length > 0) return succeed(found);
  }
  const [encrypted, upgraded] = await services;
  const offered = await proposeServices(address, { encrypted, upgraded }, deps, total);
  if (offered.length > 0) return succeed({ provider: null, proposals: offered });
  if (refusesService(encrypted) && refusesService(upgraded)) return fail('settings-not-found', 'SRV .');
  const guessed = await guessServers(
    address,
    byPreference(mx).map(({ exchange }) => exchange),
    deps,
    AbortSignal.any([total, AbortSignal.timeout(timeouts.guess)]),
  );
  if (guessed.length > 0) return succeed({ provider: null, proposals: guessed });
  if (mx.kind === 'failed') return fail('unreachable', `DNS: ${mx.reason}`);
  return fail('settings-not-found', domain);
}

function describe(
  address: Address,
  config: ProviderConfig,
  how: Pick<SettingsProposal, 'source' | 'sure' | 'toldBy'>,
): Discovery {
  const settings = config.servers.flatMap((server) => settingsFor(address, server) ?? []);
  return { provider: hintOf(config), proposals: settings.map((imap) => ({ imap, ...how })) };
}

function byPreference(mx: Answer<MxRecord>): MxRecord[] {
  // An empty name is RFC 7505's way to say that the domain takes no mail.
  const records = mx.kind === 'found' ? mx.records.filter(({ exchange }) => exchange !== '') : [];
  return records.toSorted((one, other) => one.priority - other.priority);
}

/** The domain says in so many words that it has no such service (RFC 2782). */
function refusesService(answer: Answer<SrvRecord>): boolean {
  return answer.kind === 'found' && answer.records.every(({ name }) => name === '' || name === '.');
}

/** Names without a dot are of this computer or network: no web page of theirs speaks for mail. */
function publishesNothing(domain: string): boolean {
  return !domain.includes('.');
}
