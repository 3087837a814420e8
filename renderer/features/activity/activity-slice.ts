import { createStore, type StoreApi } from 'zustand';
import type {
  ActivityDay,
  ActivityFilter,
  Batch,
  FailedJob,
  Receipt,
  Way,
} from '../../../contract/activity.ts';
import type { CallOutput } from '../../../contract/index.ts';
import type { BatchId, JobId } from '../../../contract/ids.ts';
import type { Problem } from '../../../contract/problem.ts';
import type { Client } from '../../lib/bridge.ts';
import type { Filing } from '../../lib/acts/filing.ts';
import { createMailList, type MailListState } from '../../lib/lists/mail-list.ts';
import { createStoreHook } from '../../lib/store-hook.tsx';

/** More mails than this are not taken back without asking. */
const MANY = 200;

/** Many mails that are to be taken back, or done again, once the person has said so. */
export interface Question {
  readonly filter: ActivityFilter;
  readonly way: Way;
  readonly count: number;
}

/** What was done: batches page by page, the receipts of the open one, and what failed. */
export interface ActivityState {
  readonly batches: StoreApi<MailListState<Batch>>;
  readonly receipts: StoreApi<MailListState<Receipt>>;
  readonly filter: ActivityFilter;
  readonly days: readonly ActivityDay[];
  readonly choices: CallOutput<'activity.choices'>;
  /** For how many mails the filter's acts stand, or were taken back; null while nothing is filtered. */
  readonly counts: CallOutput<'activity.count'> | null;
  readonly question: Question | null;
  readonly failed: readonly FailedJob[];
  readonly problem: Problem | null;
  /** Batches whose undo was asked for and not answered yet. */
  readonly undoing: ReadonlySet<BatchId>;
  readonly load: () => Promise<void>;
  readonly refresh: () => Promise<void>;
  readonly setFilter: (change: Partial<Record<keyof ActivityFilter, unknown>>) => Promise<void>;
  /** Takes back (or does again) all that a filter means; asks first when that is much. */
  readonly askMany: (filter: ActivityFilter, way: Way) => Promise<void>;
  readonly answer: (yes: boolean) => Promise<void>;
  readonly step: (by: number) => void;
  readonly open: (id: BatchId) => Promise<void>;
  readonly undoBatch: (id: BatchId) => Promise<void>;
  readonly undoReceipt: (receipt: Receipt) => Promise<void>;
  readonly retry: (id: JobId) => Promise<void>;
  readonly discard: (id: JobId) => Promise<void>;
}

export const activityStore = createStoreHook<ActivityState>('activity');
export const useActivity = activityStore.use;

/** Makes the store; `load` fills it when the place is first shown. */
export function createActivity(client: Client, filing: Filing): StoreApi<ActivityState> {
  const batches = createMailList<Batch>((batch) => batch.id);
  const receipts = createMailList<Receipt>((receipt) => receipt.id);

  return createStore<ActivityState>()((set, get) => {
    async function loadFailed(): Promise<void> {
      const reply = await client.call('jobs.failed', {});
      if (reply.ok) set({ failed: reply.value, problem: null });
      else set({ problem: reply.problem });
    }
    async function settleJob(name: 'jobs.retry' | 'jobs.discard', id: JobId): Promise<void> {
      const reply = await client.call(name, { ids: [id] });
      if (!reply.ok) set({ problem: reply.problem });
      await get().refresh();
    }
    async function loadAround(): Promise<void> {
      const { filter } = get();
      const narrowed = Object.keys(filter).length > 0;
      const [days, choices, counts] = await Promise.all([
        client.call('activity.days', { filter }),
        client.call('activity.choices', {}),
        narrowed ? client.call('activity.count', { filter }) : null,
      ]);
      // The person has chosen something else meanwhile.
      if (filter !== get().filter) return;
      if (days.ok) set({ days: days.value });
      else set({ problem: days.problem });
      if (choices.ok) set({ choices: choices.value });
      set({ counts: counts?.ok === true ? counts.value : null });
    }
    async function takeBack({ filter, way }: Omit<Question, 'count'>): Promise<void> {
      await filing.undoMany(filter, way);
      await get().refresh();
    }
    return {
      batches,
      receipts,
      filter: {},
      days: [],
      choices: { stages: [], rules: [], folders: [] },
      counts: null,
      question: null,
      failed: [],
      problem: null,
      undoing: new Set(),
      async load() {
        await Promise.all([
          batches.getState().show(`batches/${JSON.stringify(get().filter)}`, async (offset, limit) => {
            const reply = await client.call('activity.list', { filter: get().filter, offset, limit });
            return reply.ok
              ? { ok: true, value: { total: reply.value.total, rows: reply.value.batches } }
              : reply;
          }),
          loadAround(),
          loadFailed(),
        ]);
      },
      async refresh() {
        await Promise.all([
          batches.getState().refresh(),
          receipts.getState().refresh(),
          loadAround(),
          loadFailed(),
        ]);
      },
      async setFilter(change) {
        const filter = Object.entries({ ...get().filter, ...change }).filter(
          ([, value]) => value !== undefined && value !== null,
        );
        set({ filter: Object.fromEntries(filter), counts: null });
        await get().load();
      },
      async askMany(filter, way) {
        const reply = await client.call('activity.count', { filter });
        if (!reply.ok) return set({ problem: reply.problem });
        const count = reply.value[way];
        if (count > MANY) set({ question: { filter, way, count } });
        else await takeBack({ filter, way });
      },
      async answer(yes) {
        const { question } = get();
        set({ question: null });
        if (yes && question !== null) await takeBack(question);
      },
      step(by) {
        batches.getState().step(by, false);
        const { cursor } = batches.getState().marks;
        const batch = [...batches.getState().pages.rows.values()].find(({ id }) => id === cursor);
        if (batch !== undefined) void get().open(batch.id);
      },
      async open(id) {
        batches.getState().click(id, { shift: false, ctrl: false });
        await receipts.getState().show(`batch/${id}`, async (offset, limit) => {
          const reply = await client.call('activity.receipts', { batchId: id, offset, limit });
          return reply.ok
            ? { ok: true, value: { total: reply.value.total, rows: reply.value.receipts } }
            : reply;
        });
      },
      async undoBatch(id) {
        if (get().undoing.has(id)) return;
        set({ undoing: new Set([...get().undoing, id]) });
        await filing.undoBatches([id]);
        await get().refresh();
        const undoing = new Set(get().undoing);
        undoing.delete(id);
        set({ undoing });
      },
      async undoReceipt(receipt) {
        await filing.undoReceipts([receipt.id]);
        await get().refresh();
      },
      retry: (id) => settleJob('jobs.retry', id),
      discard: (id) => settleJob('jobs.discard', id),
    };
  });
}
