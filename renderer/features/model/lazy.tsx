import { lazy, Suspense } from 'react';

const Loaded = lazy(async () => ({ default: (await import('./model-panel.tsx')).LoadedModelPanel }));

/** The models; fetched with the first look at them. */
export function ModelPanel() {
  return (
    <Suspense fallback={null}>
      <Loaded />
    </Suspense>
  );
}
