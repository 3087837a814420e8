export { BackupPanel } from './lazy.tsx';
