export { TrustPanel } from './trust-panel.tsx';
export { createTrust, trustStore, type TrustState } from './trust-slice.ts';
