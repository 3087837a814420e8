import type { AccountId, BatchId, MessageId } from '../../../contract/ids.ts';
import { succeed, type Reply } from '../../../contract/problem.ts';
import type { WritableDb } from '../db/handles.ts';
import { listBatches, listFailedJobs, listReceipts } from '../db/repositories/acts/activity.ts';
import { listChoices, listDays } from '../db/repositories/acts/activity-days.ts';
import { countStanding } from '../db/repositories/acts/standing.ts';
import { countPending, currentRevision } from '../db/repositories/deciding/proposals.ts';
import { countSnoozed, listSnoozed } from '../db/repositories/deciding/snoozing.ts';
import { countUndecided, listGroups, listProposals, listStages } from '../db/repositories/deciding/triage.ts';
import { findBatch } from '../db/repositories/acts/receipts.ts';
import { messagesOfBatch } from '../db/repositories/acts/undoing.ts';
import type { HandlersOf } from '../handlers.ts';
import type { JobRunner } from '../jobs/runner.ts';
import type { Clock } from '../platform/clock.ts';
import { approve, dismiss, move, type Accepted } from './act.ts';
import { giveUp } from './give-up.ts';
import { mark, putAway } from './mark.ts';
import { takeBackMany } from './take-back.ts';
import type { Snoozes } from './snoozes.ts';
import { undoBatch, undoReceipts } from './undo.ts';

export interface SuggestionDeps {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly snoozes: Snoozes;
  /** Asked for when it is needed: it carries out work of this room, so it comes later. */
  readonly jobs: () => JobRunner;
  /** Flags were changed; the window should know. */
  readonly onMarked: (batch: BatchId) => void;
  /** The person decided on these mails, or took a decision back: the classifier should know, the window too. */
  readonly onActed: (act: { batch: BatchId; messages: readonly MessageId[]; takenBack: boolean }) => void;
  /** An account's mail is not as it was thought to be. */
  readonly lookAgain: (account: AccountId) => void;
}

/** Answers the calls of triage and activity. */
export function suggestionCalls(
  deps: SuggestionDeps,
): HandlersOf<'suggestions' | 'acts' | 'activity' | 'jobs'> {
  const { db, clock, jobs, snoozes } = deps;

  function acted(accepted: Accepted): Accepted {
    if (accepted.batch !== null) {
      const { batch } = accepted;
      const takenBack = findBatch(db, batch)?.action === 'undo';
      deps.onActed({ batch, messages: messagesOfBatch(db, batch), takenBack });
      // The answer goes out first; the moves start on the next turn.
      setImmediate(() => {
        jobs().wake();
      });
    }
    return accepted;
  }

  const after = (reply: Reply<Accepted>): Reply<Accepted> => (reply.ok ? succeed(acted(reply.value)) : reply);

  /** What was done says nothing of where mail belongs. */
  const started = (reply: Reply<Accepted>): Reply<Accepted> => {
    if (reply.ok && reply.value.batch !== null) deps.onMarked(reply.value.batch);
    setImmediate(() => {
      jobs().wake();
    });
    return reply;
  };

  return {
    'suggestions.groups': (query) =>
      succeed({
        revision: currentRevision(db),
        total: countPending(db, query.accountId),
        stages: listStages(db),
        snoozed: countSnoozed(db),
        undecided: countUndecided(db, query.accountId),
        groups: listGroups(db, query),
      }),
    'suggestions.list': (query) => succeed({ revision: currentRevision(db), ...listProposals(db, query) }),
    'suggestions.approve': ({ selection, folder }) =>
      after(approve(db, { selection, folder: folder ?? null, actor: 'person', at: clock.now() })),
    'suggestions.dismiss': ({ selection }) => succeed(acted(dismiss(db, { selection, at: clock.now() }))),
    'suggestions.snooze': (request) => succeed(snoozes.put(request)),
    'suggestions.wake': (which) => succeed({ accepted: snoozes.wake(which) }),
    'suggestions.snoozed': (page) => succeed(listSnoozed(db, page)),
    'suggestions.move': ({ messages, from, folder }) =>
      after(move(db, { messages, from, to: folder, at: clock.now() })),

    'acts.flag': ({ messages, mailboxId, add, remove }) =>
      started(mark(db, { messages, mailbox: mailboxId, change: { add, remove }, at: clock.now() })),
    'acts.archive': ({ messages, mailboxId }) =>
      after(putAway(db, { messages, from: mailboxId, act: 'archive', at: clock.now() })),
    'acts.trash': ({ messages, mailboxId }) =>
      after(putAway(db, { messages, from: mailboxId, act: 'trash', at: clock.now() })),

    'activity.list': (query) => succeed(listBatches(db, query)),
    'activity.days': ({ filter }) => succeed(listDays(db, filter)),
    'activity.choices': () => succeed(listChoices(db)),
    'activity.count': ({ filter }) =>
      succeed({ undo: countStanding(db, filter, 'undo'), redo: countStanding(db, filter, 'redo') }),
    'activity.undoMany': (request) => succeed(acted(takeBackMany(db, { ...request, at: clock.now() }))),
    'activity.receipts': (query) => succeed(listReceipts(db, query)),
    'activity.undoBatch': ({ batchId }) => after(undoBatch(db, { batch: batchId, at: clock.now() })),
    'activity.undoReceipts': ({ ids }) => after(undoReceipts(db, { receipts: ids, at: clock.now() })),

    'jobs.failed': () => succeed(listFailedJobs(db)),
    'jobs.retry': ({ ids }) => {
      jobs().retry(ids);
      return succeed({});
    },
    'jobs.discard': ({ ids }) => {
      const { parts, puzzled } = giveUp(db, jobs(), ids);
      parts.forEach(deps.onActed);
      puzzled.forEach(deps.lookAgain);
      return succeed({});
    },
  };
}
