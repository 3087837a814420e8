import type { StoreApi } from 'zustand';
import type { MailboxId } from '../../../contract/ids.ts';
import type { Group, ProposalRow } from '../../../contract/suggestions.ts';
import type { Client } from '../../lib/bridge.ts';
import type { Filing } from '../../lib/acts/filing.ts';
import { byMailbox, markOf, type MarkCommand } from '../../lib/acts/marking.ts';
import { createMailList, meantMails, type MailListState } from '../../lib/lists/mail-list.ts';
import { createStoreHook } from '../../lib/store-hook.tsx';
import { groupId, type TriageFilter } from './sections.ts';

export type GroupMails = MailListState<ProposalRow>;

export const groupMailsStore = createStoreHook<GroupMails>('group mails');
export const useGroupMails = groupMailsStore.use;

const keyOf = (row: ProposalRow): number => row.id;

/** The mails of the open group. */
export function createGroupMails(): StoreApi<GroupMails> {
  return createMailList<ProposalRow>(keyOf);
}

/** Lists a group's mails. */
export function showGroup(
  mails: StoreApi<GroupMails>,
  client: Client,
  group: Group,
  filter: TriageFilter,
): Promise<void> {
  const { accountId, target, key } = group;
  return mails.getState().show(groupId(group), (offset, limit) =>
    client.call('suggestions.list', {
      ...filter,
      accountId,
      target,
      groupKey: key,
      offset,
      limit,
      brief: true,
    }),
  );
}

/** The mails an action means, as far as they are here. */
export function selectMeantMails(state: GroupMails): ProposalRow[] {
  return meantMails(state, keyOf);
}

/** The mail in the reading pane. */
export function selectReading(state: GroupMails): ProposalRow | null {
  if (state.reading === null) return null;
  for (const row of state.pages.rows.values()) if (row.id === state.reading) return row;
  return null;
}

/** Acts on single proposals: they leave the list at once and come back if the engine refuses. */
export interface MailActs {
  readonly approve: (rows: readonly ProposalRow[], folder?: MailboxId) => Promise<void>;
  readonly dismiss: (rows: readonly ProposalRow[]) => Promise<void>;
  /** Puts the decision on mails off. */
  readonly snooze: (rows: readonly ProposalRow[], until: number) => Promise<void>;
  /** Marks the mails, or puts them away instead of filing them. Rows do not tell of stars: `star` sets one. */
  readonly mark: (command: MarkCommand, rows: readonly ProposalRow[]) => Promise<void>;
}

/** Makes the acts; `after` is told when the groups' counts may have changed. */
export function createMailActs(
  mails: StoreApi<GroupMails>,
  filing: Filing,
  after: () => Promise<void>,
): MailActs {
  async function act(rows: readonly ProposalRow[], run: () => Promise<boolean>): Promise<void> {
    mails.getState().take(new Set(rows.map(keyOf)));
    await run();
    await Promise.all([mails.getState().refresh(), after()]);
  }
  return {
    async approve(rows, folder) {
      const first = rows[0];
      if (first === undefined) return;
      const ids = rows.map((row) => row.id);
      await act(rows, () => filing.approve({ ids }, { folder, shown: first.target }));
    },
    async dismiss(rows) {
      if (rows.length === 0) return;
      const ids = rows.map((row) => row.id);
      await act(rows, () => filing.dismiss({ ids }));
    },
    async snooze(rows, until) {
      if (rows.length === 0) return;
      const ids = rows.map((row) => row.id);
      await act(rows, () => filing.snooze({ ids }, until));
    },
    async mark(command, rows) {
      if (rows.length === 0) return;
      const asked = markOf(command, rows);
      const held = rows.map(({ messageId, from }) => ({ id: messageId, mailboxId: from }));
      const run = () => filing.mark(asked, byMailbox(held));
      if (asked === 'archive' || asked === 'trash') return act(rows, run);
      await run();
      await mails.getState().refresh();
    },
  };
}
