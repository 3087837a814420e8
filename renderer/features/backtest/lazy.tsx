import { lazy, Suspense } from 'react';

/** Back-tests are looked at seldom: their screen is fetched when it is. */
const List = lazy(async () => ({ default: (await import('./backtest-list.tsx')).LoadedBacktestList }));
const Detail = lazy(async () => ({ default: (await import('./backtest-detail.tsx')).LoadedBacktestDetail }));

/** What a back-test is, on which account, and the mails that it would have misfiled. */
export function BacktestList() {
  return (
    <Suspense fallback={null}>
      <List />
    </Suspense>
  );
}

/** What the last back-test of the account showed. */
export function BacktestDetail() {
  return (
    <Suspense fallback={null}>
      <Detail />
    </Suspense>
  );
}
