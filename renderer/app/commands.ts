import { assertNever } from '../../contract/assert-never.ts';
import { selectAside } from '../features/reader/index.ts';
import type { CommandId } from '../lib/keys/commands.ts';
import type { PlaceCommands } from '../lib/acts/commands.ts';
import { selectAccounts, type View } from '../lib/session.ts';
import { actOnAside } from './aside-acts.ts';
import { createPlaceCommands } from './place-commands.ts';
import { scrollPage } from './scroll-page.ts';
import type { Stores } from './stores.ts';

/** Everything that can be asked by name, from a key or from the palette. */
export interface Commands {
  /** Does it; false where it means nothing now. `extend` picks the rows that are passed. */
  readonly run: (id: CommandId, extend?: boolean) => boolean;
  /** Whether it would do something now. */
  readonly can: (id: CommandId) => boolean;
  /** How many things an act would mean now. */
  readonly meant: () => number;
}

/** Rows that a page key goes by. */
const PAGE = 8;
const STEPS = { next: 1, previous: -1, pageDown: PAGE, pageUp: -PAGE, first: -Infinity, last: Infinity };

/** Makes the commands of the window. */
export function createCommands(stores: Stores): Commands {
  const { session, services, reader } = stores;
  const placeCommands = createPlaceCommands(stores);

  function inbox(): View | null {
    const { mailboxes } = session.getState();
    const [first] = selectAccounts(session.getState());
    const found =
      mailboxes.find(({ role, accountId }) => role === 'inbox' && accountId === first?.id) ??
      mailboxes.find(({ role }) => role === 'inbox');
    return found === undefined ? null : { place: 'mailbox', id: found.id };
  }

  function step(place: PlaceCommands, by: number, extend: boolean): true {
    if (place.step !== undefined && place.steps?.() !== false) place.step(by, extend);
    else scrollPage(by);
    return true;
  }
  const go = (view: View | null): boolean => {
    if (view !== null) session.getState().go(view);
    return view !== null;
  };

  function run(id: CommandId, extend = false): boolean {
    const place = placeCommands();
    switch (id) {
      case 'next':
      case 'previous':
      case 'pageDown':
      case 'pageUp':
      case 'first':
      case 'last':
        return step(place, STEPS[id], extend);
      case 'undo':
        void services.filing.undoLast();
        return true;
      case 'redo':
        void services.filing.redoLast();
        return true;
      case 'search':
        return go({ place: 'search' });
      case 'help':
        session.getState().openSheet('help');
        return true;
      case 'palette':
        // The palette listens for its own key, also where others are not heard.
        return false;
      case 'threadNext':
      case 'threadPrevious':
        reader.getState().stepThread?.(id === 'threadNext' ? 1 : -1);
        return true;
      case 'scrollDown':
      case 'scrollUp':
        scrollPage(id === 'scrollDown' ? PAGE : -PAGE);
        return true;
      case 'go-settings':
        session.getState().openSheet('settings', 'general');
        return true;
      case 'go-mailbox':
        return go(inbox());
      case 'go-proposals':
        return go({ place: 'proposals' });
      case 'go-search':
        return go({ place: 'search' });
      case 'go-activity':
        return go({ place: 'activity' });
      case 'go-dashboard':
        return go({ place: 'dashboard' });
      case 'go-rules':
        return go({ place: 'rules' });
      case 'go-backtest':
        return go({ place: 'backtest' });
      case 'go-new-folders':
        return go({ place: 'new-folders' });
      case 'open':
      case 'back':
      case 'select':
      case 'selectAll':
        place[id]?.();
        return place[id] !== undefined;
      case 'approve':
      case 'move':
      case 'snooze':
      case 'dismiss':
      case 'read':
      case 'star':
      case 'archive':
      case 'trash': {
        const aside = selectAside(reader.getState());
        if (aside === undefined) place[id]?.();
        else if (place[id] !== undefined) actOnAside(stores, id, aside);
        return place[id] !== undefined;
      }
      default:
        return assertNever(id);
    }
  }

  const meant = (): number => {
    const place = placeCommands();
    return place.meant?.() ?? (reader.getState().stepThread === null ? 0 : 1);
  };

  function can(id: CommandId): boolean {
    const place = placeCommands();
    switch (id) {
      case 'approve':
      case 'move':
      case 'snooze':
      case 'dismiss':
      case 'read':
      case 'star':
      case 'archive':
      case 'trash':
        return place[id] !== undefined && meant() > 0;
      case 'select':
      case 'selectAll':
        return place[id] !== undefined && place.meant !== undefined;
      case 'undo':
        return session.getState().acts.length > 0 || session.getState().snooze !== null;
      case 'redo':
        return session.getState().undone.length > 0;
      case 'threadNext':
      case 'threadPrevious':
        return reader.getState().stepThread !== null && (reader.getState().mail?.threadSize ?? 1) > 1;
      default:
        return id.startsWith('go-') || id === 'help' || id === 'search';
    }
  }
  return { run, can, meant };
}
