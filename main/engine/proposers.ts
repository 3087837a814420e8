import type { AccountId, MessageId } from '../../contract/ids.ts';
import type { WritableDb } from './db/handles.ts';
import { findAccount } from './db/repositories/accounts.ts';
import type { RuleSet } from './deciding/index.ts';
import type { Calm } from './platform/calm.ts';
import type { Clock } from './platform/clock.ts';
import type { Logger } from './platform/logger.ts';
import type { SecondStage } from './suggestions/inbox-decider.ts';
import { Proposer } from './suggestions/proposer.ts';
import type { TrustRoom } from './trust/index.ts';

export interface ProposersOptions {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly calm: Calm;
  readonly rules: () => RuleSet;
  readonly trust: () => TrustRoom;
  readonly second: (account: AccountId) => SecondStage;
  /** Mails arrived and were decided; inside the transaction. */
  readonly onArrived: (ids: readonly MessageId[]) => void;
  readonly onChange: () => void;
}

/** The proposers of all open accounts, and which accounts are filling for the first time. */
export class Proposers {
  readonly #options: ProposersOptions;
  readonly #all = new Map<AccountId, Proposer>();
  /** Accounts whose first sync is not complete. */
  readonly #filling = new Set<AccountId>();

  constructor(options: ProposersOptions) {
    this.#options = options;
  }

  get(account: AccountId): Proposer | undefined {
    return this.#all.get(account);
  }

  all(): IterableIterator<Proposer> {
    return this.#all.values();
  }

  get busy(): boolean {
    return [...this.#all.values()].some(({ busy }) => busy);
  }

  /** Whether a first sync is under way, for which everything else makes room. */
  get mailPoursIn(): boolean {
    return this.#filling.size > 0;
  }

  open(account: AccountId): void {
    const { db, clock, logger, calm, rules, second, onArrived, onChange } = this.#options;
    const trust = this.#options.trust();
    trust.open(account);
    if (findAccount(db, account)?.lastSyncAt === null) this.#filling.add(account);
    const proposer = new Proposer({
      db,
      accountId: account,
      rules,
      off: () => trust.off(account),
      second: second(account),
      clock,
      logger,
      calm,
      onChange,
      mailPoursIn: () => this.mailPoursIn,
      onRest: () => {
        if (!this.#filling.has(account)) trust.atRest(account, proposer.decider.learnedCount);
      },
      onArrived: (ids) => {
        trust.arrived(account);
        onArrived(ids);
      },
    });
    this.#all.set(account, proposer);
  }

  /** The account is up to date: for the first time, or with folders gone that mail was proposed for (`stale`). */
  synced(account: AccountId, { first, stale }: { first: boolean; stale: boolean }): void {
    this.#filling.delete(account);
    if (first) this.get(account)?.relearn();
    else if (stale) this.get(account)?.learnFrom([]);
  }

  async close(account: AccountId): Promise<void> {
    const proposer = this.#all.get(account);
    this.#all.delete(account);
    this.#filling.delete(account);
    await this.#options.trust().close(account);
    await proposer?.close();
  }
}
