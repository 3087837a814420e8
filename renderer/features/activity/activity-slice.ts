import { createStore, type StoreApi } from 'zustand';
import type { Batch, FailedJob, Receipt } from '../../../contract/activity.ts';
import type { BatchId, JobId } from '../../../contract/ids.ts';
import type { Problem } from '../../../contract/problem.ts';
import type { Client } from '../../lib/bridge.ts';
import type { Filing } from '../../lib/acts/filing.ts';
import { createMailList, type MailListState } from '../../lib/lists/mail-list.ts';
import { createStoreHook } from '../../lib/store-hook.tsx';

/** What was done: batches page by page, the receipts of the open one, and what failed. */
export interface ActivityState {
  readonly batches: StoreApi<MailListState<Batch>>;
  readonly receipts: StoreApi<MailListState<Receipt>>;
  readonly failed: readonly FailedJob[];
  readonly problem: Problem | null;
  /** Batches whose undo was asked for and not answered yet. */
  readonly undoing: ReadonlySet<BatchId>;
  readonly load: () => Promise<void>;
  readonly refresh: () => Promise<void>;
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
    return {
      batches,
      receipts,
      failed: [],
      problem: null,
      undoing: new Set(),
      async load() {
        await Promise.all([
          batches.getState().show('batches', async (offset, limit) => {
            const reply = await client.call('activity.list', { offset, limit });
            return reply.ok
              ? { ok: true, value: { total: reply.value.total, rows: reply.value.batches } }
              : reply;
          }),
          loadFailed(),
        ]);
      },
      async refresh() {
        await Promise.all([batches.getState().refresh(), receipts.getState().refresh(), loadFailed()]);
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
