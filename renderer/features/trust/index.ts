export { TrustPanel } from './lazy.tsx';
export { createTrust, trustStore, type TrustState } from './trust-slice.ts';
