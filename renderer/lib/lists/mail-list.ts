import { createStore, type StoreApi } from 'zustand';
import type { Problem, Reply } from '../../../contract/problem.ts';
import { emptyPages, missingPages, PAGE_SIZE, putPage, takeRows, type Paged } from './paging.ts';
import {
  clickRow,
  followRows,
  meantRows,
  noMarks,
  stepRow,
  toggleRow,
  type Marks,
  type Modifiers,
} from './selection.ts';

interface Page<Row> {
  readonly total: number;
  readonly rows: readonly Row[];
}
export type FetchPage<Row> = (offset: number, limit: number) => Promise<Reply<Page<Row>>>;

/** A paged, virtualised list of mails: what the mailbox view, the search and an open group all are. */
export interface MailListState<Row> {
  /** Names what is listed; null when nothing is. */
  readonly source: string | null;
  readonly pages: Paged<Row>;
  /** Positions of the rows on screen. */
  readonly onScreen: { readonly first: number; readonly last: number };
  readonly loading: boolean;
  readonly problem: Problem | null;
  readonly marks: Marks<number>;
  /** All that is listed is picked, whether it is here or not. */
  readonly all: boolean;
  /** Key of the mail shown in the reading pane. */
  readonly reading: number | null;
  /** Lists something. `first`, its first page where that is here already, takes the place of what was listed at once. */
  readonly show: (source: string, fetch: FetchPage<Row>, first?: Page<Row>) => Promise<void>;
  readonly clear: () => void;
  /** Makes rows `first` to `last` available, and remembers them as what is on screen. */
  readonly need: (first: number, last: number) => void;
  /** Asks again for what is on screen, keeping cursor, picks and position. */
  readonly refresh: () => Promise<void>;
  readonly click: (key: number, held: Modifiers) => void;
  readonly step: (by: number, extend: boolean) => void;
  readonly toggle: () => void;
  readonly pickAll: () => void;
  readonly unpick: () => void;
  /** Takes the cursor and the picks away. */
  readonly unmark: () => void;
  readonly read: (key: number | null) => void;
  /** Takes rows out at once; a mail being read gives way to the next. */
  readonly take: (keys: ReadonlySet<number>) => void;
}

const atTop = { first: 0, last: PAGE_SIZE - 1 };

/** Keys of the rows that are here, in order. */
export function orderOf<Row>(pages: Paged<Row>, keyOf: (row: Row) => number): number[] {
  return [...pages.rows.entries()].sort((a, b) => a[0] - b[0]).map(([, row]) => keyOf(row));
}

/** The rows on screen, as far as they are here, in order. */
export function visibleRows<Row>({ pages, onScreen }: MailListState<Row>): Row[] {
  return [...pages.rows]
    .filter(([index]) => index >= onScreen.first && index <= onScreen.last)
    .sort(([one], [other]) => one - other)
    .map(([, row]) => row);
}

/** The rows an action means, as far as they are here. */
export function meantMails<Row>(state: MailListState<Row>, keyOf: (row: Row) => number): Row[] {
  const keys = new Set(meantRows(state.marks));
  return [...state.pages.rows.values()].filter((row) => keys.has(keyOf(row)));
}

/** Makes a list store; `keyOf` gives a row's identity. */
export function createMailList<Row>(keyOf: (row: Row) => number): StoreApi<MailListState<Row>> {
  let fetchPage: FetchPage<Row> | null = null;
  // An answer asked for before the list changed under it must not bring removed rows back.
  let generation = 0;
  const underway = new Set<number>();

  return createStore<MailListState<Row>>()((set, get) => {
    function follow(pages: Paged<Row>, extra: Partial<MailListState<Row>> = {}): void {
      const { marks, reading } = get();
      const before = orderOf(get().pages, keyOf);
      const after = orderOf(pages, keyOf);
      const next = pages.total === 0 ? noMarks<number>() : followRows(marks, before, after);
      const moved = marks.cursor !== next.cursor && reading === marks.cursor;
      set({ pages, marks: next, reading: moved ? next.cursor : reading, ...extra });
    }

    async function load(offset: number): Promise<void> {
      if (fetchPage === null || underway.has(offset)) return;
      const asked = generation;
      underway.add(offset);
      const reply = await fetchPage(offset, PAGE_SIZE);
      if (asked !== generation) return;
      underway.delete(offset);
      if (!reply.ok) set({ problem: reply.problem, loading: false });
      else follow(putPage(get().pages, offset, reply.value), { problem: null, loading: false });
    }

    function renew(): void {
      generation += 1;
      underway.clear();
    }

    return {
      source: null,
      pages: emptyPages(),
      onScreen: atTop,
      loading: false,
      problem: null,
      marks: noMarks(),
      all: false,
      reading: null,
      async show(source, fetch, first) {
        fetchPage = fetch;
        renew();
        const pages = first && putPage(emptyPages<Row>(), 0, first);
        if (get().source !== source) {
          set({
            source,
            pages: pages ?? emptyPages(),
            onScreen: atTop,
            loading: !pages,
            problem: null,
            marks: noMarks(),
            all: false,
            reading: null,
          });
        } else if (pages) follow(pages, { problem: null, loading: false });
        if (!pages) await load(0);
      },
      clear() {
        fetchPage = null;
        renew();
        set({
          source: null,
          pages: emptyPages(),
          loading: false,
          problem: null,
          marks: noMarks(),
          all: false,
          reading: null,
        });
      },
      need(first, last) {
        set({ onScreen: { first, last } });
        for (const offset of missingPages(get().pages, first, last)) void load(offset);
      },
      async refresh() {
        renew();
        const { onScreen } = get();
        const first = Math.floor(onScreen.first / PAGE_SIZE) * PAGE_SIZE;
        const offsets = [first];
        if (Math.floor(onScreen.last / PAGE_SIZE) * PAGE_SIZE > first) offsets.push(first + PAGE_SIZE);
        await Promise.all(offsets.map(load));
      },
      click: (key, held) =>
        set({ all: false, marks: clickRow(get().marks, orderOf(get().pages, keyOf), key, held) }),
      step(by, extend) {
        const marks = stepRow(get().marks, orderOf(get().pages, keyOf), by, extend);
        set({ marks, reading: get().reading === null ? null : marks.cursor });
      },
      toggle: () => set({ all: false, marks: toggleRow(get().marks) }),
      pickAll() {
        const order = orderOf(get().pages, keyOf);
        const cursor = get().marks.cursor ?? order[0] ?? null;
        if (cursor !== null) set({ all: true, marks: { cursor, anchor: cursor, selected: new Set() } });
      },
      unpick: () => set({ all: false, marks: { ...get().marks, selected: new Set() } }),
      unmark: () => set({ all: false, marks: noMarks(), reading: null }),
      read: (reading) => set({ reading }),
      take(keys) {
        renew();
        follow(takeRows(get().pages, (row) => keys.has(keyOf(row))));
      },
    };
  });
}
