import type { AccountId, MailboxId, MessageId } from '../../../contract/ids.ts';
import type { WritableDb } from '../db/handles.ts';
import { readFeatures } from '../db/repositories/mail/features.ts';
import type { InboxRow } from '../db/repositories/deciding/learning.ts';
import { listFolders } from '../db/repositories/mail/mailbox-paths.ts';
import {
  findPending,
  neverAgain,
  nextRevision,
  putProposal,
  renewEvidence,
  withdrawProposal,
} from '../db/repositories/deciding/proposals.ts';
import { decideByRules, type Decider, type Decision, type RuleSet } from '../deciding/index.ts';
import type { Clock } from '../platform/clock.ts';

/** A change of probability smaller than this is not worth a new revision. */
const NOTICEABLE = 0.02;

export interface InboxDeciderOptions {
  readonly db: WritableDb;
  readonly accountId: AccountId;
  readonly clock: Clock;
  readonly rules: () => RuleSet;
}

/** Brings proposals for single mails up to date. Every method runs inside a transaction of the caller. */
export class InboxDecider {
  readonly #options: InboxDeciderOptions;
  #folders: ReturnType<typeof listFolders> = new Map();
  #revision: number | null = null;

  constructor(options: InboxDeciderOptions) {
    this.#options = options;
  }

  /** Begins a slice: looks once at what the folders are. The same map is kept while they stay the same, for it is a key. */
  begin(): void {
    const { db, accountId } = this.#options;
    const folders = listFolders(db, accountId);
    const same =
      folders.size === this.#folders.size &&
      [...folders].every(([id, { path }]) => this.#folders.get(id)?.path === path);
    if (!same) this.#folders = folders;
    this.#revision = null;
  }

  get folders(): ReadonlyMap<MailboxId, { readonly path: string; readonly name: string }> {
    return this.#folders;
  }

  /** Ends a slice: whether a proposal changed. */
  end(): boolean {
    return this.#revision !== null;
  }

  /** Decides a mail of the inbox with everything there is. */
  decide(row: InboxRow, decider: Decider): void {
    const mail = readFeatures(this.#options.db, row.id);
    this.#put(row, mail && decider.decide(mail, this.#context(row.id)));
  }

  /** Decides a mail that just came, by the rules alone; one that has a proposal keeps it. */
  decideByRules(row: InboxRow): void {
    const { db } = this.#options;
    if (findPending(db, row.id)) return;
    const mail = readFeatures(db, row.id);
    const decision = mail && decideByRules(mail, this.#context(row.id));
    if (decision) this.#put(row, decision);
  }

  #context(id: MessageId) {
    const { db, clock, rules } = this.#options;
    return { rules: rules(), folders: this.#folders, never: neverAgain(db, id), now: clock.now() };
  }

  #put(row: InboxRow, decision: Decision | null): void {
    const { db, accountId, clock } = this.#options;
    if (!this.#differs(row.id, decision)) {
      // The same answer, on the grounds of today: not a new proposal, so approvals on their way still mean it.
      if (decision) renewEvidence(db, row.id, decision.evidence);
      return;
    }
    this.#revision ??= nextRevision(db);
    if (!decision) withdrawProposal(db, row.id);
    else {
      const proposal = { ...decision, accountId, messageId: row.id, from: row.mailbox };
      putProposal(db, proposal, this.#revision, clock.now());
    }
  }

  #differs(id: MessageId, decision: Decision | null): boolean {
    const waiting = findPending(this.#options.db, id);
    if (!waiting || !decision) return waiting !== null || decision !== null;
    return (
      waiting.target !== decision.target ||
      waiting.stage !== decision.stage ||
      Math.abs(waiting.probability - decision.probability) > NOTICEABLE
    );
  }
}
