import type { DiscoveryNetwork } from './discover.ts';
import { createGetPage } from './get-page.ts';
import { createProbe } from './greeting.ts';
import { createResolver } from './resolver.ts';

/** The network as it is; `dnsServers` (`address:port`) are asked instead of the system's. */
export function systemNetwork({
  dnsServers,
}: { readonly dnsServers?: readonly string[] } = {}): DiscoveryNetwork {
  return {
    resolver: createResolver(dnsServers ? { servers: dnsServers } : {}),
    fetch: createGetPage(),
    probe: createProbe(),
  };
}
