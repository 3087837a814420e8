import type { Discovery } from '../../../../contract/discovery.ts';
import type { Reply } from '../../../../contract/problem.ts';
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
}): Discoverer {
  const { resourcesDir, network, random, onContact } = deps;
  const closing = new AbortController();
  let bundled: BundledProviders | null = null;
  return {
    find(address) {
      bundled ??= readBundledProviders(resourcesDir);
      return discover(address, { ...network, bundled, random, onContact }, closing.signal);
    },
    isProvider(domain) {
      bundled ??= readBundledProviders(resourcesDir);
      return bundled.byDomain(domain) !== null;
    },
    close: () => closing.abort(),
  };
}
