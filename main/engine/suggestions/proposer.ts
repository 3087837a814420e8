import { setImmediate as nextTurn } from 'node:timers/promises';
import type { AccountId, MailboxId, MessageId } from '../../../contract/ids.ts';
import { transaction, type WritableDb } from '../db/handles.ts';
import { readFeatures } from '../db/repositories/features.ts';
import {
  clearLearned,
  countLearned,
  listHomes,
  listInbox,
  listToTeach,
  loadLearned,
  markLearned,
  saveLearned,
  type HomeRow,
  type InboxRow,
} from '../db/repositories/learning.ts';
import { listFolders } from '../db/repositories/mailbox-paths.ts';
import {
  findPending,
  neverAgain,
  nextRevision,
  putProposal,
  withdrawProposal,
} from '../db/repositories/proposals.ts';
import { Decider, type Decision, type RuleSet } from '../deciding/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';

/** Mails handled in one transaction; a slice of a few tens of milliseconds, after which others get their turn. */
const SLICE = 100;
/** A change of probability smaller than this is not worth a new revision. */
const NOTICEABLE = 0.02;
const SAVE_AFTER_MS = 5000;
/** After the person decided, this many of the newest mails are looked at again. */
const RECENT = 1000;
/** Up to this many mails are unlearned one by one. */
const MOST_UNLEARNED = 20;

export interface ProposerOptions {
  readonly db: WritableDb;
  readonly accountId: AccountId;
  readonly rules: () => RuleSet;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Proposals changed. */
  readonly onChange: () => void;
  /** Newly arrived mails were decided; those with a proposal are named. */
  readonly onArrived: (ids: readonly MessageId[]) => void;
}

/**
 * Keeps one account's proposals true: teaches the classifier what the person's folders say and decides the inbox with it,
 * in slices between which the engine does other things. All state is in the database; work may stop anywhere.
 */
export class Proposer {
  readonly #options: ProposerOptions;
  #decider: Decider;
  readonly #teach = new Set<MessageId>();
  readonly #decide = new Set<MessageId>();
  readonly #fresh = new Set<MessageId>();
  #teachAll = false;
  #relearn = false;
  #decideAll = false;
  #decideRecent = false;
  #working: Promise<void> | null = null;
  #learnedAtDecideAll = 0;
  #saveTimer: NodeJS.Timeout | undefined;
  #unsaved = false;
  #closed = false;

  constructor(options: ProposerOptions) {
    this.#options = options;
    this.#decider = this.#restore();
  }

  get decider(): Decider {
    return this.#decider;
  }

  /** Mails were stored, or moved: learn from them and decide them anew. `fresh` ones just arrived. */
  consider(ids: readonly MessageId[], fresh = false): void {
    for (const id of ids) {
      this.#teach.add(id);
      this.#decide.add(id);
      if (fresh) this.#fresh.add(id);
    }
    this.#start();
  }

  /** The person decided on these mails: learn from it at once, and look at the recent rest of the inbox again. */
  learnFrom(ids: readonly MessageId[]): void {
    this.#decideRecent = true;
    this.consider(ids);
  }

  /**
   * The person took decisions on these mails back: forget what they taught. Their proposals were restored as they were and
   * are left alone. Unlearning one by one leaves traces in the weights, so for many the folders are learned again.
   */
  unlearnFrom(ids: readonly MessageId[]): void {
    if (ids.length > MOST_UNLEARNED) this.#relearn = true;
    else for (const id of ids) this.#teach.add(id);
    this.#start();
  }

  /** Learns all folders again, oldest mail first, as the classifier likes it best; then decides everything anew. */
  relearn(): void {
    this.#relearn = true;
    this.#decideAll = true;
    this.#start();
  }

  /** Decides the whole inbox anew, after learning what is not learned yet. */
  considerAll(): void {
    this.#teachAll = true;
    this.#decideAll = true;
    this.#start();
  }

  /** A folder is gone: it is never proposed again. */
  forgetMailbox(mailbox: MailboxId): void {
    this.#decider.forgetMailbox(mailbox);
  }

