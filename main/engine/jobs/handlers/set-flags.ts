import { z } from 'zod';
import type { AccountId } from '../../../../contract/ids.ts';
import type { Reply } from '../../../../contract/problem.ts';
import { transaction, type WritableDb } from '../../db/handles.ts';
import { listPendingFlags, showFlags, type FlagRow } from '../../db/repositories/acts/flagging.ts';
import type { JobRow } from '../../db/repositories/acts/jobs.ts';
import { findMailboxPath } from '../../db/repositories/mail/mailbox-paths.ts';
import { failReceipt, finishReceipt, setReceiptsOfJob } from '../../db/repositories/acts/receipts.ts';
import type { MailSource } from '../../sources/port.ts';
import { done, outcomeOf, type JobHandler, type Outcome } from '../outcome.ts';

const payload = z.object({ add: z.array(z.string()), remove: z.array(z.string()) });
type Change = z.output<typeof payload>;

/**
 * Sets and takes away flags of the mails of one job's receipts. Safe to run twice: STORE +FLAGS and -FLAGS are (RFC 3501
 * §6.4.6). A mail that was moved since the person decided is flagged where it is now; one that is gone counts as failed.
 */
export function setFlags(deps: {
  readonly db: WritableDb;
  readonly sourceOf: (account: AccountId) => Reply<MailSource>;
  /** Has the account looked at: mails are not where they were last seen. */
  readonly lookAgain: (account: AccountId) => void;
}): JobHandler<typeof payload> {
  const { db } = deps;
  return {
    kind: 'set-flags',
    payload,

    async run(job, change, signal): Promise<Outcome> {
      if (job.accountId === null) return done;
      const source = deps.sourceOf(job.accountId);
      if (!source.ok) return outcomeOf(source.problem);
      const rows = listPendingFlags(db, job.id);
      let moved = false;
      for (const [mailbox, mails] of Map.groupBy(rows, (row) => row.mailbox)) {
        const path = mailbox === null ? null : findMailboxPath(db, mailbox);
        if (mailbox === null || path === null) {
          transaction(db, () => mails.forEach(({ receiptId }) => failReceipt(db, receiptId)));
          continue;
        }
        const changed = await changeIn(source.value, { path, mails, change }, signal);
        if (!changed.ok) return outcomeOf(changed.problem);
        const [found, missing] = partition(mails, ({ uid }) => uid !== null && changed.value.has(uid));
        transaction(db, () => record(db, found));
        moved ||= missing.length > 0;
      }
      if (!moved) return done;
      // They were moved by somebody else since the last look; the next one tells where they went.
      deps.lookAgain(job.accountId);
      return { kind: 'retry', problem: { code: 'server-refused', detail: 'moved meanwhile' } };
    },

    abandon(job: JobRow) {
      showFlags(db, { job: job.id }, false);
      setReceiptsOfJob(db, job.id, 'pending', 'failed');
    },

    revive(job: JobRow) {
      setReceiptsOfJob(db, job.id, 'failed', 'pending');
      showFlags(db, { job: job.id }, true);
    },
  };
}

async function changeIn(
  source: MailSource,
  what: { path: string; mails: readonly FlagRow[]; change: Change },
  signal: AbortSignal,
): Promise<Reply<ReadonlySet<number>>> {
  const { path, mails, change } = what;
  const state = await source.state(path, signal);
  if (!state.ok) return state;
  if (mails.some(({ uidvalidity }) => uidvalidity !== state.value.uidvalidity)) {
    // The UIDs mean other mails now; the next sync finds these ones again.
    return { ok: false, problem: { code: 'server-refused', detail: 'UIDVALIDITY changed' } };
  }
  const uids = mails.flatMap(({ uid }) => uid ?? []);
  return source.setFlags(path, uids, change, signal);
}

function record(db: WritableDb, mails: readonly FlagRow[]): void {
  for (const { receiptId, uidvalidity, uid } of mails) finishReceipt(db, receiptId, { uidvalidity, uid });
}

function partition<T>(items: readonly T[], test: (item: T) => boolean): [T[], T[]] {
  return [items.filter(test), items.filter((item) => !test(item))];
}
