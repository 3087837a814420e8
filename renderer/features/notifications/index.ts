export { NotificationsPanel } from './lazy.tsx';
