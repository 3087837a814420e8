import { lazySheet } from '../../ui/lazy-sheet.tsx';

/** Settings, over the window. */
export const SettingsSheet = lazySheet(
  'settings',
  async () => (await import('./settings-sheet.tsx')).LoadedSettingsSheet,
);
