import type { AccountId, MailboxId, MessageId } from '../../../contract/ids.ts';
import { transaction, type WritableDb } from '../db/handles.ts';
import { storageTrouble } from '../platform/storage-trouble.ts';
import { readFeatures } from '../db/repositories/mail/features.ts';
import {
  clearLearned,
  findHome,
  loadLearned,
  markLearned,
  outdateLearned,
  pageHomes,
  saveLearned,
  type Moment,
} from '../db/repositories/deciding/learning.ts';
import { listDoubts } from '../db/repositories/deciding/doubts.ts';
import { Decider, type DecidingContext } from '../deciding/index.ts';
import type { Clock } from '../platform/clock.ts';

/** Rows read at a time when all mail is gone through. */
const PAGE = 200;
const SAVE_AFTER_MS = 5000;

export interface LearnerOptions {
  readonly db: WritableDb;
  readonly accountId: AccountId;
  readonly clock: Clock;
  /** The folders there are; the same map as long as they stay the same. */
  readonly folders: () => DecidingContext['folders'];
}

/**
 * Owns an account's classifier: teaches it what the person's folders say, and keeps it. Which mail was learned where is
 * marked in the database; when more was marked than the kept state knows (a crash fell between them) it is learned again.
 * Work is given as steps of a millisecond or so, to be run inside transactions.
 */
export class Learner {
  readonly #options: LearnerOptions;
  /** Read when it is needed for the first time: that takes a moment, which the start of the program has no use for. */
  #decider: Decider | null = null;
  /** There was nothing (or nothing usable) to go on from, and nobody has been told. */
  #empty = false;
  /** The marks of a classifier that was just put in place, while they are written. */
  #marks: Map<MessageId, MailboxId> | null = null;
  #unsaved = false;
  #saveTimer: NodeJS.Timeout | undefined;

  constructor(options: LearnerOptions) {
    this.#options = options;
  }

  /** True, once, when there was nothing (or nothing usable) to go on from: everything is to be learned. */
  takeEmpty(): boolean {
    this.#decider ??= this.#restore();
    const empty = this.#empty;
    this.#empty = false;
    return empty;
  }

  /** Minds what the person said must not speak for a folder, as the database has it now. */
  mindDoubts(): void {
    const { db, accountId } = this.#options;
    this.#decider?.doubt(listDoubts(db, accountId));
  }

  get decider(): Decider {
    return (this.#decider ??= this.#restore());
  }

  #restore(): Decider {
    const { db, accountId } = this.#options;
    const kept = loadLearned(db, accountId);
    const restored = kept && Decider.restore(kept);
    this.#empty = !restored;
    const decider = restored ?? Decider.create();
    decider.doubt(listDoubts(db, accountId));
    return decider;
  }

  /** Learns those of these mails whose home is not what was learned. */
  *teach(ids: Iterable<MessageId>): Generator<void> {
    this.decider.nameFolders(this.#options.folders());
    for (const id of ids) {
      this.#teachOne(id);
      yield;
    }
  }

  /** Learns all mails of the account whose home is not what was learned, oldest first. */
  *teachAll(): Generator<void> {
    const { db, accountId } = this.#options;
    this.decider.nameFolders(this.#options.folders());
    let last: Moment | null = null;
    for (;;) {
      const page = pageHomes(db, accountId, last, PAGE);
      yield;
      for (const { id, learned, home } of page) {
        if (learned === home) continue;
        this.#teachOne(id);
        yield;
      }
      last = page.at(-1) ?? null;
      if (page.length < PAGE) return;
    }
  }

  /** Builds a new classifier from all folders, oldest mail first, beside the one in use, and puts it in its place. */
  *relearn(): Generator<void> {
    const { db, accountId, folders } = this.#options;
    const next = Decider.create();
    next.doubt(listDoubts(db, accountId));
    next.nameFolders(folders());
    const marks = new Map<MessageId, MailboxId>();
    let last: Moment | null = null;
    for (;;) {
      const page = pageHomes(db, accountId, last, PAGE);
      yield;
      for (const { id, home } of page) {
        const mail = home === null ? null : readFeatures(db, id);
        if (!mail || home === null) continue;
        next.learn(mail, home);
        marks.set(id, home);
        yield;
      }
      last = page.at(-1) ?? null;
      if (page.length < PAGE) break;
    }
    outdateLearned(db, accountId);
    this.#decider = next;
    this.mindDoubts();
    this.#marks = marks;
    let cleared: number | null = 0;
    while (cleared !== null) {
      cleared = clearLearned(db, accountId, cleared, PAGE);
      yield;
    }
    for (const [id, home] of marks) {
      markLearned(db, id, home);
      yield;
    }
    this.#marks = null;
    this.#saveSoon();
    // What changed in the folders meanwhile.
    yield* this.teachAll();
  }

  /** Keeps what is not kept yet. */
  close(): void {
    clearTimeout(this.#saveTimer);
    if (this.#unsaved) this.#save();
  }

  #teachOne(id: MessageId): void {
    const { db, accountId } = this.#options;
    const row = findHome(db, accountId, id);
    if (!row) return;
    const learned = this.#marks ? (this.#marks.get(id) ?? null) : row.learned;
    if (learned === row.home) return;
    const mail = readFeatures(db, id);
    if (!mail) return;
    if (learned !== null) this.decider.unlearn(mail, learned);
    if (row.home !== null) this.decider.learn(mail, row.home);
    if (!this.#unsaved) outdateLearned(db, accountId);
    markLearned(db, id, row.home);
    if (row.home === null) this.#marks?.delete(id);
    else this.#marks?.set(id, row.home);
    this.#saveSoon();
  }

  #saveSoon(): void {
    this.#unsaved = true;
    if (this.#saveTimer) this.#saveTimer.refresh();
    else {
      this.#saveTimer = setTimeout(() => {
        this.#save();
      }, SAVE_AFTER_MS);
      this.#saveTimer.unref();
    }
  }

  #save(): void {
    // Half of the marks are not written: they will be in a moment, and then this is asked for again.
    if (this.#marks) return;
    this.#unsaved = false;
    const { db, accountId, clock } = this.#options;
    const learned = this.decider.learnedCount;
    const model = this.decider.serialize();
    try {
      transaction(db, () => saveLearned(db, accountId, { learned, model, at: clock.now() }));
    } catch (error) {
      if (storageTrouble(error) !== 'disk-full') throw error;
      // It is learned again from the folders, should there be no room until the end.
      this.#saveSoon();
    }
  }
}
