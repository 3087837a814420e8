export { SettingsSheet } from './lazy.tsx';
