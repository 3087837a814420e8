import type { StoreApi } from 'zustand';
import type { RebuildReport } from '../../../contract/app.ts';
import type { ActivityFilter, Way } from '../../../contract/activity.ts';
import type { CallInput } from '../../../contract/index.ts';
import type { BatchId, MailboxId, MessageId, ReceiptId } from '../../../contract/ids.ts';
import { assertNever } from '../../../contract/assert-never.ts';
import type { Problem, Reply } from '../../../contract/problem.ts';
import type { FoundAct, FoundMails } from '../../../contract/search.ts';
import type { Selection } from '../../../contract/suggestions.ts';
import type { Client } from '../bridge.ts';
import type { MailsIn, Mark } from './marking.ts';
import { selectLastAct, type Session } from '../session.ts';

type Batches = readonly BatchId[];

/** Something worth a line at the edge of the window. */
export type Notice =
  | {
      readonly kind: 'filed';
      readonly count: number;
      readonly folder: MailboxId | null;
      readonly batches: Batches;
    }
  | { readonly kind: 'dismissed'; readonly count: number; readonly batches: Batches }
  | {
      readonly kind: 'snoozed';
      readonly count: number;
      readonly until: number;
      readonly back: () => void;
    }
  | { readonly kind: 'woken'; readonly count: number }
  | { readonly kind: 'undone' | 'redone'; readonly count: number; readonly batches: Batches }
  | { readonly kind: 'marked'; readonly act: Mark; readonly count: number; readonly batches: Batches }
  /** A fact is no reason for a folder any more; `back` takes that back. */
  | { readonly kind: 'doubted'; readonly back: () => void }
  | { readonly kind: 'nothing-left' }
  | { readonly kind: 'rebuilt'; readonly report: RebuildReport }
  | { readonly kind: 'problem'; readonly problem: Problem }
  | { readonly kind: 'attachment-saved'; readonly path: string }
  | { readonly kind: 'demoted'; readonly folder: string }
  | { readonly kind: 'moves-failed'; readonly count: number };
export type Tell = (notice: Notice) => void;

type Accepted = Reply<{ batch: BatchId | null; accepted: number }>;

/** The acts that move mail. Each tells how it went; each gives whether the engine took it. */
export interface Filing {
  /** Approves; `folder` sends the mails elsewhere than proposed, `shown` is the one folder to name, if there is one. */
  readonly approve: (
    selection: Selection,
    options: { folder?: MailboxId | undefined; shown: MailboxId | null },
  ) => Promise<boolean>;
  readonly dismiss: (selection: Selection) => Promise<boolean>;
  readonly move: (messages: readonly MessageId[], from: MailboxId, folder: MailboxId) => Promise<boolean>;
  /** Marks mails as read, starred and so on, or puts them away; one act, whatever mailboxes they are in. */
  readonly mark: (act: Mark, mails: readonly MailsIn[]) => Promise<boolean>;
  /** Does one thing with found mails, whatever mailboxes they are in, also with more than are here. */
  readonly actOnFound: (mails: FoundMails, act: FoundAct) => Promise<boolean>;
  readonly undoBatches: (batches: Batches) => Promise<boolean>;
  /** Takes back an undo. */
  readonly redo: (batches: Batches) => Promise<boolean>;
  readonly undoReceipts: (ids: readonly ReceiptId[]) => Promise<boolean>;
  readonly undoLast: () => Promise<boolean>;
  /** Does again what undo took back last. */
  readonly redoLast: () => Promise<boolean>;
  /** Takes back (or does again) all that a filter of the activity means. */
  readonly undoMany: (filter: ActivityFilter, way: Way) => Promise<boolean>;
  /** Puts decisions off. */
  readonly snooze: (selection: Selection, until: number) => Promise<boolean>;
  /** Brings back decisions that were put off. */
  readonly wake: (which: CallInput<'suggestions.wake'>) => Promise<boolean>;
}

