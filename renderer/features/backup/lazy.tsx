import { lazy, Suspense } from 'react';

const Loaded = lazy(async () => ({ default: (await import('./backup-panel.tsx')).LoadedBackupPanel }));

/** Backups; fetched when they are looked at. */
export function BackupPanel() {
  return (
    <Suspense fallback={null}>
      <Loaded />
    </Suspense>
  );
}
