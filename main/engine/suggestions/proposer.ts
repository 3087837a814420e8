import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import type { MailboxId, MessageId } from '../../../contract/ids.ts';
import { transaction } from '../db/handles.ts';
import { listInbox, pageInbox, type InboxRow, type Moment } from '../db/repositories/deciding/learning.ts';
import { storageTrouble } from '../platform/storage-trouble.ts';
import type { Decider } from '../deciding/index.ts';
import type { Attention } from '../platform/attention.ts';
import type { Calm } from '../platform/calm.ts';
import type { Logger } from '../platform/logger.ts';
import { InboxDecider, type InboxDeciderOptions } from './inbox-decider.ts';
import { Learner, type LearnerOptions } from './learner.ts';
import { CHUNK, takeSome } from './queue.ts';
import { Breather, takeSteps, type Steps } from './slices.ts';

/** After the person decided, this many of the newest mails are looked at again. */
const RECENT = 1000;
/** Up to this many mails are unlearned one by one. */
const MOST_UNLEARNED = 20;
/** More mails than this that wait to be learned are found in the database when there is time. */
const MOST_WAITING = 20_000;
/** Until deciding is tried again that failed. */
const AFTER_FAILURE_MS = 10_000;

export interface ProposerOptions extends Omit<LearnerOptions, 'folders'>, InboxDeciderOptions {
  readonly logger: Logger;
  /** How long it can wait before it takes up what an earlier run left; not at all when left out. */
  readonly calm?: Calm;
  /** Whether somebody is at the window; nobody when left out. */
  readonly attention?: Attention;
  /** Proposals changed. */
  readonly onChange: () => void;
  /** Newly arrived mails were decided; called inside the transaction. */
  readonly onArrived: (ids: readonly MessageId[]) => void;
  /** Nothing is left to learn or decide. */
  readonly onRest?: () => void;
  /** Whether a first sync is under way, for which learning makes room. */
  readonly mailPoursIn: () => boolean;
}

/**
 * Keeps one account's proposals true: has the classifier learn what the person's folders say, and decides the inbox with
 * it, in slices between which the engine does other things. What just came or was just decided goes first; mail that
 * pours in is decided by the rules at once and by the classifier when there is time. All state is in the database; work
 * may stop anywhere.
 */
export class Proposer {
  readonly #options: ProposerOptions;
  readonly #breather = new Breather();
  readonly #inbox: InboxDecider;
  readonly #learner: Learner;
  readonly #stopping = new AbortController();
  /** Arrived now: decided before anything else. */
  readonly #fresh = new Set<MessageId>();
  /** Came with many others: decided by the rules at once. */
  readonly #poured = new Set<MessageId>();
  /** The person decided on them: to be learned and decided. */
  readonly #acted = new Set<MessageId>();
  /** The person took decisions on them back: to be unlearned, and left alone. */
  readonly #takenBack = new Set<MessageId>();
  /** To be learned and decided when there is time. */
  readonly #waiting = new Set<MessageId>();
  #relearn = false;
  // What an earlier run had no time for is found in the database.
  #teachAll = true;
  #decideAll = false;
  #decideRecent = true;
  #learnedAtDecideAll = 0;
  #background: Steps | null = null;
  #working: Promise<void> | null = null;

  constructor(options: ProposerOptions) {
    this.#options = options;
    this.#inbox = new InboxDecider(options);
    this.#learner = new Learner({ ...options, folders: () => this.#inbox.folders });
    this.#start();
  }

  /** Whether something is being learned or decided. */
  get busy(): boolean {
    return this.#working !== null;
  }

  get decider(): Decider {
    return this.#learner.decider;
  }

