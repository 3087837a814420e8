import { lazy, Suspense } from 'react';
import { lazySheet } from '../../ui/lazy-sheet.tsx';
import { useSnooze } from './snooze-slice.ts';

const Loaded = lazy(async () => ({ default: (await import('./snooze-question.tsx')).LoadedSnoozeQuestion }));

/** Until when? Fetched when it is first asked. */
export function SnoozeQuestion() {
  const asked = useSnooze((state) => state.asked);
  if (!asked) return null;
  return (
    <Suspense fallback={null}>
      <Loaded />
    </Suspense>
  );
}

/** What was put off, to bring it back. */
export const SnoozedSheet = lazySheet(
  'snoozed',
  async () => (await import('./snoozed-sheet.tsx')).LoadedSnoozedSheet,
);
