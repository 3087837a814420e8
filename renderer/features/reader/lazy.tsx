import { lazy, Suspense, useEffect, type ComponentProps } from 'react';
import { whenIdle } from '../../lib/when-idle.ts';

const load = () => import('./reader.tsx');
const Loaded = lazy(async () => ({ default: (await load()).LoadedReader }));

/** The reading pane: who wrote, what is proposed and why, the mail itself. */
export function Reader(props: ComponentProps<typeof Loaded>) {
  return (
    <Suspense fallback={null}>
      <Loaded {...props} />
    </Suspense>
  );
}

/** Has the reading pane here before a mail is opened. */
export function useReaderSoon(): void {
  useEffect(() => whenIdle(() => void load()), []);
}
