import { lazy, Suspense, useState, type ReactNode } from 'react';
import { useSession, type Session } from '../lib/session.ts';

/** A sheet whose code is fetched when it is opened for the first time, so that the window itself opens sooner. */
export function lazySheet<P extends object>(
  sheet: NonNullable<Session['sheet']>,
  load: () => Promise<(props: P) => ReactNode>,
): (props: P) => ReactNode {
  const Loaded = lazy(async () => ({ default: await load() }));
  return function LazySheet(props) {
    const wanted = useSession((state) => state.sheet === sheet);
    const [asked, ask] = useState(false);
    if (wanted && !asked) ask(true);
    if (!asked) return null;
    return (
      <Suspense fallback={null}>
        <Loaded {...props} />
      </Suspense>
    );
  };
}
