import { setTimeout as wait } from 'node:timers/promises';
import { fail, succeed, type Reply } from '../../../contract/problem.ts';
import type { SyncRun } from './context.ts';

/** Detail of the `cancelled` that ends a first sync for this time: it has had its mails, or the person stopped it. */
export const FIRST_SYNC_LEFT = 'first sync left for later';

/** New mail is looked after this often while the pace is kept. Milliseconds. */
const STEP_MS = 1000;

/** Waits until more mails may be fetched, looking after what cannot wait meanwhile; fails when the first sync is to be left for later. */
export async function keepPace(run: SyncRun): Promise<Reply<void>> {
  const { pacer, signal } = run;
  const isLeft = () => pacer.used || run.isFirstSyncStopped();
  while (pacer.wait > 0 && !isLeft() && !signal.aborted) {
    await wait(Math.min(STEP_MS, pacer.wait), undefined, { signal }).catch(() => undefined);
    const others = await run.between();
    if (!others.ok) return others;
  }
  if (signal.aborted) return fail('cancelled');
  return isLeft() ? fail('cancelled', FIRST_SYNC_LEFT) : succeed(undefined);
}
