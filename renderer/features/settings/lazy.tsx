import { lazy, Suspense, useState, type ComponentProps } from 'react';
import { useSession } from '../../lib/session.ts';

const Loaded = lazy(async () => ({ default: (await import('./settings-sheet.tsx')).LoadedSettingsSheet }));

/** Settings, over the window; fetched when they are opened for the first time, so that the window opens sooner. */
export function SettingsSheet(props: ComponentProps<typeof Loaded>) {
  const wanted = useSession((state) => state.sheet === 'settings');
  const [asked, ask] = useState(false);
  if (wanted && !asked) ask(true);
  if (!asked) return null;
  return (
    <Suspense fallback={null}>
      <Loaded {...props} />
    </Suspense>
  );
}
