import { setTimeout as wait } from 'node:timers/promises';
import type { AccountLimits, AccountStatus, Setback, SyncProgress } from '../../../contract/accounts.ts';
import type { AccountId, MailboxId, MessageId } from '../../../contract/ids.ts';
import { fail, type Problem, type Reply } from '../../../contract/problem.ts';
import { setLastSync, type AccountRow } from '../db/repositories/accounts.ts';
import type { WritableDb } from '../db/handles.ts';
import { storageTrouble } from '../platform/storage-trouble.ts';
import type { Calm } from '../platform/calm.ts';
import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';
import { alwaysOpen, type Gate } from '../platform/outside.ts';
import type { MailSource } from '../sources/port.ts';
import { createAccountSync, type AccountSync, type SyncReport } from '../sync/index.ts';
import { backoff, SIGN_IN_AGAIN_MS, SOON_MS } from './backoff.ts';
import { Breaker } from './breaker.ts';
import { statusOf, type RuntimeState } from './runtime-state.ts';
import { watchForever } from './watching.ts';

/** Folders that no watch covers are looked at this often. */
const POLL_MS = 60_000;

export interface AccountRuntimeOptions {
  readonly db: WritableDb;
  readonly account: AccountRow;
  readonly source: MailSource;
  readonly limits: AccountLimits;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly random: () => number;
  readonly gate: Gate;
  /** How long an account that is known can wait for its first look; not at all when left out. */
  readonly calm?: Calm;
  /** Status, problem or progress changed. */
  readonly onChange: () => void;
  readonly onStored: (batch: {
    mailboxId: MailboxId;
    messageIds: readonly MessageId[];
    fresh: boolean;
  }) => void;
  readonly onMoved: (move: { messageId: MessageId; from: MailboxId; to: MailboxId }) => void;
  /** A run came to its end; `first` when it was the first complete one. */
  readonly onSynced: (first: boolean) => void;
}

/**
 * Looks after one account for as long as it is open: syncs, watches, syncs again when something changed, and comes back by
 * itself after any failure that can pass. A server that keeps failing is left alone for a while by everybody: the sync, the
 * watch and the jobs. A wrong password stops it until a new one is given.
 */
export class AccountRuntime {
  readonly id: AccountId;
  readonly source: MailSource;
  readonly #options: AccountRuntimeOptions;
  readonly #stop = new AbortController();
  readonly #sync: AccountSync;
  readonly #breaker: Breaker;
  readonly #gate: Gate;
  #status: AccountStatus = 'starting';
  #problem: Problem | null = null;
  #progress: SyncProgress | null = null;
  #refused: readonly Setback[] = [];
  #retryAt: number | null = null;
  #failures = 0;
  /** Whether the last look before the failures succeeded. */
  #wasWell = false;
  #synced: boolean;
  #unfinished = false;
  #firstSyncStopped: boolean;
  #changed = true;
  #thorough = true;
  #nudge: (() => void) | null = null;
  #loop: Promise<void> | null = null;

