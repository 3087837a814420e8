import { setImmediate as nextTurn } from 'node:timers/promises';
import type { AccountId, MailboxId, MessageId } from '../../../contract/ids.ts';
import { transaction, type WritableDb } from '../db/handles.ts';
import { readFeatures } from '../db/repositories/features.ts';
import {
  clearLearned,
  countLearned,
  listHomes,
  listToTeach,
  loadLearned,
  markLearned,
  saveLearned,
  type HomeRow,
} from '../db/repositories/learning.ts';
import { listFolders } from '../db/repositories/mailbox-paths.ts';
import { Decider } from '../deciding/index.ts';
import type { Clock } from '../platform/clock.ts';

/** Mails learned in one transaction; a slice of a few tens of milliseconds, after which others get their turn. */
const SLICE = 100;
const SAVE_AFTER_MS = 5000;

export interface LearnerOptions {
  readonly db: WritableDb;
  readonly accountId: AccountId;
  readonly clock: Clock;
}

/**
 * Owns an account's classifier: teaches it what the person's folders say, and keeps it. Which mail was learned where is
 * marked in the database; when marks and kept state do not agree (a crash fell between them) it is learned again.
 */
export class Learner {
  readonly #options: LearnerOptions;
  #decider: Decider;
  #unsaved = false;
  #saveTimer: NodeJS.Timeout | undefined;
  /** True when there was nothing (or nothing usable) to go on from: everything is to be learned. */
  readonly empty: boolean;

  constructor(options: LearnerOptions) {
    this.#options = options;
    const { db, accountId } = options;
    const kept = loadLearned(db, accountId);
    const restored =
      kept && kept.learned === countLearned(db, accountId) ? Decider.restore(kept.model) : null;
    if (!restored) clearLearned(db, accountId);
    this.empty = !restored;
    this.#decider = restored ?? Decider.create();
  }

  get decider(): Decider {
    return this.#decider;
  }

  /** Learns mails whose home is not what was learned; all there are for null. Stops early when `signal` aborts. */
  async teach(ids: readonly MessageId[] | null, signal: AbortSignal): Promise<void> {
    const { db, accountId } = this.#options;
    const rows = listToTeach(db, accountId, ids);
    for (let start = 0; start < rows.length && !signal.aborted; start += SLICE) {
      this.#teachSlice(rows.slice(start, start + SLICE));
      await nextTurn();
    }
  }

  /** Builds a new classifier from all folders, oldest mail first, beside the one in use, and puts it in its place. */
  async relearn(signal: AbortSignal): Promise<void> {
    const { db, accountId } = this.#options;
    const rows = listHomes(db, accountId);
    const next = Decider.create();
    next.nameFolders(listFolders(db, accountId));
    for (let start = 0; start < rows.length; start += SLICE) {
      for (const { id, home } of rows.slice(start, start + SLICE)) {
        const mail = readFeatures(db, id);
        if (mail) next.learn(mail, home);
      }
      await nextTurn();
      if (signal.aborted) return;
    }
    transaction(db, () => {
      clearLearned(db, accountId);
      for (const { id, home } of rows) markLearned(db, id, home);
    });
    this.#decider = next;
    this.#saveSoon();
    // What changed in the folders meanwhile.
    await this.teach(null, signal);
  }

  forgetMailbox(mailbox: MailboxId): void {
    this.#decider.forgetMailbox(mailbox);
    this.#saveSoon();
  }

  /** Keeps what is not kept yet. */
  close(): void {
    clearTimeout(this.#saveTimer);
    if (this.#unsaved) this.#save();
  }

  #teachSlice(rows: readonly HomeRow[]): void {
    const { db, accountId } = this.#options;
    transaction(db, () => {
      this.#decider.nameFolders(listFolders(db, accountId));
      for (const row of rows) {
        const mail = readFeatures(db, row.id);
        if (mail && row.learned !== null) this.#decider.unlearn(mail, row.learned);
        if (mail && row.home !== null) this.#decider.learn(mail, row.home);
        markLearned(db, row.id, row.home);
      }
    });
    this.#saveSoon();
  }

  #saveSoon(): void {
    this.#unsaved = true;
    clearTimeout(this.#saveTimer);
    this.#saveTimer = setTimeout(() => {
      this.#save();
    }, SAVE_AFTER_MS);
    this.#saveTimer.unref();
  }

  #save(): void {
    this.#unsaved = false;
    const { db, accountId, clock } = this.#options;
    transaction(db, () => {
      saveLearned(db, accountId, this.#decider.serialize(), clock.now());
    });
  }
}
