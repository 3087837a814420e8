import { createStore, type StoreApi } from 'zustand';
import type { Stage } from '../../../contract/evidence.ts';
import type { MailboxId } from '../../../contract/ids.ts';
import type { Problem } from '../../../contract/problem.ts';
import type { Group, ProposalFilter, Selection } from '../../../contract/suggestions.ts';
import type { Client } from '../../lib/bridge.ts';
import type { Filing } from '../../lib/acts/filing.ts';
import {
  clickRow,
  followRows,
  meantRows,
  noMarks,
  stepRow,
  toggleRow,
  type Marks,
  type Modifiers,
} from '../../lib/lists/selection.ts';
import { createStoreHook } from '../../lib/store-hook.tsx';
import { filterOf, groupId, rowsOf, sectionsOf, type Section, type TriageFilter } from './sections.ts';

/** The proposals by folder and cause, what is marked among them, and the acts on whole groups. */
export interface GroupsState {
  readonly loaded: boolean;
  readonly problem: Problem | null;
  readonly revision: number;
  readonly undecided: number;
  readonly groups: readonly Group[];
  readonly filter: TriageFilter;
  /** What the list can be narrowed to. */
  readonly stages: readonly Stage[];
  readonly targets: readonly MailboxId[];
  /** Mails whose decision was put off. */
  readonly snoozed: number;
  /** Groups already acted on whose answer has not come yet. */
  readonly hidden: ReadonlySet<string>;
  readonly marks: Marks<string>;
  readonly refresh: () => Promise<void>;
  readonly click: (id: string, held: Modifiers) => void;
  readonly step: (by: number, extend: boolean) => void;
  readonly toggle: () => void;
  /** Picks all groups that the filter shows. */
  readonly pickAll: () => void;
  readonly unpick: () => void;
  readonly leave: () => void;
  readonly approve: (groups: readonly Group[], folder?: MailboxId) => Promise<void>;
  readonly dismiss: (groups: readonly Group[]) => Promise<void>;
  /** Puts the decision on groups off. */
  readonly snooze: (groups: readonly Group[], until: number) => Promise<void>;
  /** Approves all that the filter shows. */
  readonly approveShown: () => Promise<void>;
  readonly setFilter: (change: Partial<Record<keyof TriageFilter, unknown>>) => Promise<void>;
  /** Approves a folder's proposals, all or those at least `minProbability` sure. */
  readonly approveSection: (section: Section, minProbability?: number) => Promise<void>;
  /** Approves whatever is at least `minProbability` sure, in all folders. */
  readonly approveSure: (minProbability: number) => Promise<void>;
}

export const groupsStore = createStoreHook<GroupsState>('groups');
export const useGroups = groupsStore.use;

function orderOf(groups: readonly Group[], hidden: ReadonlySet<string>): string[] {
  return rowsOf(sectionsOf(groups, hidden)).flatMap((row) => (row.kind === 'group' ? [row.id] : []));
}

function atLeast(filter: ProposalFilter, minProbability = 0): ProposalFilter {
  return { ...filter, minProbability: Math.max(minProbability, filter.minProbability ?? 0) };
}

/** The groups that an action means: those picked, else the one under the cursor. */
export function selectMeant(state: GroupsState): Group[] {
  const meant = new Set(meantRows(state.marks));
  return state.groups.filter((group) => meant.has(groupId(group)) && !state.hidden.has(groupId(group)));
}

