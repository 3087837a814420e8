import { setTimeout as delay } from 'node:timers/promises';
import type { AccountId } from '../../contract/ids.ts';
import { EngineChild, EngineDied, untilTold } from './engine-child.ts';

/** Kills that came while this was going on. */
export type Phase = 'first sync' | 'approve' | 'undo';

const START_MS = 400;
const EVENTS = 8;
const AFTER_EVENT_MS = 25;

/**
 * Runs an engine and kills it at moments that a seed decides: while it starts, some time into its work, or right after it
 * told something, which is when a transaction has just ended or a server has just answered.
 */
export class Crasher {
  readonly kills: Record<Phase, number> = { 'first sync': 0, approve: 0, undo: 0 };
  readonly #dataDir: string;
  readonly #random: () => number;
  readonly #workMs: number;
  readonly #secrets = new Map<string, string>();
  #engine: EngineChild;

  /** `workMs`: at most so long after its start an engine is killed; less than the work takes, or most kills come too late. */
  constructor(options: { readonly dataDir: string; readonly random: () => number; readonly workMs: number }) {
    this.#dataDir = options.dataDir;
    this.#random = options.random;
    this.#workMs = options.workMs;
    this.#engine = this.#start();
  }

  get engine(): EngineChild {
    return this.#engine;
  }

  /**
   * Has `act` done in spite of kills, `most` of them at most: it is called after every start, must begin or go on with the
   * work and resolve when all of it is done.
   */
  async survive(phase: Phase, most: number, act: (engine: EngineChild) => Promise<void>): Promise<void> {
    for (let left = most; ; left -= 1) {
      const engine = this.#engine;
      const killed = new AbortController();
      const doom = left > 0 ? this.#doom(engine, killed.signal) : Promise.resolve(false);
      try {
        await act(engine);
        killed.abort();
        if (!(await doom)) return;
      } catch (error) {
        if (!(error instanceof EngineDied) || left <= 0) throw error;
        await doom;
      }
      this.kills[phase] += 1;
      this.#engine = this.#start();
    }
  }

  /** Resolves when nothing waits and the account was looked at to its end since now. */
  async settled(account: AccountId): Promise<void> {
    const engine = this.#engine;
    await untilIdle(engine);
    const since = (await engine.ask('accounts.list', {})).find(({ id }) => id === account)?.lastSyncAt ?? 0;
    await engine.ask('accounts.syncNow', { id: account });
    await untilTold(
      async () => {
        const now = (await engine.ask('accounts.list', {})).find(({ id }) => id === account);
        return now?.status === 'live' && (now.lastSyncAt ?? 0) > since;
      },
      { timeout: 120_000, every: 50 },
    );
    await untilIdle(engine);
  }

  close(): Promise<void> {
    return this.#engine.close();
  }

  #start(): EngineChild {
    return new EngineChild(this.#dataDir, this.#secrets);
  }

  /** Kills the engine at a moment of its own choosing, unless the signal comes first; tells whether it did. */
  async #doom(engine: EngineChild, signal: AbortSignal): Promise<boolean> {
    const kind = this.#random();
    const when = this.#random();
    try {
      if (kind < 0.2) await delay(when * START_MS, undefined, { signal });
      else if (kind < 0.6) {
        await engine.ready;
        await delay(when * this.#workMs, undefined, { signal });
      } else {
        await this.#heard(engine, 1 + Math.floor(when * EVENTS), signal);
        await delay(this.#random() * AFTER_EVENT_MS, undefined, { signal });
      }
    } catch {
      // The work was done before its time had come, or it had already ended.
      return engine.ended !== null;
    }
    await engine.kill();
    return true;
  }

  #heard(engine: EngineChild, events: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      let left = events;
      engine.onEvent(() => {
        left -= 1;
        if (left === 0) resolve();
      });
      signal.addEventListener('abort', () => reject(new Error('aborted')));
    });
  }
}

/** Resolves when no job waits or runs. */
export function untilIdle(engine: EngineChild): Promise<unknown> {
  return untilTold(async () => (await engine.ask('status.get', {})).jobs.queued === 0, {
    timeout: 300_000,
    every: 30,
  });
}
