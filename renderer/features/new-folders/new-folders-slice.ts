import { createStore, type StoreApi } from 'zustand';
import type { AccountId, MailboxId, MessageId } from '../../../contract/ids.ts';
import type { EventPayload } from '../../../contract/index.ts';
import type { Problem } from '../../../contract/problem.ts';
import type { Pile } from '../../../contract/writing.ts';
import type { Filing } from '../../lib/acts/filing.ts';
import type { Client } from '../../lib/bridge.ts';
import { selectAccounts, type Session } from '../../lib/session.ts';
import { createStoreHook } from '../../lib/store-hook.tsx';

/** A pile with what the person makes of it. */
export interface ShownPile extends Pile {
  /** Unique also among accounts. */
  readonly id: string;
  /** Who chose the name that is shown. */
  readonly namedBy: 'draft' | 'model' | 'person';
  /** The model is still to be asked for a name. */
  readonly naming: boolean;
  readonly busy: boolean;
  readonly problem: Problem | null;
  /** The folder, once it is made: filing may be tried again. */
  readonly made: { readonly name: string; readonly id: MailboxId } | null;
}

/** Mails that have no folder yet, in piles, and the folders that could be made for them. */
export interface NewFoldersState {
  readonly loaded: boolean;
  readonly problem: Problem | null;
  readonly undecided: number;
  readonly piles: readonly ShownPile[];
  /** A mail of a pile that is being read. */
  readonly reading: MessageId | null;
  readonly load: (language: 'en' | 'fr') => Promise<void>;
  /** The person looks elsewhere: nothing is to be named any more. */
  readonly leave: () => void;
  readonly follow: (named: EventPayload<'asking.named'>) => void;
  readonly rename: (id: string, name: string) => void;
  /** Makes the folder and files the pile's mails there, by one act. */
  readonly approve: (id: string) => Promise<void>;
  readonly read: (id: MessageId | null) => void;
}

export const newFoldersStore = createStoreHook<NewFoldersState>('new-folders');
export const useNewFolders = newFoldersStore.use;

/** Makes the store; nothing is asked until `load`. */
export function createNewFolders(
  client: Client,
  filing: Filing,
  session: StoreApi<Session>,
): StoreApi<NewFoldersState> {
  let visit = 0;
  const asked = new Set<AccountId>();
  return createStore<NewFoldersState>()((set, get) => {
    function change(id: string, part: Partial<ShownPile>): void {
      set({ piles: get().piles.map((pile) => (pile.id === id ? { ...pile, ...part } : pile)) });
    }
    return {
      loaded: false,
      problem: null,
      undecided: 0,
      piles: [],
      reading: null,
      async load(language) {
        const current = (visit += 1);
        set({ loaded: false, problem: null, undecided: 0, piles: [], reading: null });
        for (const { id: accountId } of selectAccounts(session.getState())) {
          asked.add(accountId);
          const reply = await client.call('asking.suggestFolders', { accountId, language });
          if (current !== visit) return;
          if (!reply.ok) set({ problem: reply.problem });
          else {
            const { undecided, piles, naming } = reply.value;
            const shown = piles.map((pile): ShownPile => ({
              ...pile,
              id: `${accountId} ${pile.key}`,
              namedBy: 'draft',
              naming,
              busy: false,
              problem: null,
              made: null,
            }));
            set({ undecided: get().undecided + undecided, piles: [...get().piles, ...shown] });
          }
        }
        set({ loaded: true });
      },
      leave() {
        visit += 1;
        for (const accountId of asked) void client.call('asking.stopNaming', { accountId });
        asked.clear();
      },
      follow({ accountId, key, name }) {
        const id = `${accountId} ${key}`;
        const pile = get().piles.find((one) => one.id === id);
        if (pile === undefined) return;
        const takes = name !== null && pile.namedBy === 'draft' && !pile.busy;
        change(id, takes ? { naming: false, name, namedBy: 'model' } : { naming: false });
      },
      rename: (id, name) => change(id, { name, namedBy: 'person', problem: null }),
      async approve(id) {
        const pile = get().piles.find((one) => one.id === id);
        const path = pile?.name.trim() ?? '';
        if (pile === undefined || pile.busy || path === '') return;
        change(id, { busy: true, problem: null });
        let made = pile.made?.name === path ? pile.made : null;
        if (made === null) {
          const reply = await client.call('mailboxes.create', { accountId: pile.accountId, path });
          if (!reply.ok) return change(id, { busy: false, problem: reply.problem });
          made = { name: path, id: reply.value.id };
          change(id, { made });
          await session.getState().refreshMailboxes();
        }
        const filed = await filing.move(pile.messages, pile.from, made.id);
        if (!filed) return change(id, { busy: false });
        const gone = get().reading !== null && pile.messages.some((mail) => mail === get().reading);
        const piles = get().piles.filter((one) => one.id !== id);
        set({
          piles,
          undecided: Math.max(0, get().undecided - pile.messages.length),
          ...(gone ? { reading: null } : {}),
        });
      },
      read: (reading) => set({ reading }),
    };
  });
}
