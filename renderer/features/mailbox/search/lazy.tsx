import { lazy, Suspense } from 'react';
import { whenIdle } from '../../../lib/when-idle.ts';

const load = async () => ({ default: (await import('./search-list.tsx')).LoadedSearchList });
const List = lazy(load);
// Not needed to open the window, but at once when it is asked for.
if (typeof requestIdleCallback === 'function') whenIdle(() => void load());

/** Search with results as one types. */
export function SearchList() {
  return (
    <Suspense fallback={null}>
      <List />
    </Suspense>
  );
}
