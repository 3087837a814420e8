import type { StoreApi } from 'zustand';
import type { PlaceCommands } from '../../lib/acts/commands.ts';
import { selectMistakes, type BacktestState } from './backtest-slice.ts';

/** Keys of the back-test view: they go through the mistakes and read them. */
export function backtestCommands(store: StoreApi<BacktestState>): PlaceCommands {
  return {
    steps: () => selectMistakes(store.getState()).length > 0,
    step: (by) => store.getState().step(by),
    open: () => {
      const { cursor, read } = store.getState();
      if (cursor !== null) read(cursor);
    },
    back: () => store.getState().back(),
  };
}
