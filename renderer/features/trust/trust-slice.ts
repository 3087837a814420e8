import { createStore, type StoreApi } from 'zustand';
import type { AccountId, DoubtId, MailboxId } from '../../../contract/ids.ts';
import type { CallInput, CallOutput } from '../../../contract/index.ts';
import type { Problem, Reply } from '../../../contract/problem.ts';
import type { FolderTrust, TrustOverview } from '../../../contract/trust.ts';
import type { Client } from '../../lib/bridge.ts';
import { createStoreHook } from '../../lib/store-hook.tsx';

/** What each folder may do by itself, and what that rests on. */
export interface TrustState {
  /** Null until it was asked for. */
  readonly overview: TrustOverview | null;
  readonly problem: Problem | null;
  /** Folders being changed. */
  readonly changing: ReadonlySet<MailboxId>;
  /** What folders taught, as far as it was asked for. */
  readonly learned: ReadonlyMap<MailboxId, CallOutput<'deciding.learnedOf'>>;
  readonly load: () => Promise<void>;
  readonly set: (change: CallInput<'trust.set'> & { mailboxId: MailboxId }) => Promise<void>;
  readonly setCeiling: (accountId: AccountId, ceiling: number) => Promise<void>;
  readonly loadLearned: (mailboxId: MailboxId) => Promise<void>;
  /** Has a folder's mail forgotten, or learned again. */
  readonly forget: (mailboxId: MailboxId, forget: boolean) => Promise<void>;
  /** What was called no reason is one again. */
  readonly trustAgain: (mailboxId: MailboxId, id: DoubtId) => Promise<void>;
  readonly markSeen: (mailboxIds: MailboxId[]) => Promise<void>;
}

export const trustStore = createStoreHook<TrustState>('trust');
export const useTrust = trustStore.use;

/** Makes the store; nothing is asked until `load`. */
export function createTrust(client: Client): StoreApi<TrustState> {
  return createStore<TrustState>()((set, get) => {
    const settle = async (reply: Promise<Reply<unknown>>): Promise<void> => {
      const answer = await reply;
      set({ problem: answer.ok ? null : answer.problem });
      await refresh();
    };
    const refresh = async (): Promise<void> => {
      const reply = await client.call('trust.list', {});
      set(reply.ok ? { overview: reply.value } : { problem: reply.problem });
    };
    const loadLearned = async (mailboxId: MailboxId): Promise<void> => {
      const reply = await client.call('deciding.learnedOf', { mailboxId });
      if (reply.ok) set({ learned: new Map([...get().learned, [mailboxId, reply.value]]) });
      else set({ problem: reply.problem });
    };
    const settleLearned = async (mailboxId: MailboxId, asked: Promise<Reply<unknown>>): Promise<void> => {
      const answer = await asked;
      set({ problem: answer.ok ? null : answer.problem });
      await loadLearned(mailboxId);
    };
    return {
      overview: null,
      learned: new Map(),
      problem: null,
      changing: new Set(),
      load: refresh,
      loadLearned,
      forget: (mailboxId, forget) =>
        settleLearned(mailboxId, client.call('deciding.forget', { mailboxId, forget })),
      trustAgain: (mailboxId, id) => settleLearned(mailboxId, client.call('deciding.trustAgain', { id })),
      async set(change) {
        const id = change.mailboxId;
        set({ changing: new Set([...get().changing, id]) });
        await settle(client.call('trust.set', change));
        set({ changing: new Set([...get().changing].filter((other) => other !== id)) });
      },
      setCeiling: (accountId, ceiling) => settle(client.call('trust.setCeiling', { accountId, ceiling })),
      markSeen: (mailboxIds) => settle(client.call('trust.seen', { mailboxIds })),
    };
  });
}

/** Folders that stopped to file by themselves, and the person has not read why. */
export function selectDemoted({ overview }: TrustState): FolderTrust[] {
  return (overview?.folders ?? []).filter(({ demotion }) => demotion !== null && !demotion.seen);
}

/** An account's folders: those that file by themselves first, then those that did or could, then by how much is known of them. */
export function foldersOf(overview: TrustOverview, account: AccountId): FolderTrust[] {
  const rank = ({ level, demotion, mayFile }: FolderTrust): number => {
    if (level === 'file') return 0;
    if (demotion !== null) return 1;
    return mayFile ? 2 : 3;
  };
  return overview.folders
    .filter(({ accountId }) => accountId === account)
    .sort((a, b) => rank(a) - rank(b) || b.answers - a.answers);
}