  /** Mails were stored, or moved: learn from them and decide them anew. `fresh` ones just arrived. */
  consider(ids: readonly MessageId[], fresh = false): void {
    const first = fresh ? this.#fresh : this.#poured;
    for (const id of ids) {
      first.add(id);
      if (!fresh && this.#waiting.size < MOST_WAITING) this.#waiting.add(id);
    }
    this.#start();
  }

  /** The person decided on these mails: learn from it at once, and look at the recent rest of the inbox again. */
  learnFrom(ids: readonly MessageId[]): void {
    for (const id of ids) this.#acted.add(id);
    this.#decideRecent = true;
    this.#start();
  }

  /**
   * The person took decisions on these mails back: forget what they taught. Their proposals were restored as they were and
   * are left alone. Unlearning one by one leaves traces in the weights, so for many the folders are learned again.
   */
  unlearnFrom(ids: readonly MessageId[]): void {
    if (ids.length > MOST_UNLEARNED) this.#relearn = true;
    else for (const id of ids) this.#takenBack.add(id);
    this.#start();
  }

  /** The person called evidence wrong, or took that back: this mail (if any) is decided anew at once, the others in time. */
  doubted(id: MessageId | null): void {
    this.#learner.mindDoubts();
    if (id !== null) this.reconsider([id]);
    this.#decideAll = true;
    this.#start();
  }

  /** What was learned of a folder is forgotten at once; learning the rest again takes its last traces out of the weights. */
  forget(mailbox: MailboxId): void {
    this.decider.forgetMailbox(mailbox);
    this.relearn();
  }

  /** Learns all folders again, oldest mail first, as the classifier likes it best; then decides everything anew. */
  relearn(): void {
    this.#relearn = true;
    this.#decideAll = true;
    this.#waiting.clear();
    this.#start();
  }

  /** Decides the whole inbox anew, after learning what is not learned yet. */
  considerAll(): void {
    this.#teachAll = true;
    this.#decideAll = true;
    this.#start();
  }

  /** Resolves when nothing is left to do at the moment. */
  async settled(): Promise<void> {
    while (this.#working) await this.#working;
  }

  async close(): Promise<void> {
    this.#stopping.abort();
    await this.settled();
    this.#learner.close();
  }

  /** Something new is known of these mails: they are decided anew at once. */
  reconsider(ids: readonly MessageId[]): void {
    const { db, accountId, onChange } = this.#options;
    transaction(db, () => {
      this.#inbox.begin();
      for (const row of listInbox(db, accountId, ids)) this.#inbox.decide(row, this.decider);
    });
    if (this.#inbox.end()) onChange();
  }

  #start(): void {
    if (this.#stopping.signal.aborted || this.#working) return;
    this.#working = this.#work()
      .catch(async (error: unknown) => {
        this.#background = null;
        const trouble = storageTrouble(error);
        if (trouble === 'database-corrupt') throw error;
        this.#options.logger.error({ err: error }, 'deciding failed');
        // What was taken in hand is found again in the database, once there is room to write it.
        if (trouble !== null) this.#teachAll = this.#decideAll = true;
        await this.#rest(AFTER_FAILURE_MS);
      })
      .finally(() => {
        this.#working = null;
        if (this.#hasWork()) this.#start();
        else {
          if (!this.#stopping.signal.aborted) this.#options.onRest?.();
          this.#options.onChange();
        }
      });
  }

  #hasWork(): boolean {
    const toDo = this.#relearn || this.#teachAll || this.#decideAll || this.#decideRecent;
    return this.#hasUrgent() || this.#background !== null || this.#waiting.size > 0 || toDo;
  }

  #hasUrgent(): boolean {
    return [this.#fresh, this.#poured, this.#acted, this.#takenBack].some(({ size }) => size > 0);
  }

  async #work(): Promise<void> {
    await this.#rest(this.#options.calm?.() ?? 0);
    if (!this.#stopping.signal.aborted && this.#learner.takeEmpty()) this.#relearn = true;
    while (!this.#stopping.signal.aborted && this.#hasWork()) {
      if (this.#hasUrgent()) {
        for (const steps = this.#urgentSteps(); !this.#slice(steps);) await nextTurn();
        await nextTurn();
        continue;
      }
      if (!(await this.#breather.turn(this.#options.mailPoursIn()))) continue;
      this.#background ??= this.#backgroundSteps();
      const started = performance.now();
      if (this.#slice(this.#background)) this.#background = null;
      this.#breather.spent(performance.now() - started);
    }
  }

  async #rest(ms: number): Promise<void> {
    if (ms === 0) return nextTurn();
    await pause(ms, undefined, { signal: this.#stopping.signal }).catch(() => undefined);
  }

  #slice(steps: Steps): boolean {
    const { db, onChange, attention } = this.#options;
    const done = transaction(db, () => {
      this.#inbox.begin();
      return takeSteps(steps, attention?.sliceMs);
    });
    if (this.#inbox.end()) onChange();
    return done;
  }

  *#urgentSteps(): Generator<void> {
    const { db, accountId, onArrived } = this.#options;
    if (this.#fresh.size > 0) {
      const ids = takeSome(this.#fresh);
      yield* this.#learner.teach(ids);
      const rows = listInbox(db, accountId, ids);
      yield* this.#decide(rows);
      if (rows.length > 0) onArrived(rows.map(({ id }) => id));
    } else if (this.#poured.size > 0) {
      for (const row of listInbox(db, accountId, takeSome(this.#poured))) {
        this.#inbox.decideByRules(row);
        yield;
      }
    } else if (this.#acted.size > 0) {
      yield* this.#teachAndDecide(takeSome(this.#acted));
    } else {
      yield* this.#learner.teach(takeSome(this.#takenBack));
    }
  }

  /** The next thing to do when nobody waits: learn before deciding, so that what is decided stays so. */
  *#backgroundSteps(): Generator<void> {
    if (this.#relearn) {
      this.#relearn = false;
      this.#teachAll = false;
      yield* this.#learner.relearn();
      this.#decideAll = true;
    } else if (this.#teachAll) {
      this.#teachAll = false;
      yield* this.#learner.teachAll();
    } else if (this.#waiting.size > 0) {
      yield* this.#teachAndDecide(takeSome(this.#waiting));
    } else if (this.#decideAll) {
      this.#decideAll = false;
      this.#decideRecent = false;
      this.#learnedAtDecideAll = this.decider.learnedCount;
      yield* this.#decideNewest(Infinity);
    } else if (this.#decideRecent) {
      this.#decideRecent = false;
      yield* this.#decideNewest(RECENT);
    }
  }

  *#teachAndDecide(ids: readonly MessageId[]): Generator<void> {
    const { db, accountId, mailPoursIn } = this.#options;
    yield* this.#learner.teach(ids);
    yield* this.#decide(listInbox(db, accountId, ids));
    // Early answers were given by a classifier that had seen little: worth asking again when it has seen twice as much.
    if (this.decider.learnedCount > this.#learnedAtDecideAll * 2 + 20) {
      this.#learnedAtDecideAll = this.decider.learnedCount;
      this.#decideRecent = true;
      this.#decideAll = !mailPoursIn();
    }
  }

  *#decideNewest(most: number): Generator<void> {
    const { db, accountId } = this.#options;
    let last: Moment | null = null;
    for (let decided = 0; decided < most;) {
      const page = pageInbox(db, accountId, last, Math.min(CHUNK, most - decided));
      yield* this.#decide(page);
      decided += page.length;
      last = page.at(-1) ?? null;
      if (!last) return;
    }
  }

  *#decide(rows: readonly InboxRow[]): Generator<void> {
    for (const row of rows) {
      this.#inbox.decide(row, this.decider);
      yield;
    }
  }
}
