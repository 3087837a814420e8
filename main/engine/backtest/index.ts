import type { BacktestEnd } from '../../../contract/backtest.ts';
import type { AccountId } from '../../../contract/ids.ts';
import type { EventPayload } from '../../../contract/index.ts';
import { fail, succeed } from '../../../contract/problem.ts';
import type { WritableDb } from '../db/handles.ts';
import { findAccount } from '../db/repositories/accounts.ts';
import { findBacktest, saveBacktest } from '../db/repositories/deciding/backtests.ts';
import type { HandlersOf } from '../handlers.ts';
import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';
import { Breather, takeSteps } from '../suggestions/slices.ts';
import { runBacktest, type RunResult } from './run.ts';

/** Progress is told at most this often. */
const TELL_EVERY_MS = 200;

type State = Omit<EventPayload<'backtest.changed'>, 'accountId'>;

export interface BacktestDeps {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Whether a first sync is under way, for which replaying makes room. */
  readonly mailPoursIn: () => boolean;
  readonly onChange: (change: EventPayload<'backtest.changed'>) => void;
}

interface Run {
  readonly stopping: AbortController;
  readonly ended: Promise<void>;
}

const QUIET: State = { running: null, ended: null };

/**
 * Replays accounts' histories in slices between which the engine does other things. Nothing of a run is kept but its result:
 * one that is stopped, or that the end of the program stops, leaves the result before it in place.
 */
export class Backtests {
  readonly #deps: BacktestDeps;
  readonly #runs = new Map<AccountId, Run>();
  readonly #states = new Map<AccountId, State>();

  constructor(deps: BacktestDeps) {
    this.#deps = deps;
  }

  calls(): HandlersOf<'backtest'> {
    const { db } = this.#deps;
    return {
      'backtest.start': ({ accountId, promise }) => {
        if (!findAccount(db, accountId)) return fail('not-found');
        if (!this.#runs.has(accountId)) this.#start(accountId, promise);
        return succeed({});
      },
      'backtest.stop': async ({ accountId }) => {
        await this.stop(accountId);
        return succeed({});
      },
      'backtest.get': ({ accountId }) =>
        findAccount(db, accountId)
          ? succeed({ ...(this.#states.get(accountId) ?? QUIET), result: findBacktest(db, accountId) })
          : fail('not-found'),
    };
  }

  /** Ends an account's run without a result; resolves when it touches the database no more. */
  async stop(accountId: AccountId): Promise<void> {
    const run = this.#runs.get(accountId);
    run?.stopping.abort();
    await run?.ended;
  }

  async close(): Promise<void> {
    await Promise.all([...this.#runs.keys()].map((id) => this.stop(id)));
  }

  #start(accountId: AccountId, promise: number): void {
    const stopping = new AbortController();
    const { logger } = this.#deps;
    this.#tell(accountId, {
      running: { done: 0, total: 0, mailsPerSecond: 0, secondsLeft: null },
      ended: null,
    });
    const ended = this.#run(accountId, promise, stopping.signal)
      .catch((error: unknown): BacktestEnd => {
        logger.error({ err: error }, 'a back-test failed');
        return 'failed';
      })
      .then((end) => {
        this.#runs.delete(accountId);
        this.#tell(accountId, { running: null, ended: end });
      });
    this.#runs.set(accountId, { stopping, ended });
  }

  async #run(accountId: AccountId, promise: number, signal: AbortSignal): Promise<BacktestEnd> {
    const { db, clock, mailPoursIn } = this.#deps;
    const progress = this.#meter(accountId);
    const steps = runBacktest({ db, accountId, promise, onProgress: progress.note });
    const last: { result: RunResult | undefined } = { result: undefined };
    const remembered = {
      next: () => {
        const step = steps.next();
        if (step.done) last.result = step.value;
        return step;
      },
    };
    const breather = new Breather();
    for (;;) {
      const isOurTurn = await breather.turn(mailPoursIn());
      if (signal.aborted) return 'stopped';
      if (!isOurTurn) continue;
      const begun = performance.now();
      if (takeSteps(remembered)) break;
      breather.spent(performance.now() - begun);
      progress.tell();
    }
    if (!last.result) return 'too-little';
    saveBacktest(db, accountId, { at: clock.now(), ...last.result });
    return 'done';
  }

  /** Counts, and tells how far a run is with its rate and the time left. */
  #meter(accountId: AccountId): { note: (done: number, total: number) => void; tell: () => void } {
    const { clock } = this.#deps;
    let begunAt: number | null = null;
    let toldAt = -Infinity;
    let done = 0;
    let total = 0;
    return {
      note: (nowDone, nowTotal) => {
        begunAt ??= clock.monotonic();
        done = nowDone;
        total = nowTotal;
      },
      tell: () => {
        const now = clock.monotonic();
        if (begunAt === null || now - toldAt < TELL_EVERY_MS) return;
        toldAt = now;
        const rate = now > begunAt ? (done * 1000) / (now - begunAt) : 0;
        this.#tell(accountId, {
          running: {
            done,
            total,
            mailsPerSecond: Math.round(rate * 10) / 10,
            secondsLeft: rate > 0 ? Math.ceil((total - done) / rate) : null,
          },
          ended: null,
        });
      },
    };
  }

  #tell(accountId: AccountId, state: State): void {
    this.#states.set(accountId, state);
    this.#deps.onChange({ accountId, ...state });
  }
}
