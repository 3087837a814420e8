import { lazy, Suspense } from 'react';
import { lazySheet } from '../../ui/lazy-sheet.tsx';

const Welcome = lazy(async () => ({ default: (await import('./first-run.tsx')).LoadedFirstRun }));

/** What a person without an account sees. */
export function FirstRun() {
  return (
    <Suspense fallback={null}>
      <Welcome />
    </Suspense>
  );
}

/** Adding one more account, over the window. */
export const AddAccountSheet = lazySheet(
  'add-account',
  async () => (await import('./add-account-sheet.tsx')).LoadedAddAccountSheet,
);
