import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Way } from '../../../contract/activity.ts';
import type { BatchId, MessageId } from '../../../contract/ids.ts';
import { transaction, type WritableDb } from '../db/handles.ts';
import { showFlags } from '../db/repositories/acts/flagging.ts';
import { insertJob, priority } from '../db/repositories/acts/jobs.ts';
import { deleteBatch, findBatch, insertBatch } from '../db/repositories/acts/receipts.ts';
import {
  countStanding,
  newestReceipt,
  takeBackPayload,
  takeStanding,
  type ActsFilter,
} from '../db/repositories/acts/standing.ts';
import {
  messagesOfBatch,
  restoreProposals,
  settleTaken,
  writeReverseReceipts,
} from '../db/repositories/acts/undoing.ts';
import { nextRevision } from '../db/repositories/deciding/proposals.ts';
import { done, type JobHandler } from '../jobs/outcome.ts';
import type { Clock } from '../platform/clock.ts';
import { sendOffPart, type Accepted } from './act.ts';

/** Receipts taken back in one go: a few tens of milliseconds. */
export const PART = 500;

/** Some mails of a batch were taken back; the rest may follow. */
export interface TakenPart {
  readonly batch: BatchId;
  readonly messages: readonly MessageId[];
  readonly takenBack: boolean;
}

/**
 * Takes back (or does again) all that a filter means, as one batch: the newest part before this returns, the rest by a
 * durable job. Acts done from now on are not meant.
 */
export function takeBackMany(
  db: WritableDb,
  request: { filter: ActsFilter; way: Way; at: number },
): Accepted {
  const { at } = request;
  return transaction(db, () => {
    const accepted = countStanding(db, request.filter, request.way);
    if (accepted === 0) return { batch: null, accepted };
    const reverses = request.filter.batchId ?? null;
    const batch = insertBatch(db, {
      action: request.way,
      act: reverses === null ? null : (findBatch(db, reverses)?.act ?? null),
      actor: 'person',
      reverses,
      at,
    });
    const part = takePart(db, { ...request, batch, below: newestReceipt(db) + 1, urgent: accepted <= PART });
    if (!part.last) {
      insertJob(db, {
        kind: 'take-back',
        payload: { filter: request.filter, way: request.way, below: part.below },
        accountId: null,
        batchId: batch,
        priority: priority.interactive,
        at,
      });
    } else if (part.messages.length === 0) {
      deleteBatch(db, batch);
      return { batch: null, accepted: 0 };
    }
    return { batch, accepted };
  });
}

/** Goes on with what `takeBackMany` began, a part in a transaction; others have their turn between them. */
export function takeBackJob(deps: {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly onTaken: (part: TakenPart) => void;
}): JobHandler<typeof takeBackPayload> {
  const { db, clock, onTaken } = deps;
  return {
    kind: 'take-back',
    payload: takeBackPayload,
    async run(job, { filter: asked, way: direction, below: first }, signal) {
      const batch = job.batchId;
      if (batch === null) return done;
      let below = first;
      for (;;) {
        await nextTurn();
        if (signal.aborted) return { kind: 'retry', problem: { code: 'cancelled' } };
        const at = clock.now();
        const part = transaction(db, () =>
          takePart(db, { filter: asked, way: direction, batch, below, urgent: false, at }),
        );
        if (part.messages.length > 0)
          onTaken({ batch, messages: part.messages, takenBack: direction === 'undo' });
        below = part.below;
        if (part.last) return done;
      }
    },
    // What was taken back until then is: the rest stays as it was, and can be taken back again.
    abandon: () => undefined,
    revive: () => undefined,
  };
}

function takePart(
  db: WritableDb,
  request: { filter: ActsFilter; way: Way; batch: BatchId; below: number; urgent: boolean; at: number },
): { messages: MessageId[]; below: number; last: boolean } {
  const { batch, at, urgent } = request;
  const { seen, lowest, taken } = takeStanding(db, { ...request, limit: PART });
  const part = { messages: [] as MessageId[], below: lowest, last: seen < PART };
  if (taken === 0) return part;
  const after = writeReverseReceipts(db, batch, at, { newestFirst: true });
  settleTaken(db);
  showFlags(db, { batch, after }, true);
  restoreProposals(db, request.way === 'redo', nextRevision(db));
  sendOffPart(db, { batch, after, urgent, at });
  return { ...part, messages: messagesOfBatch(db, batch, after) };
}
