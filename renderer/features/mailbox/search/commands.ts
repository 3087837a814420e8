import type { StoreApi } from 'zustand';
import type { FoundAct } from '../../../../contract/search.ts';
import type { PlaceCommands } from '../../../lib/acts/commands.ts';
import { markOf, type MarkCommand } from '../../../lib/acts/marking.ts';
import type { Services } from '../../../lib/services.tsx';
import { approveMessages, messageListCommands } from '../commands.ts';
import { selectMeantMessages, type MessageList } from '../mailbox-slice.ts';
import { selectAllFound, type SearchState } from './search-slice.ts';

type Search = StoreApi<SearchState>;
type List = StoreApi<MessageList>;

/** Does one thing with all that was found, whether it is here or not. */
async function actOnAll(act: FoundAct, search: Search, list: List, services: Services): Promise<void> {
  const mails = selectAllFound(search.getState());
  if (mails === null) return;
  await services.filing.actOnFound(mails, act);
  search.getState().pickEverything(false);
  await list.getState().refresh();
}

/** Files the picked mails, or all that was found, where it was proposed; those without a proposal stay. */
export async function approveFound(search: Search, list: List, services: Services): Promise<void> {
  if (search.getState().everything) return actOnAll('approve', search, list, services);
  await approveMessages(selectMeantMessages(list.getState()), list, services);
}

/** Asks for a folder and moves all that was found there, as far as it is mail of that account. */
export async function moveEverything(search: Search, list: List, services: Services): Promise<void> {
  const { pages } = list.getState();
  const [first] = pages.rows.values();
  if (first === undefined) return;
  const folder = await services.askFolder({ account: first.accountId, count: pages.total, without: null });
  if (folder !== null) await actOnAll({ move: folder }, search, list, services);
}

/** Marks all that was found, or puts it away; what turns does so by the rows that are here. */
export function markEverything(
  command: MarkCommand,
  search: Search,
  list: List,
  services: Services,
): Promise<void> {
  const rows = [...list.getState().pages.rows.values()];
  return actOnAll(markOf(command, rows), search, list, services);
}

/** Keys of the search: those of any list, and approval; with everything picked they mean all that was found. */
export function searchCommands(search: Search, list: List, services: Services): PlaceCommands {
  const plain = messageListCommands(list, services);
  const either = (all: () => Promise<void>, some: (() => void) | undefined) => () => {
    if (search.getState().everything) void all();
    else some?.();
  };
  const mark = (command: MarkCommand) =>
    either(() => markEverything(command, search, list, services), plain[command]);
  return {
    ...plain,
    meant: () => (search.getState().everything ? list.getState().pages.total : (plain.meant?.() ?? 0)),
    selectAll: () => {
      if (list.getState().pages.total > 0) search.getState().pickEverything(true);
    },
    step(by, extend) {
      search.getState().pickEverything(false);
      plain.step?.(by, extend);
    },
    open() {
      search.getState().remember();
      plain.open?.();
    },
    back() {
      if (search.getState().everything) search.getState().pickEverything(false);
      else plain.back?.();
    },
    approve: () => void approveFound(search, list, services),
    move: either(() => moveEverything(search, list, services), plain.move),
    read: mark('read'),
    star: mark('star'),
    archive: mark('archive'),
    trash: mark('trash'),
  };
}
