import { createStore, type StoreApi } from 'zustand';
import { createStoreHook } from '../../lib/store-hook.tsx';

/** The question until when a decision is put off, which any part of the window may ask. */
export interface SnoozeState {
  /** How many mails it is about; null while nothing is asked. */
  readonly count: number | null;
  /** It was asked before. */
  readonly asked: boolean;
  readonly ask: (count: number) => Promise<number | null>;
  readonly answer: (until: number | null) => void;
}

export const snoozeStore = createStoreHook<SnoozeState>('snooze');
export const useSnooze = snoozeStore.use;

/** Makes the store. */
export function createSnooze(): StoreApi<SnoozeState> {
  let resolve: ((until: number | null) => void) | null = null;
  return createStore<SnoozeState>()((set) => ({
    count: null,
    asked: false,
    ask(count) {
      resolve?.(null);
      set({ count, asked: true });
      return new Promise((settle) => {
        resolve = settle;
      });
    },
    answer(until) {
      resolve?.(until);
      resolve = null;
      set({ count: null });
    },
  }));
}
