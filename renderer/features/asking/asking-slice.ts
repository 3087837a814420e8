import { createStore, type StoreApi } from 'zustand';
import type { AskingLimits, AskingState, AskingStatus, FolderNote } from '../../../contract/asking.ts';
import type { AccountId, MailboxId, MessageId } from '../../../contract/ids.ts';
import type { Problem, Reply } from '../../../contract/problem.ts';
import type { Client } from '../../lib/bridge.ts';
import { createStoreHook } from '../../lib/store-hook.tsx';

/** What the language model is doing, may do and is told; and which of the mails on screen wait for it. */
export interface Asking {
  /** Null until it was asked for. */
  readonly status: AskingStatus | null;
  readonly problem: Problem | null;
  /** What is told of folders, by account, as far as it was asked for. */
  readonly notes: ReadonlyMap<AccountId, readonly FolderNote[]>;
  /** Of the mails that are looked at, those that wait for the model. */
  readonly waiting: ReadonlySet<MessageId>;
  readonly load: () => Promise<void>;
  /** What the engine says that it has become. */
  readonly follow: (status: AskingStatus) => void;
  readonly setLimits: (change: Partial<AskingLimits>) => Promise<void>;
  readonly pause: (paused: boolean) => Promise<void>;
  readonly loadNotes: (account: AccountId) => Promise<void>;
  /** What the person says of a folder; an empty text takes it back. */
  readonly describe: (account: AccountId, mailbox: MailboxId, text: string) => Promise<void>;
  /** These mails are on screen, the open one first: they are asked about before others. */
  readonly look: (ids: readonly MessageId[]) => Promise<void>;
}

export const askingStore = createStoreHook<Asking>('asking');
export const useAsking = askingStore.use;

const NONE: ReadonlySet<MessageId> = new Set();

/** Makes the store; nothing is asked of the engine until `load`. */
export function createAsking(client: Client): StoreApi<Asking> {
  return createStore<Asking>()((set, get) => {
    const settle = async (asked: Promise<Reply<AskingStatus>>): Promise<void> => {
      const reply = await asked;
      set(reply.ok ? { status: reply.value, problem: null } : { problem: reply.problem });
    };
    return {
      status: null,
      problem: null,
      notes: new Map(),
      waiting: NONE,
      load: () => settle(client.call('asking.status', {})),
      follow: (status) => set({ status }),
      async setLimits(change) {
        const { status } = get();
        // A switch that waits for an answer feels broken.
        if (status !== null) set({ status: { ...status, limits: { ...status.limits, ...change } } });
        await settle(client.call('asking.setLimits', change));
        if (get().problem !== null) set({ status });
      },
      pause: (paused) => settle(client.call('asking.pause', { paused })),
      async loadNotes(account) {
        const reply = await client.call('asking.folderNotes', { accountId: account });
        if (reply.ok) set({ notes: new Map([...get().notes, [account, reply.value]]) });
        else set({ problem: reply.problem });
      },
      async describe(account, mailbox, text) {
        const description = text.trim() === '' ? null : text.trim();
        const known = get().notes.get(account) ?? [];
        const before = known.find(({ mailboxId }) => mailboxId === mailbox);
        const note = {
          mailboxId: mailbox,
          accountId: account,
          description,
          examples: before?.examples ?? [],
        };
        const others = known.filter(({ mailboxId }) => mailboxId !== mailbox);
        set({ notes: new Map([...get().notes, [account, [...others, note]]]) });
        const reply = await client.call('asking.describeFolder', { mailboxId: mailbox, description });
        set({ problem: reply.ok ? null : reply.problem });
        await get().loadNotes(account);
      },
      async look(ids) {
        const { status } = get();
        if (ids.length === 0 || status === null || !couldAnswer(status)) {
          if (get().waiting.size > 0) set({ waiting: NONE });
          return;
        }
        const reply = await client.call('asking.hurry', { ids: [...ids] });
        if (reply.ok) set({ waiting: new Set(reply.value.waiting) });
      },
    };
  });
}

/** Whether mails wait that the model will get to: without one, nobody is told of it. */
function couldAnswer({ state, waiting }: AskingStatus): boolean {
  const silent: readonly AskingState[] = ['nothing-waits', 'no-model', 'off', 'model-failed'];
  return waiting > 0 && !silent.includes(state);
}

/** What is worth a word in the status bar: mails that wait while the model works, or was told to pause. */
export function selectAtWork({ status }: Asking): 'working' | 'paused' | null {
  if (status === null || status.waiting === 0) return null;
  if (status.state === 'paused') return 'paused';
  return status.state === 'working' ? 'working' : null;
}
