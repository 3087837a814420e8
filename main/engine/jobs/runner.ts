import type { AccountId, JobId } from '../../../contract/ids.ts';
import type { Problem } from '../../../contract/problem.ts';
import { assertNever } from '../../../contract/assert-never.ts';
import { transaction, type WritableDb } from '../db/handles.ts';
import {
  endJob,
  findJob,
  hastenJobs,
  leaseJob,
  nextJobTime,
  postponeJob,
  reclaimJobs,
  retryBlockedJobs,
  reviveJob,
  unblockJobs,
  type JobRow,
} from '../db/repositories/acts/jobs.ts';
import { storageTrouble } from '../platform/storage-trouble.ts';
import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';
import type { JobHandler, Outcome } from './outcome.ts';

const MAX_ATTEMPTS = 6;
const LEASE_MS = 120_000;
/** For a handler to end in when its lease is over. */
const GRACE_MS = 5000;
const BLOCKED_RETRY_MS = 60_000;
const MAX_DELAY_MS = 32_000;
/** Until the next look at a disk that had no room. */
const NO_ROOM_MS = 10_000;

export interface JobRunnerOptions {
  readonly db: WritableDb;
  readonly handlers: readonly JobHandler[];
  readonly clock: Clock;
  readonly logger: Logger;
  readonly random: () => number;
  /** Called after every change of a job's state. */
  readonly onChange: (job: JobRow) => void;
}

/**
 * Runs durable jobs: one at a time per account, different accounts side by side. Owns attempts, delays and leases; at
 * least once, so handlers are idempotent. `close` waits for what runs.
 */
export class JobRunner {
  readonly #options: JobRunnerOptions;
  readonly #running = new Map<number, Promise<void>>();
  readonly #stop = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #noRoom = false;

  constructor(options: JobRunnerOptions) {
    this.#options = options;
  }