  /** Resolves when nothing is left to do at the moment. */
  async settled(): Promise<void> {
    while (this.#working) await this.#working;
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.settled();
    clearTimeout(this.#saveTimer);
    this.#save();
  }

  #restore(): Decider {
    const { db, accountId, logger } = this.#options;
    const kept = loadLearned(db, accountId);
    if (kept && kept.learned === countLearned(db, accountId)) {
      const restored = Decider.restore(kept.model);
      if (restored) return restored;
    }
    if (kept) logger.info('classifier is learned again');
    clearLearned(db, accountId);
    this.#teachAll = true;
    return Decider.create();
  }

  #start(): void {
    if (this.#closed || this.#working) return;
    this.#working = this.#work()
      .catch((error: unknown) => {
        this.#options.logger.error({ err: error }, 'deciding failed');
      })
      .finally(() => {
        this.#working = null;
        if (this.#pending()) this.#start();
      });
  }

  #pending(): boolean {
    return (
      this.#teachAll || this.#decideAll || this.#decideRecent || this.#teach.size > 0 || this.#decide.size > 0
    );
  }

  async #work(): Promise<void> {
    await nextTurn();
    while (!this.#closed && this.#pending()) {
      if (this.#relearn) await this.#relearnAll();
      else if (this.#teachAll || this.#teach.size > 0) await this.#teachPending();
      else await this.#decidePending();
    }
  }

  /** Builds a new classifier beside the one in use, and puts it in its place together with the marks. */
  async #relearnAll(): Promise<void> {
    const { db, accountId } = this.#options;
    this.#relearn = false;
    const rows = listHomes(db, accountId);
    const next = Decider.create();
    for (let start = 0; start < rows.length && !this.#closed; start += SLICE) {
      for (const { id, home } of rows.slice(start, start + SLICE)) {
        const mail = readFeatures(db, id);
        if (mail) next.learn(mail, home);
      }
      await nextTurn();
    }
    if (this.#closed) return;
    transaction(db, () => {
      clearLearned(db, accountId);
      for (const { id, home } of rows) markLearned(db, id, home);
    });
    this.#decider = next;
    // What changed in the folders meanwhile.
    this.#teachAll = true;
    this.#saveSoon();
  }

  async #teachPending(): Promise<void> {
    const { db, accountId } = this.#options;
    const ids = this.#teachAll ? null : [...this.#teach];
    this.#teachAll = false;
    this.#teach.clear();
    const rows = listToTeach(db, accountId, ids);
    for (let start = 0; start < rows.length && !this.#closed; start += SLICE) {
      this.#teachSlice(rows.slice(start, start + SLICE));
      await nextTurn();
    }
    const learned = this.#decider.learnedCount;
    // Early answers were given by a classifier that had seen little: worth asking again when it has seen twice as much.
    if (learned > this.#learnedAtDecideAll * 2 + 20) this.#decideAll = true;
  }

  #teachSlice(rows: readonly HomeRow[]): void {
    const { db } = this.#options;
    transaction(db, () => {
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

  async #decidePending(): Promise<void> {
    const { onChange, onArrived } = this.#options;
    const all = this.#decideAll;
    if (all) this.#learnedAtDecideAll = this.#decider.learnedCount;
    const rows = this.#inboxToDecide(all);
    const fresh = rows.filter((row) => this.#fresh.has(row.id)).map((row) => row.id);
    this.#decideAll = false;
    this.#decideRecent = false;
    this.#decide.clear();
    this.#fresh.clear();
    for (let start = 0; start < rows.length && !this.#closed; start += SLICE) {
      if (this.#decideSlice(rows.slice(start, start + SLICE))) onChange();
      await nextTurn();
    }
    if (fresh.length > 0) onArrived(fresh);
  }

  #inboxToDecide(all: boolean): InboxRow[] {
    const { db, accountId } = this.#options;
    const named = all ? [] : listInbox(db, accountId, [...this.#decide]);
    if (!all && !this.#decideRecent) return named;
    const inbox = listInbox(db, accountId, null);
    if (all) return inbox;
    const recent = inbox.slice(0, RECENT);
    const known = new Set(recent.map((row) => row.id));
    return [...recent, ...named.filter((row) => !known.has(row.id))];
  }

  #decideSlice(rows: readonly InboxRow[]): boolean {
    const { db, accountId, clock, rules } = this.#options;
    const now = clock.now();
    const folders = listFolders(db, accountId);
    return transaction(db, () => {
      let revision: number | null = null;
      for (const row of rows) {
        const mail = readFeatures(db, row.id);
        const decision =
          mail && this.#decider.decide(mail, { rules: rules(), folders, never: neverAgain(db, row.id), now });
        if (!this.#differs(row.id, decision)) continue;
        revision ??= nextRevision(db);
        if (decision)
          putProposal(db, { ...decision, accountId, messageId: row.id, from: row.mailbox }, revision, now);
        else withdrawProposal(db, row.id);
      }
      return revision !== null;
    });
  }

  #differs(id: MessageId, decision: Decision | null): boolean {
    const waiting = findPending(this.#options.db, id);
    if (!waiting || !decision) return waiting !== null || decision !== null;
    return (
      waiting.target !== decision.target ||
      waiting.stage !== decision.stage ||
      Math.abs(waiting.probability - decision.probability) > NOTICEABLE
    );
  }

  #save(): void {
    if (!this.#unsaved) return;
    this.#unsaved = false;
    const { db, accountId, clock } = this.#options;
    transaction(db, () => {
      saveLearned(db, accountId, this.#decider.serialize(), clock.now());
    });
  }
}
