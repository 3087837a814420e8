import { lazy, Suspense, type ComponentProps } from 'react';
import { lazySheet } from '../../ui/lazy-sheet.tsx';

const Welcome = lazy(async () => ({ default: (await import('./first-run.tsx')).LoadedFirstRun }));

/** What a person without an account sees. */
export function FirstRun(props: ComponentProps<typeof Welcome>) {
  return (
    <Suspense fallback={null}>
      <Welcome {...props} />
    </Suspense>
  );
}

/** Adding one more account, over the window. */
export const AddAccountSheet = lazySheet(
  'add-account',
  async () => (await import('./add-account-sheet.tsx')).LoadedAddAccountSheet,
);
