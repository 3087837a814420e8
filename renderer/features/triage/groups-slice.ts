import { createStore, type StoreApi } from 'zustand';
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
import { filterOf, groupId, rowsOf, sectionsOf, type Section } from './sections.ts';

/** The proposals by folder and cause, what is marked among them, and the acts on whole groups. */
export interface GroupsState {
  readonly loaded: boolean;
  readonly problem: Problem | null;
  readonly revision: number;
  readonly undecided: number;
  readonly groups: readonly Group[];
  /** Groups already acted on whose answer has not come yet. */
  readonly hidden: ReadonlySet<string>;
  readonly marks: Marks<string>;
  readonly refresh: () => Promise<void>;
  readonly click: (id: string, held: Modifiers) => void;
  readonly step: (by: number, extend: boolean) => void;
  readonly toggle: () => void;
  readonly unpick: () => void;
  readonly leave: () => void;
  readonly approve: (groups: readonly Group[], folder?: MailboxId) => Promise<void>;
  readonly dismiss: (groups: readonly Group[]) => Promise<void>;
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
      const reply = await client.call('suggestions.groups', {});
      // A later question is under way: its answer is the one that counts.
      if (asked !== generation) return;
      if (!reply.ok) set({ problem: reply.problem });
      else {
        const { revision, undecided, groups } = reply.value;
        change({ loaded: true, problem: null, revision, undecided, groups });
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
      return { anyOf: groups.map((group) => filterOf(group, get().revision)) };
    }

    const visible = () => orderOf(get().groups, get().hidden);
    return {
      loaded: false,
      problem: null,
      revision: 0,
      undecided: 0,
      groups: [],
      hidden: new Set(),
      marks: noMarks(),
      refresh,
      click: (id, held) => set({ marks: clickRow(get().marks, visible(), id, held) }),
      step: (by, extend) => set({ marks: stepRow(get().marks, visible(), by, extend) }),
      toggle: () => set({ marks: toggleRow(get().marks) }),
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
      async approveSection(section, minProbability) {
        const { accountId, target } = section;
        const asOf = get().revision;
        const filter: ProposalFilter =
          minProbability === undefined
            ? { accountId, target, asOf }
            : { accountId, target, asOf, minProbability };
        const certain = section.groups.filter((group) => group.minProbability >= (minProbability ?? 0));
        await act(certain, () => filing.approve({ filter }, { shown: target }));
      },
      async approveSure(minProbability) {
        const { groups, revision } = get();
        const certain = groups.filter((group) => group.minProbability >= minProbability);
        await act(certain, () =>
          filing.approve({ filter: { minProbability, asOf: revision } }, { shown: null }),
        );
      },
    };
  });
}
