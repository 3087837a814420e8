import { lazy, Suspense } from 'react';

const Loaded = lazy(async () => ({ default: (await import('./shortcuts-panel.tsx')).LoadedShortcutsPanel }));

/** The keys and what they do, each to be changed. */
export function ShortcutsPanel() {
  return (
    <Suspense fallback={null}>
      <Loaded />
    </Suspense>
  );
}
