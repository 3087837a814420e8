import type { Discovery } from '../../../../contract/discovery.ts';
import { fail, type Reply } from '../../../../contract/problem.ts';
import type { Gate } from '../../platform/outside.ts';
import { readBundledProviders, type BundledProviders } from './bundled.ts';
import { discover, type DiscoveryDeps, type DiscoveryNetwork } from './discover.ts';

/** Finds settings for as long as the engine lives. */
export interface Discoverer {
  find(address: string): Promise<Reply<Discovery>>;
  /** Whether a bundled provider gives addresses at this domain to anybody. */
  isProvider(domain: string): boolean;
  /** Gives up what is under way. */
  close(): void;
}

/** Makes the discoverer; the bundled list is read when it is first needed. */
export function createDiscoverer(deps: {
  readonly resourcesDir: string;
  readonly network: DiscoveryNetwork;
  readonly random: () => number;
  readonly onContact: DiscoveryDeps['onContact'];
  readonly onTraffic: DiscoveryDeps['onTraffic'];
  readonly gate: Gate;
}): Discoverer {
  const { resourcesDir, network, random, onContact, onTraffic, gate } = deps;
  const closing = new AbortController();
  let bundled: BundledProviders | null = null;
  return {
    async find(address) {
      bundled ??= readBundledProviders(resourcesDir);
      const signal = AbortSignal.any([closing.signal, gate.signal]);
      const found = await discover(address, { ...network, bundled, random, onContact, onTraffic }, signal);
      return !found.ok && gate.offline && found.problem.code === 'cancelled' ? fail('offline') : found;
    },
    isProvider(domain) {
      bundled ??= readBundledProviders(resourcesDir);
      return bundled.byDomain(domain) !== null;
    },
    close: () => closing.abort(),
  };
}
