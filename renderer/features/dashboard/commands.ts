import type { StoreApi } from 'zustand';
import type { PlaceCommands } from '../../lib/acts/commands.ts';
import type { DashboardState } from './dashboard-slice.ts';

/** Keys of the dashboard: they go through the corrections that are listed. */
export function dashboardCommands(store: StoreApi<DashboardState>): PlaceCommands {
  return {
    steps: () => store.getState().listed !== null,
    step: (by) => store.getState().step(by),
    open() {
      const { cursor, read } = store.getState();
      if (cursor !== null) read(cursor);
    },
    back: () => store.getState().back(),
  };
}
