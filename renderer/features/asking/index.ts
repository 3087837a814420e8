export { AskingPanel } from './lazy.tsx';
export { MailWaits } from './mail-waits.tsx';
export { AskingItem } from './status-item.tsx';
export { askingStore, createAsking, type Asking } from './asking-slice.ts';
