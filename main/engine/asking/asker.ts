import { setTimeout as delay } from 'node:timers/promises';
import type { AskingState } from '../../../contract/asking.ts';
import type { AccountId, MailboxId, MessageId } from '../../../contract/ids.ts';
import type { MailFeatures } from '../../../contract/mail.ts';
import type { Problem, ProblemCode } from '../../../contract/problem.ts';
import { transaction } from '../db/handles.ts';
import { addCost, costOf } from '../db/repositories/asking/costs.ts';
import {
  countOpinionsWaiting,
  failOpinion,
  findWaiting,
  giveOpinion,
  listGroup,
  listWaiting,
  type WaitingRow,
} from '../db/repositories/asking/opinions.ts';
import { readFeatures } from '../db/repositories/mail/features.ts';
import { answerGroup } from './cluster.ts';
import { dayOf } from './day.ts';
import { digest } from './digest.ts';
import type { AskerOptions } from './asker-options.ts';
import { Questioner, type Opinion } from './opinion.ts';
import { KnownPages } from './pages.ts';
import { shortListOf } from './short-list.ts';

const DAY_MS = 86_400_000;
/** How long it waits before it looks again whether it may go on. */
const LOOK_AGAIN_MS = 30_000;
/** The model understood the question when it gives its answers this much of its belief. */
const LEAST_MASS = 0.02;
/** Several failures one after the other are the model's, not the mails'. */
const MOST_FAILURES = 3;
/** What goes wrong with one mail and may go well with others. */
const ofTheMail: ReadonlySet<ProblemCode> = new Set(['model-unusable', 'invalid-input', 'unexpected']);

/**
 * Asks the language model about mails that wait for it, one at a time, newest first; what the person looks at goes before. One
 * answer serves all mails of a cause when two of them agree. Its queue is in the database: it may stop anywhere.
 */
export class Asker {
  readonly #options: AskerOptions;
  readonly #questioner: Questioner;
  readonly #hurried = new Set<MessageId>();
  readonly #pages = new KnownPages();
  #stopping = new AbortController();
  #wake = new AbortController();
  #loop: Promise<void> | null = null;
  #paused = false;
  #state: AskingState = 'nothing-waits';
  #problem: Problem | null = null;
  #failures = 0;

  constructor(options: AskerOptions) {
    this.#options = options;
    this.#questioner = new Questioner(options.scorer);
  }

  get state(): AskingState {
    return this.#state;
  }

  get problem(): Problem | null {
    return this.#problem;
  }

  get paused(): boolean {
    return this.#paused;
  }

  start(): void {
    this.#stopping = new AbortController();
    this.#loop ??= this.#run().finally(() => (this.#loop = null));
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#wake.abort();
    await this.#loop;
  }

  /** Something waits, or may go on now. */
  wake(): void {
    this.#failures = 0;
    this.#wake.abort();
  }

