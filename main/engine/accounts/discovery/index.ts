export { createDiscoverer, type Discoverer } from './discoverer.ts';
export type { DiscoveryNetwork } from './discover.ts';
export { systemNetwork } from './network.ts';
