import { lazySheet } from '../../ui/lazy-sheet.tsx';

/** A mail that is pasted, dropped or chosen, and what each stage says of it. */
export const TryItSheet = lazySheet(
  'try-it',
  async () => (await import('./try-it-sheet.tsx')).LoadedTryItSheet,
);
