import { lazy, Suspense } from 'react';

const Loaded = lazy(async () => ({ default: (await import('./privacy-panel.tsx')).LoadedPrivacyPanel }));

/** What left this computer, and the offline switch; fetched when it is looked at. */
export function PrivacyPanel() {
  return (
    <Suspense fallback={null}>
      <Loaded />
    </Suspense>
  );
}
