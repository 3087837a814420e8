import { useEffect } from 'react';
import { readerStore } from '../reader-slice.ts';

/** Lets keys go through the thread while it is shown. */
export function useThreadKeys(step: (by: 1 | -1) => void): void {
  const store = readerStore.useApi();
  useEffect(() => {
    store.getState().offerThread(step);
    return () => store.getState().offerThread(null);
  }, [store, step]);
}
