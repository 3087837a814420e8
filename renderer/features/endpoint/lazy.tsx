import { lazy, Suspense } from 'react';

const Loaded = lazy(async () => ({ default: (await import('./endpoint-panel.tsx')).LoadedEndpointPanel }));

/** A language model on another computer; fetched when it is looked at. */
export function EndpointPanel() {
  return (
    <Suspense fallback={null}>
      <Loaded />
    </Suspense>
  );
}
