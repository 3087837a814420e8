import { setImmediate as nextTurn } from 'node:timers/promises';
import type { AccountId } from '../../../contract/ids.ts';
import { transaction, type WritableDb } from '../db/handles.ts';
import { findAccount } from '../db/repositories/accounts.ts';
import { readFeatures } from '../db/repositories/mail/features.ts';
import { listFolders } from '../db/repositories/mail/mailbox-paths.ts';
import { readAccountTrust } from '../db/repositories/trust/folders.ts';
import {
  pageFiled,
  saveReplay,
  type FiledRow,
  type ReplayedAnswer,
} from '../db/repositories/trust/replays.ts';
import { Decider, NO_RULES, rulesFor, type RuleSet } from '../deciding/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';
import { storageTrouble } from '../platform/storage-trouble.ts';
import { Breather, takeSteps, type Steps } from '../suggestions/slices.ts';

/** The newest filed mails are replayed; older ones tell how the person filed then. */
const MOST = 5000;
/** Of them, the first so many only teach: one in five, and at least so many. */
const WARM_UP_SHARE = 5;
const WARM_UP = 50;
const PAGE = 200;
/** Fewer filed mails prove nothing. */
const LEAST_LEARNED = 2 * WARM_UP;
/** Replayed again once the classifier knows half as much again. */
const GROWTH = 1.5;

export interface ReplayerDeps {
  readonly db: WritableDb;
  readonly accountId: AccountId;
  readonly rules: () => RuleSet;
  readonly clock: Clock;
  readonly logger: Logger;
  /** A replay began or ended. */
  readonly onChange: () => void;
}

/**
 * Replays an account's own filed mail in time order, each decided before it is learned by a classifier that begins with
 * nothing: a first record of what every folder's proposals would have been worth. Works when nobody else does.
 */
export class Replayer {
  readonly #deps: ReplayerDeps;
  readonly #stopping = new AbortController();
  #working: Promise<void> | null = null;

  constructor(deps: ReplayerDeps) {
    this.#deps = deps;
  }

  get busy(): boolean {
    return this.#working !== null;
  }

  /** The account's proposals are up to date, by a classifier that knows so many mails: replays when that tells something new. */
  atRest(learned: number): void {
    if (this.#working || this.#stopping.signal.aborted || !this.#due(learned)) return;
    const { logger, onChange } = this.#deps;
    this.#working = this.#work(learned)
      .catch((error: unknown) => {
        // Asked for again the next time that there is nothing to do.
        if (storageTrouble(error) === 'database-corrupt') throw error;
        logger.error({ err: error }, 'replaying failed');
      })
      .finally(() => {
        this.#working = null;
        if (!this.#stopping.signal.aborted) onChange();
      });
    onChange();
  }

  async close(): Promise<void> {
    this.#stopping.abort();
    await this.#working;
  }

  #due(learned: number): boolean {
    if (learned < LEAST_LEARNED) return false;
    const { replayedLearned } = readAccountTrust(this.#deps.db, this.#deps.accountId);
    return replayedLearned === null || learned >= replayedLearned * GROWTH;
  }

  #ownRules(): RuleSet {
    const { db, accountId, rules } = this.#deps;
    const account = findAccount(db, accountId);
    return account ? rulesFor(rules(), account) : NO_RULES;
  }

  async #work(learned: number): Promise<void> {
    const { db, accountId, clock } = this.#deps;
    const breather = new Breather();
    const answers: ReplayedAnswer[] = [];
    const steps: Steps = this.#steps(answers);
    await nextTurn();
    for (;;) {
      if (this.#stopping.signal.aborted) return;
      if (!(await breather.turn(true))) continue;
      const begun = performance.now();
      if (takeSteps(steps)) break;
      breather.spent(performance.now() - begun);
    }
    transaction(db, () => saveReplay(db, accountId, { answers, learned, at: clock.now() }));
  }

  *#steps(answers: ReplayedAnswer[]): Generator<void> {
    const { db, accountId } = this.#deps;
    const rules = this.#ownRules();
    const filed: FiledRow[] = [];
    while (filed.length < MOST) {
      const page = pageFiled(db, accountId, filed.at(-1) ?? null, PAGE);
      filed.push(...page);
      yield;
      if (page.length < PAGE) break;
    }
    filed.reverse();
    const warmUp = Math.max(WARM_UP, Math.floor(filed.length / WARM_UP_SHARE));
    const decider = Decider.create();
    const folders = listFolders(db, accountId);
    decider.nameFolders(folders);
    const never = new Set<never>();
    for (const [at, { id, home, date }] of filed.entries()) {
      const mail = readFeatures(db, id);
      if (!mail) continue;
      if (at >= warmUp) {
        const decision = decider.decide(mail, { rules, folders, never, now: date });
        const target = decision?.target ?? null;
        if (decision && target !== null) {
          const { probability } = decision;
          answers.push({ message: id, folder: target, probability, right: target === home, at: date });
        }
      }
      decider.learn(mail, home);
      yield;
    }
  }
}