  /** Something waits; a wait for better times goes on. */
  wakeIfIdle(): void {
    if (this.#state === 'nothing-waits' || this.#state === 'no-model') this.#wake.abort();
  }

  /** Another model is asked from now on, or none: what is being asked is given up, and what was found out of the old one. */
  modelChanged(): void {
    this.#abortAsk?.abort();
    this.#pages.forget();
    this.#problem = null;
    this.wake();
  }

  pause(paused: boolean): void {
    this.#paused = paused;
    // What is being evaluated now is given up: it costs nothing but to be asked again.
    if (paused) this.#abortAsk?.abort();
    this.wake();
  }

  /** Asks about these mails first, as far as they wait and are young enough; gives those. */
  hurry(ids: readonly MessageId[]): MessageId[] {
    const since = this.#since();
    const waiting = ids.filter((id) => (findWaiting(this.#options.db, id)?.date ?? -Infinity) >= since);
    this.#hurried.clear();
    for (const id of waiting) this.#hurried.add(id);
    // Not `wake`: a model that fails is not tried again for each mail that is looked at.
    if (waiting.length > 0) this.#wake.abort();
    return waiting;
  }

  /** Mails that wait and are young enough. */
  get waiting(): number {
    return countOpinionsWaiting(this.#options.db, this.#since());
  }

  #abortAsk: AbortController | null = null;

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      // From here on: what happens while it looks around is not slept through.
      this.#wake = new AbortController();
      const next = this.#next();
      if (next) await this.#take(next);
      else if (this.#state !== 'nothing-waits' || !(await this.#study())) await this.#rest();
    }
  }

  /** The mail to ask about now; null (and why) when there is none or it must wait. */
  #next(): WaitingRow | null {
    const state = this.#hindrance() ?? (this.#hurried.size === 0 ? this.#thrift() : null);
    if (state) return this.#enter(state);
    for (const id of this.#hurried) {
      this.#hurried.delete(id);
      const found = findWaiting(this.#options.db, id);
      if (found) return found;
      // Those hurried were answered with others of their cause: the rest is not hurried.
      const thrift = this.#hurried.size === 0 ? this.#thrift() : null;
      if (thrift) return this.#enter(thrift);
    }
    const [newest] = listWaiting(this.#options.db, this.#since(), 1);
    return newest ?? this.#enter('nothing-waits');
  }

  /** What it does now, told when it is something else. */
  #enter(state: AskingState): null {
    if (this.#state !== state) {
      this.#state = state;
      this.#options.onChange();
    }
    return null;
  }

  /** Why nobody can be answered now. */
  #hindrance(): AskingState | null {
    const { scorer, limits, mailPoursIn } = this.#options;
    if (!limits().enabled) return 'off';
    if (scorer.fingerprint() === null) return 'no-model';
    if (this.#paused) return 'paused';
    if (scorer.offline?.()) return 'offline';
    if (this.#failures >= MOST_FAILURES) return 'model-failed';
    return mailPoursIn() ? 'syncing' : null;
  }

  /** What is to be spared; what the person looks at is answered all the same. */
  #thrift(): AskingState | null {
    const { limits, computer, db, clock } = this.#options;
    const { minutesADay, onBattery } = limits();
    if (costOf(db, dayOf(clock.now())).milliseconds >= minutesADay * 60_000) return 'budget-spent';
    if (!onBattery && computer.onBattery()) return 'on-battery';
    return this.#state !== 'working' && computer.busy() ? 'busy-computer' : null;
  }

  async #rest(): Promise<void> {
    const signal = AbortSignal.any([this.#wake.signal, this.#stopping.signal]);
    await delay(LOOK_AGAIN_MS, undefined, { signal, ref: false }).catch(() => undefined);
  }

  async #take(row: WaitingRow): Promise<void> {
    this.#enter('working');
    const { db, clock, scorer } = this.#options;
    const model = scorer.fingerprint();
    if (model === null) return;
    const others = listGroup(db, row.account, row.group, this.#since()).filter(({ id }) => id !== row.id);
    const answers = answerGroup([row, ...others], async (asked) => (await this.#ask(asked))?.chances ?? null);
    for await (const some of answers) {
      const at = clock.now();
      const shared = some.filter((one) => one.shared).length;
      transaction(db, () => {
        for (const {
          row: { id },
          chances,
          shared: isShared,
        } of some) {
          giveOpinion(db, { id, chances, model, shared: isShared, at });
        }
        if (shared > 0) addCost(db, dayOf(at), { calls: 0, mails: shared, tokens: 0, milliseconds: 0 });
      });
      this.#options.onAnswered(
        row.account,
        some.map((one) => one.row.id),
      );
    }
    this.#options.onChange();
  }

  /** Asks about a mail whose folder is known, when there is nothing else to do; whether it did. */
  async #study(): Promise<boolean> {
    const { nextLesson, onLesson } = this.#options;
    if (this.#failures > 0) return false;
    const lesson = await nextLesson(this.#stopping.signal);
    if (!lesson || this.#hindrance() !== null) return false;
    const opinion = await this.#put(lesson.account, lesson.mail, lesson.learned);
    if (opinion) onLesson(lesson, opinion.chances);
    return opinion !== null;
  }

  /** Asks about one mail; null when that failed or was given up. */
  async #ask(row: WaitingRow): Promise<Opinion | null> {
    const { db, clock } = this.#options;
    const mail = readFeatures(db, row.id);
    if (!mail) {
      transaction(db, () => failOpinion(db, row.id, clock.now()));
      return null;
    }
    const answer = await this.#put(row.account, mail, row.learned);
    if (answer) this.#options.onOpinion(row.account, row.id, answer);
    // A process that died is started again, a server is back one day; these would be the same the next time.
    if (!answer && this.#problem && ofTheMail.has(this.#problem.code)) {
      transaction(db, () => failOpinion(db, row.id, clock.now()));
    }
    return answer;
  }

  /** Puts a question; null when it failed (then `#problem` says why) or was given up. */
  async #put(
    account: AccountId,
    mail: MailFeatures,
    learned: WaitingRow['learned'],
  ): Promise<Opinion | null> {
    const { db, clock, logger } = this.#options;
    const abort = new AbortController();
    this.#abortAsk = abort;
    this.#problem = null;
    const reply = await this.#questioner.ask(
      digest(mail, this.#options.worth(account, mail)),
      this.#pages.of(account, this.#options.folders(account)),
      this.#shortList(account, learned),
      AbortSignal.any([abort.signal, this.#stopping.signal]),
    );
    this.#abortAsk = null;
    if (reply.ok && reply.value.mass >= LEAST_MASS) {
      const { tokens, milliseconds } = reply.value;
      const cost = { calls: 1, mails: 1, tokens, milliseconds };
      transaction(db, () => addCost(db, dayOf(clock.now()), cost));
      this.#failures = 0;
      return reply.value;
    }
    if (!reply.ok && (reply.problem.code === 'cancelled' || reply.problem.code === 'offline')) return null;
    this.#failures += 1;
    this.#problem = reply.ok ? { code: 'model-unusable' } : reply.problem;
    logger.warn({ code: this.#problem.code }, 'the language model did not answer');
    return null;
  }

  #shortList(account: AccountId, learned: WaitingRow['learned']): ReadonlySet<MailboxId> {
    const folders = this.#options.folders(account).map(({ mailbox }) => mailbox);
    return shortListOf(learned, folders, this.#options.filed(account));
  }

  #since(): number {
    return this.#options.clock.now() - this.#options.limits().maxAgeDays * DAY_MS;
  }
}
