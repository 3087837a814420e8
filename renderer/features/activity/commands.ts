import type { StoreApi } from 'zustand';
import type { PlaceCommands } from '../../lib/acts/commands.ts';
import type { ActivityState } from './activity-slice.ts';

/** Keys of the activity: the cursor opens what it stands on; X takes that back (or does it again). */
export function activityCommands(store: StoreApi<ActivityState>): PlaceCommands {
  return {
    step: (by) => store.getState().step(by),
    open: () => store.getState().step(0),
    select() {
      const { batches, undoBatch } = store.getState();
      const { pages, marks } = batches.getState();
      const batch = [...pages.rows.values()].find(({ id }) => id === marks.cursor);
      if (batch !== undefined) void undoBatch(batch.id);
    },
  };
}
