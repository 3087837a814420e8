import { setTimeout as wait } from 'node:timers/promises';
import type { AccountStatus, SyncProgress } from '../../../contract/accounts.ts';
import type { AccountId, MailboxId, MessageId } from '../../../contract/ids.ts';
import type { Problem } from '../../../contract/problem.ts';
import { setLastSync, type AccountRow } from '../db/repositories/accounts.ts';
import type { WritableDb } from '../db/handles.ts';
import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';
import type { MailSource } from '../sources/port.ts';
import { createAccountSync, type AccountSync } from '../sync/index.ts';
import { backoff } from './backoff.ts';

/** Folders that no watch covers are looked at this often. */
const POLL_MS = 60_000;
/** A refused password is not tried again soon: servers lock accounts for that. A new one starts at once. */
const SIGN_IN_AGAIN_MS = 15 * 60_000;

export interface AccountRuntimeOptions {
  readonly db: WritableDb;
  readonly account: AccountRow;
  readonly source: MailSource;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly random: () => number;
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
 * itself after any failure that can pass. A wrong password stops it until a new one is given.
 */
export class AccountRuntime {
  readonly id: AccountId;
  readonly source: MailSource;
  readonly #options: AccountRuntimeOptions;
  readonly #stop = new AbortController();
  readonly #sync: AccountSync;
  #status: AccountStatus = 'starting';
  #problem: Problem | null = null;
  #progress: SyncProgress | null = null;
  #failures = 0;
  #synced: boolean;
  #changed = true;
  #thorough = true;
  #nudge: (() => void) | null = null;
  #loop: Promise<void> | null = null;

  constructor(options: AccountRuntimeOptions) {
    this.#options = options;
    this.id = options.account.id;
    this.source = options.source;
    this.#synced = options.account.lastSyncAt !== null;
    this.#sync = createAccountSync({
      ...options,
      accountId: this.id,
      onProgress: (progress) => {
        this.#progress = progress;
        options.onChange();
      },
    });
  }

  get state(): { status: AccountStatus; problem: Problem | null; progress: SyncProgress | null } {
    return { status: this.#status, problem: this.#problem, progress: this.#progress };
  }

  start(): void {
    this.#loop ??= this.#run();
  }

  /** Looks for changes now, even while waiting after a failure; at everything, for the person wants to know. */
  syncNow(): void {
    this.#thorough = true;
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
    const watch = this.#watchForever();
    while (!signal.aborted) {
      this.#changed = false;
      await this.#syncOnce();
      await this.#pause(this.#untilNext());
    }
    await watch;
  }

  /** Milliseconds until the next look; none when something changed during the last one. */
  #untilNext(): number {
    if (this.#changed && this.#failures === 0) return 0;
    if (this.#status === 'sign-in-needed') return SIGN_IN_AGAIN_MS;
    if (this.#failures === 0) return POLL_MS;
    const asked = 1000 * (this.#problem?.retryAfterSeconds ?? 0);
    return Math.max(backoff(this.#failures, this.#options.random), asked);
  }

  async #syncOnce(): Promise<void> {
    const { db, account, clock, logger } = this.#options;
    if (this.#status !== 'live') this.#set('syncing', null);
    const thorough = this.#thorough;
    this.#thorough = false;
    const report = await this.#sync.run(this.#stop.signal, { thorough });
    if (this.#stop.signal.aborted) return;
    this.#progress = null;
    if (!report.ok) {
      this.#failures += 1;
      logger.warn(
        { account: account.id, code: report.problem.code, failures: this.#failures },
        'sync failed',
      );
      this.#set(statusOf(report.problem), report.problem);
      return;
    }
    this.#failures = 0;
    setLastSync(db, account.id, clock.now());
    const first = !this.#synced;
    this.#synced = true;
    this.#options.onSynced(first);
    this.#set('live', null);
  }

  /** Keeps a watch on the source; after a loss the next one waits like a sync does. */
  async #watchForever(): Promise<void> {
    const { signal } = this.#stop;
    let losses = 0;
    while (!signal.aborted) {
      const watching = await this.source.watch((change) => {
        if (change.kind !== 'lost') losses = 0;
        if (change.kind === 'mailbox') this.#sync.touch(change.path);
        // A lost watch may be the first sign that the server is gone: find out now, rather than say that all is well.
        if (change.kind !== 'lost' || this.#status === 'live') this.#look();
      }, signal);
      losses = watching.ok ? 0 : losses + 1;
      const refused = !watching.ok && watching.problem.code === 'wrong-password';
      const ms = refused ? SIGN_IN_AGAIN_MS : backoff(losses, this.#options.random);
      await wait(ms, undefined, { signal }).catch(() => undefined);
    }
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
    const signal = AbortSignal.any([this.#stop.signal, nudged.signal]);
    await wait(ms, undefined, { signal }).catch(() => undefined);
    this.#nudge = null;
  }
}

function statusOf(problem: Problem): AccountStatus {
  switch (problem.code) {
    case 'wrong-password':
    case 'secrets-unavailable':
      return 'sign-in-needed';
    case 'unreachable':
    case 'timeout':
    case 'throttled':
      return 'offline';
    default:
      return 'failed';
  }
}