/** Makes the store; the first `refresh` loads it. */
export function createGroups(client: Client, filing: Filing): StoreApi<GroupsState> {
  let generation = 0;

  return createStore<GroupsState>()((set, get) => {
    function change(
      next: { groups?: readonly Group[]; hidden?: ReadonlySet<string> } & Partial<GroupsState>,
    ) {
      const { groups, hidden, marks } = get();
      const before = orderOf(groups, hidden);
      const after = orderOf(next.groups ?? groups, next.hidden ?? hidden);
      set({ ...next, marks: followRows(marks, before, after) });
    }

    async function refresh(): Promise<void> {
      const asked = (generation += 1);
      const { filter } = get();
      const reply = await client.call('suggestions.groups', filter);
      // A later question is under way: its answer is the one that counts.
      if (asked !== generation) return;
      if (!reply.ok) set({ problem: reply.problem });
      else {
        const { revision, undecided, groups, stages, snoozed } = reply.value;
        const seen = groups.map(({ target }) => target);
        const targets = filter.target === undefined ? [...new Set(seen)] : get().targets;
        change({ loaded: true, problem: null, revision, undecided, groups, stages, snoozed, targets });
      }
    }

    /** Hides groups at once, acts, and shows them again if they are still there afterwards. */
    async function act(groups: readonly Group[], run: () => Promise<boolean>): Promise<void> {
      const ids = groups.map(groupId);
      change({ hidden: new Set([...get().hidden, ...ids]) });
      await run();
      await refresh();
      const hidden = new Set(get().hidden);
      for (const id of ids) hidden.delete(id);
      change({ hidden });
    }

    function selectionOf(groups: readonly Group[]): Selection {
      return { anyOf: groups.map((group) => filterOf(group, get().revision, get().filter)) };
    }

    const visible = () => orderOf(get().groups, get().hidden);
    return {
      loaded: false,
      problem: null,
      revision: 0,
      undecided: 0,
      groups: [],
      filter: {},
      stages: [],
      targets: [],
      snoozed: 0,
      hidden: new Set(),
      marks: noMarks(),
      refresh,
      click: (id, held) => set({ marks: clickRow(get().marks, visible(), id, held) }),
      step: (by, extend) => set({ marks: stepRow(get().marks, visible(), by, extend) }),
      toggle: () => set({ marks: toggleRow(get().marks) }),
      pickAll() {
        const order = visible();
        const cursor = get().marks.cursor ?? order[0] ?? null;
        set({ marks: { cursor, anchor: cursor, selected: new Set(order) } });
      },
      unpick: () => set({ marks: { ...get().marks, selected: new Set() } }),
      leave: () => set({ marks: noMarks() }),
      async approve(groups, folder) {
        if (groups.length === 0) return;
        const targets = new Set(groups.map((group) => group.target));
        const shown = targets.size === 1 ? (groups[0]?.target ?? null) : null;
        const selection = selectionOf(groups);
        await act(groups, () => filing.approve(selection, { folder, shown }));
      },
      async dismiss(groups) {
        if (groups.length === 0) return;
        const selection = selectionOf(groups);
        await act(groups, () => filing.dismiss(selection));
      },
      async snooze(groups, until) {
        if (groups.length === 0) return;
        const selection = selectionOf(groups);
        await act(groups, () => filing.snooze(selection, until));
      },
      async approveShown() {
        const { groups, revision: asOf, filter } = get();
        await act(groups, () =>
          filing.approve({ filter: { ...filter, asOf } }, { shown: filter.target ?? null }),
        );
      },
      async setFilter(change) {
        const filter = Object.entries({ ...get().filter, ...change }).filter(
          ([, value]) => value !== undefined && value !== null,
        );
        set({ filter: Object.fromEntries(filter), marks: noMarks() });
        await refresh();
      },
      async approveSection(section, minProbability) {
        const { accountId, target } = section;
        const asOf = get().revision;
        const filter = atLeast({ ...get().filter, accountId, target, asOf }, minProbability);
        const certain = section.groups.filter((group) => group.minProbability >= (minProbability ?? 0));
        await act(certain, () => filing.approve({ filter }, { shown: target }));
      },
      async approveSure(minProbability) {
        const { groups, revision: asOf, filter } = get();
        const certain = groups.filter((group) => group.minProbability >= minProbability);
        await act(certain, () =>
          filing.approve({ filter: atLeast({ ...filter, asOf }, minProbability) }, { shown: null }),
        );
      },
    };
  });
}
