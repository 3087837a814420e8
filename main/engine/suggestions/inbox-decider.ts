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
import {
  decideByRules,
  NO_RULES,
  rulesFor,
  uncertainOf,
  type Decider,
  type Decision,
  type RuleSet,
  type SecondOpinion,
  type Uncertain,
  type Verdict,
} from '../deciding/index.ts';
import { findAccount } from '../db/repositories/accounts.ts';
import { writeUrgency } from '../db/repositories/deciding/urgency.ts';
import type { Clock } from '../platform/clock.ts';

/** A change of probability smaller than this is not worth a new revision. */
const NOTICEABLE = 0.02;

export interface InboxDeciderOptions {
  readonly db: WritableDb;
  readonly accountId: AccountId;
  readonly clock: Clock;
  readonly rules: () => RuleSet;
  /** Folders the person wants nothing proposed for. */
  readonly off?: () => ReadonlySet<MailboxId>;
  /** A language model that is asked where the classifier is not sure. */
  readonly second?: SecondStage;
}

/** The stage that is asked about what the others leave open. */
export interface SecondStage {
  /** What it said of a mail; null when it was not asked. */
  readonly find: (id: MessageId) => SecondOpinion | null;
  /** Notes that a mail is uncertain (with what the classifier thinks of it), or no longer is (null). */
  readonly wish: (id: MessageId, uncertain: Uncertain | null) => void;
}

/** Brings proposals for single mails up to date. Every method runs inside a transaction of the caller. */
export class InboxDecider {
  readonly #options: InboxDeciderOptions;
  #folders: ReturnType<typeof listFolders> = new Map();
  #off: ReadonlySet<MailboxId> = new Set();
  #revision: number | null = null;
  #rules: RuleSet = NO_RULES;
  /** Of the mail in hand. */
  #never: ReadonlySet<MailboxId> = new Set();

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
    this.#off = this.#options.off?.() ?? new Set();
    this.#revision = null;
    this.#rules = this.#ownRules();
  }

  get folders(): ReadonlyMap<MailboxId, { readonly path: string; readonly name: string }> {
    return this.#folders;
  }

  /** The rules that are for this account. */
  #ownRules(): RuleSet {
    const { db, accountId, rules } = this.#options;
    const account = findAccount(db, accountId);
    return account ? rulesFor(rules(), account) : NO_RULES;
  }

  /** Ends a slice: whether a proposal changed. */
  end(): boolean {
    return this.#revision !== null;
  }

  /** Decides a mail of the inbox with everything there is. */
  decide(row: InboxRow, decider: Decider): void {
    const mail = readFeatures(this.#options.db, row.id);
    if (!mail) return this.#put(row, null);
    const context = this.#context(row.id);
    const opinion = this.#options.second?.find(row.id) ?? null;
    const verdict = decider.judge(mail, { ...context, opinion });
    if (!opinion) {
      const known = { folders: this.#folders, never: this.#never };
      const uncertain = uncertainOf(mail, verdict.decision, () => decider.rank(mail, known));
      this.#options.second?.wish(row.id, uncertain);
    }
    this.#take(row, verdict);
  }

  /** Decides a mail that just came, by the rules alone; one that has a proposal keeps it. */
  decideByRules(row: InboxRow): void {
    const { db } = this.#options;
    if (findPending(db, row.id)) return;
    const mail = readFeatures(db, row.id);
    const verdict = mail && decideByRules(mail, this.#context(row.id));
    if (verdict) this.#take(row, verdict);
  }

  #take(row: InboxRow, { decision, priority, vip }: Verdict): void {
    writeUrgency(this.#options.db, row.id, { priority, vip });
    this.#put(row, decision && settled(row, decision, this.#never));
  }

  #context(id: MessageId) {
    const { db, clock } = this.#options;
    this.#never = neverAgain(db, id);
    return { rules: this.#rules, folders: this.#folders, never: this.#never, now: clock.now() };
  }

  #put(row: InboxRow, decided: Settled | null): void {
    const { db, accountId, clock } = this.#options;
    // Decided with all folders: mail that belongs in one of these belongs in no other.
    const decision = decided && this.#off.has(decided.target) ? null : decided;
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

  #differs(id: MessageId, decision: Settled | null): boolean {
    const waiting = findPending(this.#options.db, id);
    if (!waiting || !decision) return waiting !== null || decision !== null;
    return (
      waiting.target !== decision.target ||
      waiting.stage !== decision.stage ||
      waiting.marks.join(' ') !== decision.marks.join(' ') ||
      Math.abs(waiting.probability - decision.probability) > NOTICEABLE
    );
  }
}

/** A decision for a mail as it lies in its mailbox. */
type Settled = Decision & { readonly target: MailboxId };

/** Leaves out what the mail has already; null when nothing is left to do, or it was done or refused before. */
function settled(row: InboxRow, decision: Decision, never: ReadonlySet<MailboxId>): Settled | null {
  const has = row.flags.split(' ');
  const marks = decision.marks.filter((mark) => !has.includes(mark));
  const target = decision.target ?? row.mailbox;
  if (decision.target === null && (marks.length === 0 || never.has(target))) return null;
  return { ...decision, target, marks };
}