  constructor(options: AccountRuntimeOptions) {
    this.#options = options;
    const { account, clock } = options;
    this.#gate = account.kind === 'imap' ? options.gate : alwaysOpen;
    this.id = account.id;
    this.source = options.source;
    this.#synced = account.lastSyncAt !== null;
    this.#firstSyncStopped = account.importStopped;
    this.#breaker = new Breaker(() => clock.monotonic());
    this.#sync = createAccountSync({
      ...options,
      accountId: this.id,
      limits: () => options.limits,
      isFirstSyncStopped: () => this.#firstSyncStopped,
      onProgress: (progress) => {
        this.#progress = progress;
        options.onChange();
      },
    });
  }

  get state(): RuntimeState {
    const firstSync = this.#synced && !this.#unfinished ? 'done' : 'under-way';
    return {
      status: this.#status,
      problem: this.#problem,
      progress: this.#progress,
      retryAt: this.#retryAt,
      firstSync: firstSync === 'under-way' && this.#firstSyncStopped ? 'stopped' : firstSync,
      refused: this.#refused,
    };
  }

  /** Why the server must be left alone at the moment; null when it need not. */
  get resting(): Problem | null {
    if (this.#gate.offline) return { code: 'offline' };
    const ms = this.#breaker.wait;
    if (ms === 0) return null;
    return { ...(this.#problem ?? { code: 'unreachable' }), retryAfterSeconds: Math.ceil(ms / 1000) };
  }

  start(): void {
    this.#loop ??= this.#run();
  }

  /** Looks for changes now, even while the server is left alone; at everything, for the person wants to know. */
  syncNow(): void {
    this.#thorough = true;
    this.#breaker.letTry();
    this.#look();
  }

  /** Time did not pass as it does: connections may be dead without knowing it, and much may have happened. */
  wake(): void {
    this.source.reconnect?.();
    this.#failures = 0;
    this.syncNow();
  }

  /** Stops the first sync where it is, or lets it go on. */
  stopFirstSync(stopped: boolean): void {
    this.#firstSyncStopped = stopped;
    this.#look();
  }

  #look(): void {
    this.#changed = true;
    this.#nudge?.();
  }

  /** Ends the loop and closes the source. */
  async close(): Promise<void> {
    this.#stop.abort();
    this.#nudge?.();
    await this.#loop;
    await this.source.close();
  }

  async #run(): Promise<void> {
    const { signal } = this.#stop;
    const { source } = this;
    const calm = this.#synced && !this.#gate.offline ? (this.#options.calm?.() ?? 0) : 0;
    if (calm > 0) await this.#pause(calm);
    const watch = watchForever(source, {
      signal,
      random: this.#options.random,
      resting: () => this.#breaker.wait,
      gate: this.#gate,
      onChange: (change) => {
        if (change.kind === 'mailbox') this.#sync.touch(change.path);
        // A lost watch may be the first sign that the server is gone: find out now, rather than say that all is well.
        if (change.kind !== 'lost' || this.#status === 'live') this.#look();
      },
    });
    const ungate = this.#gate.onCut(() => this.#look());
    while (!signal.aborted) {
      if (this.#gate.offline) {
        await this.#stayOffline();
        continue;
      }
      this.#changed = false;
      await this.#syncOnce();
      await this.#pause(this.#untilNext());
    }
    ungate();
    await watch;
  }

  /** Until the person goes online again; what failed before is then no reason to wait. */
  async #stayOffline(): Promise<void> {
    this.#set('offline', { code: 'offline' });
    await this.#gate.opened(this.#stop.signal);
    this.#failures = 0;
    this.#thorough = true;
    this.#breaker.letTry();
  }

  /** Milliseconds until the next look; none when something changed during the last one. */
  #untilNext(): number {
    if (this.#gate.offline) return 0;
    if (this.#failures === 0) return this.#changed ? 0 : POLL_MS;
    if (this.#status === 'sign-in-needed') return SIGN_IN_AGAIN_MS;
    const asked = 1000 * (this.#problem?.retryAfterSeconds ?? 0);
    return Math.max(this.#backoff(), asked, this.#breaker.wait);
  }

  /** A connection that is lost once in a while is an accident: the first look after it comes soon, for new mail may wait. */
  #backoff(): number {
    const { random } = this.#options;
    const failures = this.#failures - (this.#wasWell ? 1 : 0);
    return failures === 0 ? SOON_MS * random() : backoff(failures, random);
  }

  async #syncOnce(): Promise<void> {
    if (this.#status !== 'live') this.#set('syncing', null);
    const thorough = this.#thorough;
    this.#thorough = false;
    const report = await this.#sync.run(this.#stop.signal, { thorough }).then(
      (reply) => this.#settled(reply),
      (error: unknown) => this.#broken(error),
    );
    this.#progress = null;
    // Cut off by the person: no failure of the server's.
    if (this.#stop.signal.aborted || this.#gate.offline) return;
    if (!report.ok) this.#failed(report.problem);
  }

  #settled(report: Reply<SyncReport>): Reply<unknown> {
    if (this.#stop.signal.aborted || !report.ok) return report;
    try {
      this.#succeeded(report.value);
      return report;
    } catch (error) {
      return this.#broken(error);
    }
  }

  /** A bug must not end the account's life without a word: it is tried again like any failure. A damaged database is not. */
  #broken(error: unknown): Reply<never> {
    const trouble = storageTrouble(error);
    if (trouble === 'database-corrupt') throw error;
    this.#options.logger.error({ account: this.id, err: error }, 'sync failed unexpectedly');
    return fail(trouble ?? 'unexpected', error instanceof Error ? error.name : 'error');
  }

  #succeeded(report: SyncReport): void {
    const { db, clock } = this.#options;
    this.#failures = 0;
    this.#wasWell = true;
    this.#breaker.succeeded();
    this.#refused = report.refused;
    this.#unfinished = report.unfinished;
    // A run that had all the mails it may is followed by the next, which looks at everything else first.
    if (report.unfinished && !this.#firstSyncStopped) this.#changed = true;
    if (!report.unfinished) {
      setLastSync(db, this.id, clock.now());
      const first = !this.#synced;
      this.#synced = true;
      this.#options.onSynced(first);
    }
    this.#set('live', null);
  }

  #failed(problem: Problem): void {
    this.#failures += 1;
    const status = statusOf(problem);
    if (status === 'offline') this.#breaker.failed(1000 * (problem.retryAfterSeconds ?? 0));
    const { id: account } = this;
    const { code } = problem;
    this.#options.logger.warn({ account, code, failures: this.#failures }, 'sync failed');
    this.#set(status, problem);
  }

  #set(status: AccountStatus, problem: Problem | null): void {
    this.#status = status;
    this.#problem = problem;
    this.#options.onChange();
  }

  async #pause(ms: number): Promise<void> {
    const nudged = new AbortController();
    this.#nudge = () => {
      nudged.abort();
    };
    if (this.#failures > 0) {
      this.#retryAt = Math.round(this.#options.clock.now() + ms);
      this.#options.onChange();
    }
    const signal = AbortSignal.any([this.#stop.signal, nudged.signal]);
    await wait(ms, undefined, { signal }).catch(() => undefined);
    this.#nudge = null;
    this.#retryAt = null;
  }
}
