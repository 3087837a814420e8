import type { AccountId, BatchId, MailboxId, MessageId } from '../../../contract/ids.ts';
import type { EventPayload } from '../../../contract/index.ts';
import { transaction, type WritableDb } from '../db/handles.ts';
import { countUnseenDemotions } from '../db/repositories/trust/folders.ts';
import { forgetReplays } from '../db/repositories/trust/replays.ts';
import type { RuleSet } from '../deciding/index.ts';
import type { HandlersOf } from '../handlers.ts';
import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';
import { storageTrouble } from '../platform/storage-trouble.ts';
import { trustCalls } from './calls.ts';
import { Replayer } from './replayer.ts';
import { Trust } from './trust.ts';

export interface TrustRoomDeps {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly rules: () => RuleSet;
  readonly onFiled: (filed: { account: AccountId; batch: BatchId; messages: readonly MessageId[] }) => void;
  readonly onDemoted: (demoted: EventPayload<'trust.demoted'>) => void;
  /** Something is proposed for a folder again that was off. */
  readonly onProposeAgain: (account: AccountId) => void;
  /** What the window shows of trust may be different now. */
  readonly onChange: () => void;
}

/** Trust for all accounts: what folders may do, the records that this rests on, and the calls about it. */
export class TrustRoom {
  readonly #deps: TrustRoomDeps;
  readonly #trust: Trust;
  readonly #replayers = new Map<AccountId, Replayer>();
  readonly calls: HandlersOf<'trust'>;

  constructor(deps: TrustRoomDeps) {
    this.#deps = deps;
    const { db, clock } = deps;
    this.#trust = new Trust({
      db,
      clock,
      onFiled: deps.onFiled,
      onDemoted: ({ account, folder, name, reason: { answers, right, promise } }) => {
        deps.onDemoted({ accountId: account, mailboxId: folder, folder: name, answers, right, promise });
      },
    });
    this.calls = trustCalls({
      db,
      clock,
      trust: this.#trust,
      replaying: (account) => this.#replayers.get(account)?.busy === true,
      onSet: (account, proposeAgain) => {
        if (proposeAgain) deps.onProposeAgain(account);
        deps.onChange();
      },
      onChange: deps.onChange,
    });
  }

  /** Demotions the person has not read of. */
  get demoted(): number {
    return countUnseenDemotions(this.#deps.db);
  }

  open(account: AccountId): void {
    this.#replayers.set(account, new Replayer({ ...this.#deps, accountId: account }));
  }

  async close(account: AccountId): Promise<void> {
    const replayer = this.#replayers.get(account);
    this.#replayers.delete(account);
    await replayer?.close();
  }

  /** Folders for which nothing is to be proposed. */
  off(account: AccountId): ReadonlySet<MailboxId> {
    return this.#trust.off(account);
  }

  /** Mail came and was decided: files what may be filed by itself, in the transaction in hand. */
  arrived(account: AccountId): void {
    this.#trust.file(account);
  }

  /** Nothing is left to decide: files what was missed, and measures the folders if that is due. */
  atRest(account: AccountId, learned: number): void {
    try {
      this.#trust.file(account);
    } catch (error) {
      // Nothing is lost: it waits, and is looked at again the next time.
      if (storageTrouble(error) !== 'disk-full') throw error;
    }
    this.#replayers.get(account)?.atRest(learned);
  }

  /** The person decided, or took something back: looks whether all promises still stand. */
  review(): void {
    this.#trust.review(null);
  }

  /** The rules are others: what replaying said of the old ones is found out again. */
  rulesChanged(): void {
    const { db } = this.#deps;
    transaction(db, () => {
      forgetReplays(db);
    });
  }

  /** Nothing is told any more. */
  stop(): void {
    this.#trust.close();
  }
}
