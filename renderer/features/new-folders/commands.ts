import type { StoreApi } from 'zustand';
import type { PlaceCommands } from '../../lib/acts/commands.ts';
import type { NewFoldersState } from './new-folders-slice.ts';

/** Keys of the view that suggests folders: back from a mail, and from the view. */
export function newFoldersCommands(store: StoreApi<NewFoldersState>, leave: () => void): PlaceCommands {
  return {
    back() {
      if (store.getState().reading === null) leave();
      else store.getState().read(null);
    },
  };
}
