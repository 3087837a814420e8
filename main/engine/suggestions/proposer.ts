import { setImmediate as nextTurn } from 'node:timers/promises';
import type { MailboxId, MessageId } from '../../../contract/ids.ts';
import { transaction } from '../db/handles.ts';
import { readFeatures } from '../db/repositories/features.ts';
import { listInbox, type InboxRow } from '../db/repositories/learning.ts';
import { listFolders } from '../db/repositories/mailbox-paths.ts';
import {
  findPending,
  neverAgain,
  nextRevision,
  putProposal,
  renewEvidence,
  withdrawProposal,
} from '../db/repositories/proposals.ts';
import type { Decider, Decision, RuleSet } from '../deciding/index.ts';
import type { Logger } from '../platform/logger.ts';
import { Learner, type LearnerOptions } from './learner.ts';

/** Mails decided in one transaction; a slice of a few tens of milliseconds, after which others get their turn. */
const SLICE = 100;
/** A change of probability smaller than this is not worth a new revision. */
const NOTICEABLE = 0.02;
/** After the person decided, this many of the newest mails are looked at again. */
const RECENT = 1000;
/** Up to this many mails are unlearned one by one. */
const MOST_UNLEARNED = 20;

export interface ProposerOptions extends LearnerOptions {
  readonly rules: () => RuleSet;
  readonly logger: Logger;
  /** Proposals changed. */
  readonly onChange: () => void;
  /** Newly arrived mails were decided. */
  readonly onArrived: (ids: readonly MessageId[]) => void;
}

/**
 * Keeps one account's proposals true: has the classifier learn what the person's folders say, and decides the inbox with
 * it, in slices between which the engine does other things. All state is in the database; work may stop anywhere.
 */
export class Proposer {
  readonly #options: ProposerOptions;
  readonly #learner: Learner;
  readonly #stop = new AbortController();
  readonly #teach = new Set<MessageId>();
  readonly #decide = new Set<MessageId>();
  readonly #fresh = new Set<MessageId>();
  #relearn = false;
  #teachAll: boolean;
  #decideAll = false;
  #decideRecent = false;
  #learnedAtDecideAll = 0;
  #working: Promise<void> | null = null;

  constructor(options: ProposerOptions) {
    this.#options = options;
    this.#learner = new Learner(options);
    this.#teachAll = this.#learner.empty;
  }

  get decider(): Decider {
    return this.#learner.decider;
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
    this.#learner.forgetMailbox(mailbox);
  }

  /** Resolves when nothing is left to do at the moment. */
  async settled(): Promise<void> {
    while (this.#working) await this.#working;
  }

  async close(): Promise<void> {
    this.#stop.abort();
    await this.settled();
    this.#learner.close();
  }

  #start(): void {
    if (this.#stop.signal.aborted || this.#working) return;
    this.#working = this.#work()
      .catch((error: unknown) => {
        this.#options.logger.error({ err: error }, 'deciding failed');
      })
      .finally(() => {
        this.#working = null;
        if (this.#hasWork()) this.#start();
      });
  }

  #hasWork(): boolean {
    const toTeach = this.#relearn || this.#teachAll || this.#teach.size > 0;
    return toTeach || this.#decideAll || this.#decideRecent || this.#decide.size > 0;
  }

  async #work(): Promise<void> {
    await nextTurn();
    while (!this.#stop.signal.aborted && this.#hasWork()) {
      await this.#teachPending();
      await this.#decidePending();
    }
  }

  async #teachPending(): Promise<void> {
    const { signal } = this.#stop;
    if (this.#relearn) {
      this.#relearn = false;
      await this.#learner.relearn(signal);
    }
    while ((this.#teachAll || this.#teach.size > 0) && !signal.aborted) {
      const ids = this.#teachAll ? null : [...this.#teach];
      this.#teachAll = false;
      this.#teach.clear();
      await this.#learner.teach(ids, signal);
    }
    // Early answers were given by a classifier that had seen little: worth asking again when it has seen twice as much.
    if (this.decider.learnedCount > this.#learnedAtDecideAll * 2 + 20) this.#decideAll = true;
  }

  async #decidePending(): Promise<void> {
    const { onChange, onArrived } = this.#options;
    const rows = this.#toDecide();
    const fresh = rows.filter((row) => this.#fresh.has(row.id)).map((row) => row.id);
    if (this.#decideAll) this.#learnedAtDecideAll = this.decider.learnedCount;
    this.#decideAll = false;
    this.#decideRecent = false;
    this.#decide.clear();
    this.#fresh.clear();
    for (let start = 0; start < rows.length && !this.#stop.signal.aborted; start += SLICE) {
      if (this.#decideSlice(rows.slice(start, start + SLICE))) onChange();
      await nextTurn();
    }
    if (fresh.length > 0) onArrived(fresh);
  }

  #toDecide(): InboxRow[] {
    const { db, accountId } = this.#options;
    const named = this.#decide.size > 0 ? listInbox(db, accountId, [...this.#decide]) : [];
    if (!this.#decideAll && !this.#decideRecent) return named;
    const inbox = listInbox(db, accountId, null);
    if (this.#decideAll) return inbox;
    const recent = inbox.slice(0, RECENT);
    const known = new Set(recent.map((row) => row.id));
    return [...recent, ...named.filter((row) => !known.has(row.id))];
  }

  #decideSlice(rows: readonly InboxRow[]): boolean {
    const { db, accountId, clock, rules } = this.#options;
    const now = clock.now();
    return transaction(db, () => {
      const folders = listFolders(db, accountId);
      let revision: number | null = null;
      for (const row of rows) {
        const mail = readFeatures(db, row.id);
        const decision =
          mail && this.decider.decide(mail, { rules: rules(), folders, never: neverAgain(db, row.id), now });
        if (!this.#differs(row.id, decision)) {
          // The same answer, on the grounds of today: not a new proposal, so approvals on their way still mean it.
          if (decision) renewEvidence(db, row.id, decision.evidence);
          continue;
        }
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
}
