import { createStore, type StoreApi } from 'zustand';
import type { AskingStatus } from '../../../contract/asking.ts';
import type { AccountId, MailboxId, MessageId } from '../../../contract/ids.ts';
import type { Problem } from '../../../contract/problem.ts';
import type { Correction, Statistics } from '../../../contract/statistics.ts';
import type { Client } from '../../lib/bridge.ts';
import { createStoreHook } from '../../lib/store-hook.tsx';

/** Days that can be looked at. */
export const PERIODS = [14, 30, 90] as const;
export type Period = (typeof PERIODS)[number];

/** Which corrections are listed: mails proposed for one folder that went to another, or (`to` null) anywhere else. */
export interface CorrectedPlace {
  readonly from: MailboxId;
  readonly fromName: string;
  readonly to: MailboxId | null;
  readonly toName: string | null;
}

/** What the dashboard shows, of how many days, and the corrections that are being looked at. */
export interface DashboardState {
  readonly days: Period;
  /** Null: all accounts. */
  readonly account: AccountId | null;
  readonly statistics: Statistics | null;
  readonly problem: Problem | null;
  readonly asking: AskingStatus | null;
  /** Name of the model in use; null: none. */
  readonly model: string | null;
  readonly listed: CorrectedPlace | null;
  /** The pair that was listed last: its line takes the focus when the page is back. */
  readonly cameFrom: string | null;
  readonly corrections: readonly Correction[];
  /** The correction at the cursor; read while `open`. */
  readonly cursor: MessageId | null;
  readonly open: boolean;
  readonly load: () => Promise<void>;
  /** Asks again; what is on screen stays until the answer is there. */
  readonly refresh: () => Promise<void>;
  readonly choose: (change: { days?: Period; account?: AccountId | null }) => Promise<void>;
  readonly list: (place: CorrectedPlace) => Promise<void>;
  readonly read: (id: MessageId) => void;
  readonly step: (by: number) => void;
  /** From the mail to the list, from the list to the page. */
  readonly back: () => void;
  /** From wherever to the page. */
  readonly close: () => void;
  /** The focus is where it was. */
  readonly cameBack: () => void;
}

export const dashboardStore = createStoreHook<DashboardState>('dashboard');
export const useDashboard = dashboardStore.use;

/** The correction in the reading pane, if one is. */
export function selectReadCorrection({ open, cursor }: DashboardState): MessageId | null {
  return open ? cursor : null;
}

/** Names a line of the page that lists corrections. */
export function pairKey({ from, to }: Pick<CorrectedPlace, 'from' | 'to'>): string {
  return `${from}/${to ?? ''}`;
}

/** Makes the store; nothing is asked before `load`. */
export function createDashboard(client: Client): StoreApi<DashboardState> {
  return createStore<DashboardState>()((set, get) => ({
    days: 30,
    account: null,
    statistics: null,
    problem: null,
    asking: null,
    model: null,
    listed: null,
    cameFrom: null,
    corrections: [],
    cursor: null,
    open: false,
    async load() {
      const [models] = await Promise.all([client.call('models.list', {}), get().refresh()]);
      if (models.ok) set({ model: models.value.models.find(({ chosen }) => chosen)?.name ?? null });
    },
    async refresh() {
      const { days, account } = get();
      const [statistics, asking] = await Promise.all([
        client.call('statistics.get', { days, ...(account === null ? {} : { accountId: account }) }),
        client.call('asking.status', {}),
      ]);
      // Something else was chosen meanwhile, and is being asked for.
      if (get().days !== days || get().account !== account) return;
      set(statistics.ok ? { statistics: statistics.value, problem: null } : { problem: statistics.problem });
      if (asking.ok) set({ asking: asking.value });
    },
    async choose(change) {
      set(change);
      await get().refresh();
    },
    async list(place) {
      set({ listed: place, cameFrom: pairKey(place), corrections: [], cursor: null, open: false });
      const reply = await client.call('statistics.corrections', {
        days: get().days,
        from: place.from,
        to: place.to,
      });
      if (get().listed !== place) return;
      if (reply.ok) set({ corrections: reply.value, cursor: reply.value[0]?.messageId ?? null });
      else set({ problem: reply.problem });
    },
    read: (id) => set({ cursor: id, open: true }),
    step(by) {
      const { corrections, cursor } = get();
      const at = corrections.findIndex(({ messageId }) => messageId === cursor);
      const next = corrections[Math.min(corrections.length - 1, Math.max(0, at + by))];
      if (next) set({ cursor: next.messageId });
    },
    close: () => set({ open: false, listed: null, corrections: [], cursor: null }),
    cameBack: () => set({ cameFrom: null }),
    back: () => set(get().open ? { open: false } : { listed: null, corrections: [], cursor: null }),
  }));
}
