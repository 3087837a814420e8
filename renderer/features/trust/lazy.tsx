import { lazy, Suspense } from 'react';

const Loaded = lazy(async () => ({ default: (await import('./trust-panel.tsx')).LoadedTrustPanel }));

/** Trust per folder; fetched when it is looked at. */
export function TrustPanel() {
  return (
    <Suspense fallback={null}>
      <Loaded />
    </Suspense>
  );
}
