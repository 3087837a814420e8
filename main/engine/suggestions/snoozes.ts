import type { ProposalId } from '../../../contract/ids.ts';
import type { Selection } from '../../../contract/suggestions.ts';
import { transaction, type WritableDb } from '../db/handles.ts';
import { choosePending } from '../db/repositories/acts/approving.ts';
import { currentRevision, nextRevision } from '../db/repositories/deciding/proposals.ts';
import { nextWaking, snoozeChosen, wakeProposals } from '../db/repositories/deciding/snoozing.ts';
import type { Clock } from '../platform/clock.ts';
import { storageTrouble } from '../platform/storage-trouble.ts';

/** At least this often: the clock may have been set, or the computer have slept. */
const LOOK_MS = 30_000;

/** Decisions put off. They are kept in the database alone: what came due while nothing ran comes back at the start. */
export class Snoozes {
  readonly #db: WritableDb;
  readonly #clock: Clock;
  readonly #onWoken: () => void;
  #timer: NodeJS.Timeout | undefined;

  /** `onWoken`: proposals left the list or came back. */
  constructor(options: { db: WritableDb; clock: Clock; onWoken: () => void }) {
    this.#db = options.db;
    this.#clock = options.clock;
    this.#onWoken = options.onWoken;
  }

  /** Puts decisions off until a moment. `snooze` names the act. */
  put(request: { selection: Selection; until: number }): { snooze: number; accepted: number } {
    const put = transaction(this.#db, () => {
      if (choosePending(this.#db, request.selection) === 0)
        return { snooze: currentRevision(this.#db), accepted: 0 };
      const snooze = nextRevision(this.#db);
      return { snooze, accepted: snoozeChosen(this.#db, { until: request.until, snooze }) };
    });
    if (put.accepted > 0) this.#onWoken();
    this.look();
    return put;
  }

  /** Brings back what one act put off, these ones, or all. */
  wake(which: { snooze: number } | { ids: readonly ProposalId[] } | { all: true }): number {
    const woken = transaction(this.#db, () =>
      wakeProposals(
        this.#db,
        'all' in which ? { dueAt: Number.MAX_SAFE_INTEGER } : which,
        nextRevision(this.#db),
      ),
    );
    this.#onWoken();
    return woken;
  }

  /** Brings back what is due, and looks again when the next one is. */
  look(): void {
    clearTimeout(this.#timer);
    const now = this.#clock.now();
    let next = nextWaking(this.#db);
    if (next !== null && next <= now) {
      this.#whereRoom(() =>
        transaction(this.#db, () => wakeProposals(this.#db, { dueAt: now }, nextRevision(this.#db))),
      );
      this.#onWoken();
      next = nextWaking(this.#db);
    }
    const wait = next === null ? LOOK_MS : Math.max(50, Math.min(next - now, LOOK_MS));
    this.#timer = setTimeout(() => this.look(), wait);
    this.#timer.unref();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  /** A full disk is no reason to fall over: the next look tries again. */
  #whereRoom(write: () => void): void {
    try {
      write();
    } catch (error) {
      const trouble = storageTrouble(error);
      if (trouble === null || trouble === 'database-corrupt') throw error;
    }
  }
}
