import { lazy, Suspense, type ReactNode } from 'react';

/** The dashboard is looked at now and then: its screen is fetched when it is. */
const Page = lazy(async () => ({ default: (await import('./dashboard-page.tsx')).LoadedDashboardPage }));
const List = lazy(async () => ({ default: (await import('./corrections-list.tsx')).LoadedCorrectionsList }));

/** What was decided, how well, what is left, and whether everything runs. `recent`: what was done last. */
export function DashboardPage({ recent }: { readonly recent: ReactNode }) {
  return (
    <Suspense fallback={null}>
      <Page recent={recent} />
    </Suspense>
  );
}

/** The mails that went to another folder than the proposed one. */
export function CorrectionsList() {
  return (
    <Suspense fallback={null}>
      <List />
    </Suspense>
  );
}
