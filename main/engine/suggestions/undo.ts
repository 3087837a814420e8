import type { BatchId, ReceiptId } from '../../../contract/ids.ts';
import { fail, succeed, type Reply } from '../../../contract/problem.ts';
import { transaction, type WritableDb } from '../db/handles.ts';
import { showFlags } from '../db/repositories/acts/flagging.ts';
import { nextRevision } from '../db/repositories/deciding/proposals.ts';
import { findBatch, insertBatch } from '../db/repositories/acts/receipts.ts';
import {
  batchesOfReceipts,
  restoreProposals,
  settleTaken,
  takeReceipts,
  writeReverseReceipts,
} from '../db/repositories/acts/undoing.ts';
import { countStanding } from '../db/repositories/acts/standing.ts';
import { sendOff, type Accepted } from './act.ts';
import { PART, takeBackMany } from './take-back.ts';

/**
 * Takes a batch back: every mail of it that was moved, or waits to be, returns to where it was, by a batch of its own.
 * What has not left yet never leaves. Undoing an undo does it again (`redo`). No time limit: a mail whose UID is no longer
 * known is found by its Message-ID when the job runs.
 */
export function undoBatch(db: WritableDb, request: { batch: BatchId; at: number }): Reply<Accepted> {
  return transaction(db, () => {
    const original = findBatch(db, request.batch);
    if (original === null) return fail('not-found');
    const filter = { batchId: request.batch };
    const way = original.action === 'undo' ? 'redo' : 'undo';
    if (countStanding(db, filter, way) > PART)
      return succeed(takeBackMany(db, { filter, way, at: request.at }));
    return reverse(db, { ...request, only: null });
  });
}

/** Takes single receipts of one batch back. */
export function undoReceipts(
  db: WritableDb,
  request: { receipts: readonly ReceiptId[]; at: number },
): Reply<Accepted> {
  return transaction(db, () => {
    const [batch, ...others] = batchesOfReceipts(db, request.receipts);
    if (batch === undefined) return fail('not-found');
    if (others.length > 0) return fail('invalid-input', 'receipts of several batches');
    return reverse(db, { batch, only: request.receipts, at: request.at });
  });
}

function reverse(
  db: WritableDb,
  request: { batch: BatchId; only: readonly ReceiptId[] | null; at: number },
): Reply<Accepted> {
  const original = findBatch(db, request.batch);
  if (original === null) return fail('not-found');
  const accepted = takeReceipts(db, request.batch, request.only);
  if (accepted === 0) return succeed({ batch: null, accepted: 0 });
  const redo = original.action === 'undo';
  const batch = insertBatch(db, {
    action: redo ? 'redo' : 'undo',
    act: original.act,
    actor: 'person',
    reverses: request.batch,
    at: request.at,
  });
  writeReverseReceipts(db, batch, request.at);
  settleTaken(db);
  showFlags(db, { batch }, true);
  restoreProposals(db, redo, nextRevision(db));
  return succeed(sendOff(db, { batch, accepted, at: request.at }));
}
