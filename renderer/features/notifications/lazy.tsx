import { lazy, Suspense } from 'react';

const Loaded = lazy(async () => ({
  default: (await import('./notifications-panel.tsx')).LoadedNotificationsPanel,
}));

/** Notifications and VIPs; fetched when they are looked at. */
export function NotificationsPanel() {
  return (
    <Suspense fallback={null}>
      <Loaded />
    </Suspense>
  );
}
