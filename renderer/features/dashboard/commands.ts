import type { StoreApi } from 'zustand';
import type { PlaceCommands } from '../../lib/acts/commands.ts';
import type { DashboardState } from './dashboard-slice.ts';

/** Pixels that an arrow key moves the page by. */
const STEP = 56;

/** Keys of the dashboard: they move the page, or go through the corrections that are listed. */
export function dashboardCommands(store: StoreApi<DashboardState>): PlaceCommands {
  return {
    step(by) {
      if (store.getState().listed !== null) store.getState().step(by);
      else scrollPage(by);
    },
    open() {
      const { cursor, read } = store.getState();
      if (cursor !== null) read(cursor);
    },
    back: () => store.getState().back(),
  };
}

function scrollPage(by: number): void {
  const page = document.getElementById('dashboard-page');
  if (page === null) return;
  if (Number.isFinite(by)) page.scrollBy({ top: by * STEP });
  else page.scrollTo({ top: by < 0 ? 0 : page.scrollHeight });
}
