import { transaction, type WritableDb } from '../db/handles.ts';
import { holdAgainstNobody, standAgain, takeFailed } from '../db/repositories/acts/giving-up.ts';
import { findJob } from '../db/repositories/acts/jobs.ts';
import { findBatch } from '../db/repositories/acts/receipts.ts';
import { messagesTaken, restoreProposals } from '../db/repositories/acts/undoing.ts';
import { nextRevision } from '../db/repositories/deciding/proposals.ts';
import type { AccountId, JobId } from '../../../contract/ids.ts';
import type { JobRunner } from '../jobs/runner.ts';
import type { TakenPart } from './take-back.ts';

/** What came of giving operations up: mails whose decision stands no more (or stands again), and accounts to be looked at. */
export interface GivenUp {
  readonly parts: readonly TakenPart[];
  /** What is there is not what was thought to be there: a folder was missing. */
  readonly puzzled: ReadonlySet<AccountId>;
}

/**
 * Gives dead jobs up: nothing was moved, the receipts go on saying so, and the mails wait with their proposals again, as if
 * the act had been taken back. Where it was an undo that failed, what it was to take back stands again.
 */
export function giveUp(db: WritableDb, jobs: JobRunner, ids: readonly JobId[]): GivenUp {
  const parts: TakenPart[] = [];
  const puzzled = new Set<AccountId>();
  transaction(db, () => {
    for (const id of ids) {
      const job = findJob(db, id);
      if (job?.state !== 'dead') continue;
      if (job.problem?.code === 'folder-missing' && job.accountId !== null) puzzled.add(job.accountId);
      if (job.batchId === null || takeFailed(db, id) === 0) continue;
      const takenBack = findBatch(db, job.batchId)?.action !== 'undo';
      standAgain(db);
      restoreProposals(db, !takenBack, nextRevision(db));
      if (takenBack) holdAgainstNobody(db);
      parts.push({ batch: job.batchId, messages: messagesTaken(db), takenBack });
    }
    jobs.discard(ids);
  });
  return { parts, puzzled };
}
