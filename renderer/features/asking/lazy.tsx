import { lazy, Suspense } from 'react';

const Loaded = lazy(async () => ({ default: (await import('./asking-panel.tsx')).LoadedAskingPanel }));

/** What the language model does, may do and is told; fetched when it is looked at. */
export function AskingPanel() {
  return (
    <Suspense fallback={null}>
      <Loaded />
    </Suspense>
  );
}
