import { lazy, Suspense, useEffect, useState, type ComponentProps } from 'react';
import { whenIdle } from '../../lib/when-idle.ts';
import { lazySheet } from '../../ui/lazy-sheet.tsx';

const Loaded = lazy(async () => ({ default: (await import('./palette.tsx')).LoadedPalette }));

/** Everything by its name, on Ctrl+K: fetched when the window has opened and has nothing better to do. */
export function Palette(props: ComponentProps<typeof Loaded>) {
  const [idle, setIdle] = useState(false);
  useEffect(() => whenIdle(() => setIdle(true)), []);
  if (!idle) return null;
  return (
    <Suspense fallback={null}>
      <Loaded {...props} />
    </Suspense>
  );
}

/** What the keys do. */
export const HelpSheet = lazySheet('help', async () => (await import('./help-sheet.tsx')).LoadedHelpSheet);
