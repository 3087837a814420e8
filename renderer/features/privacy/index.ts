export { PrivacyPanel } from './lazy.tsx';
