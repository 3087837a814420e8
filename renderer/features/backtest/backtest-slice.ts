import { createStore, type StoreApi } from 'zustand';
import type { BacktestEnd, BacktestMistake, BacktestResult } from '../../../contract/backtest.ts';
import type { SyncProgress } from '../../../contract/accounts.ts';
import type { EventPayload } from '../../../contract/index.ts';
import type { AccountId, MessageId } from '../../../contract/ids.ts';
import type { Problem } from '../../../contract/problem.ts';
import type { Client } from '../../lib/bridge.ts';
import { createStoreHook } from '../../lib/store-hook.tsx';

/** Precisions a person can ask for. */
export const PROMISES = [0.9, 0.95, 0.98, 0.99] as const;

/** The back-test of one account: how a run goes, what the last one showed, and which mistake is being read. */
export interface BacktestState {
  readonly account: AccountId | null;
  readonly promise: number;
  readonly running: SyncProgress | null;
  readonly ended: BacktestEnd | null;
  readonly result: BacktestResult | null;
  readonly problem: Problem | null;
  /** The mistake at the cursor; read while `open`. */
  readonly cursor: MessageId | null;
  readonly open: boolean;
  readonly show: (account: AccountId) => Promise<void>;
  /** Asks again, after the engine was started anew. */
  readonly refresh: () => Promise<void>;
  readonly choosePromise: (promise: number) => void;
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
  readonly follow: (change: EventPayload<'backtest.changed'>) => void;
  readonly read: (id: MessageId) => void;
  readonly back: () => void;
  readonly step: (by: number) => void;
}

export const backtestStore = createStoreHook<BacktestState>('back-test');
export const useBacktest = backtestStore.use;

const NOTHING = {
  running: null,
  ended: null,
  result: null,
  problem: null,
  cursor: null,
  open: false,
} as const;
const NO_MISTAKES: readonly BacktestMistake[] = [];

/** The mistakes that are listed. */
export function selectMistakes(state: BacktestState): readonly BacktestMistake[] {
  return state.result?.mistakes ?? NO_MISTAKES;
}

/** The mistake in the reading pane; null when the figures are there. */
export function selectReadMistake({ open, cursor }: BacktestState): MessageId | null {
  return open ? cursor : null;
}

/** Makes the store; nothing is asked before `show`. */
export function createBacktest(client: Client): StoreApi<BacktestState> {
  return createStore<BacktestState>()((set, get) => {
    async function load(account: AccountId): Promise<void> {
      const reply = await client.call('backtest.get', { accountId: account });
      // Another account was chosen meanwhile.
      if (get().account !== account) return;
      if (!reply.ok) {
        set({ problem: reply.problem });
        return;
      }
      const { running, ended, result } = reply.value;
      const isNew = result?.at !== get().result?.at;
      set({ running, ended, result, problem: null, ...(isNew ? { cursor: null, open: false } : {}) });
    }
    return {
      account: null,
      promise: 0.98,
      ...NOTHING,
      async show(account) {
        if (get().account !== account) set({ account, ...NOTHING });
        await load(account);
      },
      async refresh() {
        const { account } = get();
        if (account !== null) await load(account);
      },
      choosePromise: (promise) => set({ promise }),
      async start() {
        const { account, promise } = get();
        if (account === null) return;
        const reply = await client.call('backtest.start', { accountId: account, promise });
        if (!reply.ok) set({ problem: reply.problem });
      },
      async stop() {
        const { account } = get();
        if (account !== null) await client.call('backtest.stop', { accountId: account });
      },
      follow({ accountId, running, ended }) {
        if (get().account !== accountId) return;
        set({ running, ended, problem: null });
        if (ended === 'done') void load(accountId);
      },
      read: (id) => set({ cursor: id, open: true }),
      back: () => set({ open: false }),
      step(by) {
        const mistakes = selectMistakes(get());
        const at = mistakes.findIndex(({ messageId }) => messageId === get().cursor);
        const next = mistakes[Math.min(mistakes.length - 1, Math.max(0, at + by))];
        if (next) set({ cursor: next.messageId });
      },
    };
  });
}