/** Makes the acts. */
export function createFiling(client: Client, session: StoreApi<Session>, tell: Tell): Filing {
  /** Acts that the engine has been asked for and has not answered: what is undone next is not known before it has. */
  const asked = new Set<Promise<unknown>>();
  function track<T>(act: Promise<T>): Promise<T> {
    asked.add(act);
    return act.finally(() => asked.delete(act));
  }

  /** Asks one after the other, so that what was taken before a failure is still told and can be undone. */
  async function settle(
    asks: readonly (() => Promise<Accepted>)[],
    done: (count: number, batches: Batches) => Notice,
    record: (batches: Batches) => void = session.getState().pushAct,
  ): Promise<boolean> {
    const batches: BatchId[] = [];
    let count = 0;
    let failed: Problem | null = null;
    for (const ask of asks) {
      const reply = await ask();
      if (!reply.ok) {
        failed = reply.problem;
        break;
      }
      count += reply.value.accepted;
      if (reply.value.batch !== null) batches.push(reply.value.batch);
    }
    if (batches.length > 0) {
      record(batches);
      tell(done(count, batches));
    } else if (failed === null) tell({ kind: 'nothing-left' });
    if (failed !== null) tell({ kind: 'problem', problem: failed });
    return failed === null;
  }

  function askFor(act: Mark, mails: { mailboxId: MailboxId; messages: MessageId[] }): Promise<Accepted> {
    switch (act) {
      case 'archive':
        return client.call('acts.archive', mails);
      case 'trash':
        return client.call('acts.trash', mails);
      case 'read':
        return client.call('acts.flag', { ...mails, add: ['\\Seen'] });
      case 'unread':
        return client.call('acts.flag', { ...mails, remove: ['\\Seen'] });
      case 'flag':
        return client.call('acts.flag', { ...mails, add: ['\\Flagged'] });
      case 'unflag':
        return client.call('acts.flag', { ...mails, remove: ['\\Flagged'] });
      default:
        return assertNever(act);
    }
  }

  const filing: Filing = {
    approve: (selection, { folder, shown }) => {
      if (folder !== undefined) session.getState().noteFolder(folder);
      return settle(
        [
          () =>
            client.call('suggestions.approve', folder === undefined ? { selection } : { selection, folder }),
        ],
        (count, batches) => ({ kind: 'filed', count, folder: folder ?? shown, batches }),
      );
    },
    dismiss: (selection) =>
      settle([() => client.call('suggestions.dismiss', { selection })], (count, batches) => ({
        kind: 'dismissed',
        count,
        batches,
      })),
    move: (messages, from, folder) => {
      session.getState().noteFolder(folder);
      return settle(
        [() => client.call('suggestions.move', { messages: [...messages], from, folder })],
        (count, batches) => ({ kind: 'filed', count, folder, batches }),
      );
    },
    mark: (act, mails) =>
      settle(
        mails.map(
          ({ mailboxId, messages }) =>
            () =>
              askFor(act, { mailboxId, messages: [...messages] }),
        ),
        (count, batches) => ({ kind: 'marked', act, count, batches }),
      ),
    async actOnFound(mails, act) {
      const reply = await client.call('search.act', { mails, act });
      if (!reply.ok) {
        tell({ kind: 'problem', problem: reply.problem });
        return false;
      }
      const { batches, accepted: count } = reply.value;
      if (batches.length === 0) tell({ kind: 'nothing-left' });
      else {
        session.getState().pushAct(batches);
        if (act === 'approve') tell({ kind: 'filed', count, folder: null, batches });
        else if (typeof act === 'object') tell({ kind: 'filed', count, folder: act.move, batches });
        else tell({ kind: 'marked', act, count, batches });
      }
      return true;
    },
    undoBatches: (batches) =>
      settle(
        batches.toReversed().map((batchId) => () => client.call('activity.undoBatch', { batchId })),
        (count, undoing) => ({ kind: 'undone', count, batches: undoing }),
        (undoing) => {
          session.getState().dropActs(batches);
          session.getState().pushUndone(undoing);
        },
      ),
    redo: (batches) =>
      settle(
        batches.toReversed().map((batchId) => () => client.call('activity.undoBatch', { batchId })),
        (count, redoing) => ({ kind: 'redone', count, batches: redoing }),
        (redoing) => session.getState().pushRedone(batches, redoing),
      ),
    undoReceipts: (ids) =>
      settle(
        [() => client.call('activity.undoReceipts', { ids: [...ids] })],
        (count, undoing) => ({ kind: 'undone', count, batches: undoing }),
        () => undefined,
      ),
    async undoLast() {
      await Promise.allSettled(asked);
      const { snooze } = session.getState();
      if (snooze !== null) return filing.wake({ snooze });
      const last = selectLastAct(session.getState());
      if (last === undefined) return false;
      // At once: the next press means the act before, whether the engine has answered or not.
      session.getState().dropActs(last);
      const taken = await filing.undoBatches(last);
      if (!taken) session.getState().pushAct(last);
      return taken;
    },
    async redoLast() {
      const last = session.getState().undone.at(-1);
      if (last === undefined) return false;
      session.setState(({ undone }) => ({ undone: undone.slice(0, -1) }));
      const done = await filing.redo(last);
      if (!done) session.getState().pushUndone(last);
      return done;
    },
    undoMany: (filter, way) =>
      settle(
        [() => client.call('activity.undoMany', { filter, way })],
        (count, batches) => ({ kind: way === 'undo' ? 'undone' : 'redone', count, batches }),
        way === 'undo' ? () => undefined : session.getState().pushAct,
      ),
    async snooze(selection, until) {
      const reply = await client.call('suggestions.snooze', { selection, until });
      if (!reply.ok) tell({ kind: 'problem', problem: reply.problem });
      else if (reply.value.accepted === 0) tell({ kind: 'nothing-left' });
      else {
        const { snooze, accepted: count } = reply.value;
        session.getState().setSnooze(snooze);
        tell({ kind: 'snoozed', count, until, back: () => void filing.wake({ snooze }) });
      }
      return reply.ok;
    },
    async wake(which) {
      const reply = await client.call('suggestions.wake', which);
      session.getState().setSnooze(null);
      if (reply.ok) tell({ kind: 'woken', count: reply.value.accepted });
      else tell({ kind: 'problem', problem: reply.problem });
      return reply.ok;
    },
  };
  // Whoever takes back at once what they have just done means that act, and not the one before.
  return {
    ...filing,
    approve: (...act) => track(filing.approve(...act)),
    dismiss: (...act) => track(filing.dismiss(...act)),
    move: (...act) => track(filing.move(...act)),
    mark: (...act) => track(filing.mark(...act)),
    actOnFound: (...act) => track(filing.actOnFound(...act)),
    snooze: (...act) => track(filing.snooze(...act)),
  };
}
