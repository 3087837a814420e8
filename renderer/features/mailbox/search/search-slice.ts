import { createStore, type StoreApi } from 'zustand';
import type { LooserSearch, SearchHint } from '../../../../contract/search.ts';
import { findSearchedWords, type SearchedWord } from '../../../../contract/searched-words.ts';
import type { FoundMails } from '../../../../contract/search.ts';
import type { MessageId } from '../../../../contract/ids.ts';
import type { MessageRow } from '../../../../contract/messages.ts';
import type { Client } from '../../../lib/bridge.ts';
import { visibleRows, type FetchPage } from '../../../lib/lists/mail-list.ts';
import { PAGE_SIZE } from '../../../lib/lists/paging.ts';
import type { Session } from '../../../lib/session.ts';
import { createStoreHook } from '../../../lib/store-hook.tsx';
import { nameOf } from '../../../lib/words/people.ts';
import type { MessageList } from '../mailbox-slice.ts';

/** Searches kept to be offered again, while the window lives: what one looks for is nobody's business later. */
const MOST_RECENT = 8;
const SOURCE = 'search/';

export interface SearchState {
  /** What stands in the field. */
  readonly typed: string;
  /** The query whose results are on screen; null when none are. */
  readonly answered: string | null;
  /** Whether that query asks anything: `in:` alone does not. */
  readonly asks: boolean;
  readonly hints: readonly SearchHint[];
  readonly looser: readonly LooserSearch[];
  readonly words: readonly SearchedWord[];
  /** The mails and proposals there were when the results were made. */
  readonly asOf: number;
  readonly revision: number;
  /** The text around a match, of mails whose row does not show one. */
  readonly snippets: ReadonlyMap<MessageId, string>;
  /** All that was found is picked, also what is not here. */
  readonly everything: boolean;
  readonly recent: readonly string[];
  /** Takes what is typed and searches for it: one question at a time, the newest next. */
  readonly type: (typed: string) => void;
  /** Keeps the query among the recent ones. */
  readonly remember: () => void;
  readonly forgetRecent: () => void;
  readonly pickEverything: (everything: boolean) => void;
  /** Fetches the text around matches for the rows on screen. */
  readonly needSnippets: () => void;
}

export const searchStore = createStoreHook<SearchState>('search');
export const useSearch = searchStore.use;

/** All that the search on screen found, for an act; null when nothing is on screen. */
export function selectAllFound({ answered, asOf, revision }: SearchState): FoundMails | null {
  return answered === null ? null : { query: answered, asOf, revision };
}

const nothing = {
  answered: null,
  asks: false,
  hints: [],
  looser: [],
  words: [],
  snippets: new Map<MessageId, string>(),
  everything: false,
} as const;

/** Makes the search; its results are in the list of messages. */
export function createSearch(
  client: Client,
  list: StoreApi<MessageList>,
  session: StoreApi<Session>,
): StoreApi<SearchState> {
  let wanted: string | null = null;
  let asking = false;

  return createStore<SearchState>()((set, get) => {
    async function fetchPage(query: string, offset: number, limit: number) {
      const reply = await client.call('messages.search', { query, offset, limit });
      if (reply.ok && get().answered === query) {
        const { asOf, revision } = reply.value;
        set({ asOf, revision });
      }
      return reply;
    }

    async function answer(query: string): Promise<void> {
      const reply = await client.call('messages.search', { query, limit: PAGE_SIZE });
      // Something newer was typed meanwhile: this is no longer the question.
      if (wanted !== null) return;
      // One that failed is what the list would have got: it shows why.
      let failed = reply.ok ? null : reply;
      const fetch: FetchPage<MessageRow> = (offset, limit) => {
        const held = failed;
        failed = null;
        return held === null ? fetchPage(query, offset, limit) : Promise.resolve(held);
      };
      const { asks, words, hints, looser, asOf, revision } = reply.ok
        ? reply.value
        : { ...nothing, asOf: 0, revision: 0 };
      session.getState().setSearched(words);
      const shown = list.getState().show(`${SOURCE}${query}`, fetch, reply.ok ? reply.value : undefined);
      set({ ...nothing, answered: query, asks, words, hints, looser, asOf, revision });
      await shown;
    }

    async function work(): Promise<void> {
      if (asking) return;
      asking = true;
      while (wanted !== null) {
        const query: string = wanted;
        wanted = null;
        await answer(query);
      }
      asking = false;
    }

    return {
      ...nothing,
      typed: '',
      asOf: 0,
      revision: 0,
      recent: [],
      type(typed) {
        set({ typed });
        const query = typed.trimStart();
        if (query.trim() === '') {
          wanted = null;
          set(nothing);
          session.getState().setSearched([]);
          list.getState().clear();
        } else {
          wanted = query;
          void work();
        }
      },
      remember() {
        const query = get().typed.trim();
        if (query === '') return;
        const others = get().recent.filter((one) => one !== query);
        set({ recent: [query, ...others].slice(0, MOST_RECENT) });
      },
      forgetRecent: () => set({ recent: [] }),
      pickEverything(everything) {
        if (everything) list.getState().unpick();
        set({ everything });
      },
      needSnippets() {
        const { answered: query, words, snippets } = get();
        const inBody = words.filter(({ where }) => where === 'anywhere' || where === 'body');
        if (query === null || inBody.length === 0) return;
        const ids = visibleRows(list.getState())
          .filter((row) => !snippets.has(row.id) && !shows(row, inBody))
          .map(({ id }) => id);
        if (ids.length === 0) return;
        set({ snippets: new Map([...snippets, ...ids.map((id) => [id, ''] as const)]) });
        void client.call('search.snippets', { query, ids: ids.slice(0, 100) }).then((reply) => {
          if (!reply.ok || get().answered !== query) return;
          const found = reply.value.map(({ id, text }) => [id, text] as const);
          set({ snippets: new Map([...get().snippets, ...found]) });
        });
      },
    };
  });
}

/** Whether a row alone lets one see why it was found. */
function shows(row: MessageRow, words: readonly SearchedWord[]): boolean {
  const text = `${nameOf(row.from)}\n${row.subject}\n${row.preview.slice(0, 90)}`;
  return words.every((word) => findSearchedWords(text, [word], 1).length > 0);
}