  /** Takes up what an earlier process left unfinished, then goes on with what waits. */
  start(): void {
    const reclaimed = reclaimJobs(this.#options.db, Number.MAX_SAFE_INTEGER);
    if (reclaimed > 0) this.#options.logger.info({ reclaimed }, 'jobs taken up again');
    this.wake();
  }

  /** Looks for work now: call it after adding a job. */
  wake(): void {
    if (this.#stop.signal.aborted) return;
    for (;;) {
      const { db, clock } = this.#options;
      const job = this.#whereRoom(() =>
        leaseJob(db, { now: clock.now(), leaseMs: LEASE_MS, busy: [...this.#running.keys()] }),
      );
      if (!job) break;
      const key = job.accountId ?? 0;
      const work = this.#run(job).finally(() => {
        this.#running.delete(key);
        this.wake();
      });
      this.#running.set(key, work);
    }
    this.#schedule();
  }

  /** The clock was set, or the computer slept: nothing waits longer than it would have from now on. */
  timeJumped(): void {
    const { db, clock } = this.#options;
    hastenJobs(db, clock.now() + BLOCKED_RETRY_MS);
    this.wake();
  }

  /** The account can be reached again. */
  unblock(account: AccountId): void {
    if (unblockJobs(this.#options.db, account, this.#options.clock.now()) > 0) this.wake();
  }

  /** Gives jobs that failed for good another six attempts. */
  retry(ids: readonly JobId[]): void {
    const { db, clock } = this.#options;
    for (const id of ids) {
      const job = findJob(db, id);
      if (job?.state !== 'dead') continue;
      transaction(db, () => {
        reviveJob(db, id, clock.now());
        this.#handlerOf(job)?.revive(job);
      });
      this.#options.onChange(job);
    }
    this.wake();
  }

  /** Ends dead jobs for good; whoever gives them up sees to what they had promised. */
  discard(ids: readonly JobId[]): void {
    const { db, clock } = this.#options;
    for (const id of ids) {
      const job = findJob(db, id);
      if (job?.state !== 'dead') continue;
      endJob(db, id, { state: 'discarded', problem: job.problem, at: clock.now() });
      this.#options.onChange(job);
    }
  }

  async close(): Promise<void> {
    this.#stop.abort();
    clearTimeout(this.#timer);
    await Promise.allSettled(this.#running.values());
  }

  async #run(job: JobRow): Promise<void> {
    const { db, clock, logger } = this.#options;
    const handler = this.#handlerOf(job);
    const outcome = handler
      ? await this.#attempt(handler, job)
      : ({
          kind: 'dead',
          problem: { code: 'unexpected', detail: `unknown job ${job.kind}` },
        } satisfies Outcome);
    const now = clock.now();
    this.#whereRoom(() =>
      transaction(db, () => {
        switch (outcome.kind) {
          case 'done':
            endJob(db, job.id, { state: 'done', problem: null, at: now });
            break;
          case 'blocked':
            postponeJob(db, job.id, {
              state: 'blocked',
              runAfter: now + Math.max(BLOCKED_RETRY_MS, 1000 * (outcome.problem.retryAfterSeconds ?? 0)),
              problem: outcome.problem,
            });
            break;
          case 'retry':
            if (job.attempts >= MAX_ATTEMPTS) this.#giveUp(handler, job, outcome.problem);
            else
              postponeJob(db, job.id, {
                state: 'queued',
                runAfter: now + this.#delay(job.attempts),
                problem: outcome.problem,
              });
            break;
          case 'dead':
            this.#giveUp(handler, job, outcome.problem);
            break;
          default:
            assertNever(outcome);
        }
      }),
    );
    if (outcome.kind !== 'done')
      logger.warn(
        { job: job.id, kind: job.kind, outcome: outcome.kind, code: outcome.problem.code },
        'job not done',
      );
    this.#options.onChange(job);
  }

  #handlerOf(job: JobRow): JobHandler | undefined {
    return this.#options.handlers.find((candidate) => candidate.kind === job.kind);
  }

  async #attempt(handler: JobHandler, job: JobRow): Promise<Outcome> {
    const payload = handler.payload.safeParse(job.payload);
    if (!payload.success)
      return { kind: 'dead', problem: { code: 'unexpected', detail: 'payload not understood' } };
    try {
      const signal = AbortSignal.any([this.#stop.signal, AbortSignal.timeout(LEASE_MS)]);
      // A handler that does not heed the signal is not waited for: what it still does is safe to do twice.
      return await Promise.race([handler.run(job, payload.data, signal), leaseEnd(signal)]);
    } catch (error) {
      if (storageTrouble(error) === 'database-corrupt') throw error;
      this.#options.logger.error({ job: job.id, kind: job.kind, err: error }, 'job failed unexpectedly');
      return {
        kind: 'retry',
        problem: { code: 'unexpected', detail: error instanceof Error ? error.name : 'error' },
      };
    }
  }

  #giveUp(handler: JobHandler | undefined, job: JobRow, problem: Problem): void {
    endJob(this.#options.db, job.id, { state: 'dead', problem, at: this.#options.clock.now() });
    handler?.abandon(job, problem);
  }

  /** 1, 2, 4 … 32 s, each with up to a quarter more, so that several clients do not come back together; whole milliseconds. */
  #delay(attempts: number): number {
    return Math.round(Math.min(MAX_DELAY_MS, 1000 * 2 ** (attempts - 1)) * (1 + this.#options.random() / 4));
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    if (this.#stop.signal.aborted) return;
    const next = nextJobTime(this.#options.db, [...this.#running.keys()]);
    const due =
      next === null
        ? BLOCKED_RETRY_MS
        : Math.max(50, Math.min(next - this.#options.clock.now(), BLOCKED_RETRY_MS));
    const wait = this.#noRoom ? NO_ROOM_MS : due;
    this.#timer = setTimeout(() => {
      this.#retryBlocked();
      this.wake();
    }, wait);
    this.#timer.unref();
  }

  #retryBlocked(): void {
    const { db, clock } = this.#options;
    this.#whereRoom(() => retryBlockedJobs(db, clock.now()));
  }

  /** Writes, unless the disk is full: then what was to be written is found and done again later. */
  #whereRoom<T>(write: () => T): T | null {
    try {
      const written = write();
      this.#noRoom = false;
      return written;
    } catch (error) {
      const trouble = storageTrouble(error);
      if (trouble === null || trouble === 'database-corrupt') throw error;
      this.#options.logger.warn({ trouble }, 'jobs wait for room on the disk');
      this.#noRoom = true;
      return null;
    }
  }
}

/** A while after the lease has ended, or never. */
function leaseEnd(signal: AbortSignal): Promise<Outcome> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => {
      setTimeout(() => resolve({ kind: 'retry', problem: { code: 'timeout' } }), GRACE_MS).unref();
    });
  });
}
