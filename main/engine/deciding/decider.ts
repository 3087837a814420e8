import type { Cause, Evidence, Stage } from '../../../contract/evidence.ts';
import type { MailboxId } from '../../../contract/ids.ts';
import { FEATURES_VERSION, type MailFeatures } from '../../../contract/mail.ts';
import type { RulePriority } from '../../../contract/rules.ts';
import { causeOf } from './causes.ts';
import { onlyMarked } from './by-rules.ts';
import { combine } from './combine.ts';
import { evidenceFor, talliesOf, type Tallies } from './evidence.ts';
import { ByteReader, ByteWriter } from './learned/bytes.ts';
import type { Doubt } from './learned/doubts.ts';
import { Model, type View } from './learned/model.ts';
import { askRules, type Folder } from './rules/ask.ts';
import type { RuleSet } from './rules/rule.ts';

/** A folder and the chance, 0 to 1, that the mail belongs there. */
export interface Candidate {
  readonly mailboxId: MailboxId;
  readonly probability: number;
}

/** Where a mail should go, how sure that is, and why. */
export interface Decision {
  /** Null: it should stay where it is, and be marked. */
  readonly target: MailboxId | null;
  readonly probability: number;
  readonly stage: Stage;
  readonly evidence: Evidence[];
  /** The next best folders, most likely first; at most 4, without the target. */
  readonly alternatives: Candidate[];
  /** Equal for mails of one cause. */
  readonly groupKey: string;
  readonly cause: Cause;
  /** IMAP flags and keywords that the person's rules want set; some may be set already. */
  readonly marks: readonly string[];
}

/** All that deciding has to say of a mail. */
export interface Verdict {
  /** Null when nothing is to be done with it. */
  readonly decision: Decision | null;
  /** What the rules say; null when they say nothing. */
  readonly priority: RulePriority | null;
  readonly vip: boolean;
}

/** What one stage would say on its own; no candidates when it abstains. */
export interface StageAnswer {
  readonly stage: Stage;
  readonly candidates: Candidate[];
  readonly evidence: Evidence[];
}

/** What a decision may use besides the mail. `folders` is taken as unchanging: give a new map when folders change. */
export interface DecidingContext {
  readonly rules: RuleSet;
  /** Folders that may be proposed. */
  readonly folders: ReadonlyMap<MailboxId, Folder>;
  /** Folders that must not be proposed for this mail. */
  readonly never: ReadonlySet<MailboxId>;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** What a language model thinks of this mail; left out when it was not asked. */
  readonly opinion?: SecondOpinion | null;
}

/** A second opinion of a mail, and how it is joined with the first. */
export interface SecondOpinion {
  /** Chances by folder; what is missing to 1 is "none of these". */
  readonly chances: ReadonlyMap<MailboxId, number>;
  readonly join: (learned: ReadonlyMap<MailboxId, number>) => ReadonlyMap<MailboxId, number>;
}

/** Raised when what `serialize` writes changes its meaning. */
const STATE_VERSION = 5;
const MOST_ALTERNATIVES = 4;
/** Sender memory counts as the deciding stage from this many mails, this pure. */
const SENDER_MAILS = 3;
const SENDER_SHARE = 0.95;

/** Decides where mail of one account goes: memory of threads and senders, the person's rules, and a model that learns. */
export class Decider {
  readonly #model: Model;

  private constructor(model: Model) {
    this.#model = model;
  }

  /** A decider that knows nothing yet. */
  static create(): Decider {
    return new Decider(new Model());
  }

  /** The decider that `serialize` wrote; null when the bytes are of another version or broken: learn again then. */
  static restore(bytes: Uint8Array): Decider | null {
    try {
      const reader = new ByteReader(bytes);
      const [state, features] = reader.array(Uint32Array);
      if (state !== STATE_VERSION || features !== FEATURES_VERSION) return null;
      return new Decider(Model.read(reader));
    } catch (error) {
      if (error instanceof RangeError) return null;
      throw error;
    }
  }

  serialize(): Uint8Array {
    const writer = new ByteWriter();
    writer.array(Uint32Array.of(STATE_VERSION, FEATURES_VERSION));
    this.#model.write(writer);
    return writer.finish();
  }

  /** Mails learned and not taken back. */
  get learnedCount(): number {
    return this.#model.learned;
  }

  /** Takes what folders are called, which helps to learn; `decide`, `rank` and `explain` do this by themselves. */
  nameFolders(folders: DecidingContext['folders']): void {
    this.#model.nameFolders(folders);
  }

  /** Takes what the person said must not speak for a folder, in place of what was said before. */
  doubt(doubts: readonly Doubt[]): void {
    this.#model.doubt(doubts);
  }

  /** Learns that the mail belongs in the mailbox. Learning a mail twice counts it twice. */
  learn(mail: MailFeatures, mailbox: MailboxId): void {
    this.#model.learn(mail, mailbox);
  }

  /** Takes back that the mail belongs in the mailbox, when it is moved away. */
  unlearn(mail: MailFeatures, mailbox: MailboxId): void {
    this.#model.unlearn(mail, mailbox);
  }

  /** Takes a hint that a mail may belong in a mailbox: weak evidence, which is kept only as long as this decider. */
  hint(mail: MailFeatures, mailbox: MailboxId): void {
    this.#model.hint(mail, mailbox);
  }

  /** Forgets all that was learned of a mailbox. */
  forgetMailbox(mailbox: MailboxId): void {
    this.#model.forget(mailbox);
  }

  /** All known and allowed folders, most likely first, with their chances; what is missing to 1 is "none of these". */
  rank(mail: MailFeatures, context: Pick<DecidingContext, 'folders' | 'never'>): Candidate[] {
    return this.#ranked(this.#view(mail, context));
  }

  /** Decides, or abstains (null) when nothing is likely enough. */
  decide(mail: MailFeatures, context: DecidingContext): Decision | null {
    return this.judge(mail, context).decision;
  }

  /** Decides, and says what the rules say of the mail besides. */
  judge(mail: MailFeatures, context: DecidingContext): Verdict {
    const view = this.#view(mail, context);
    const first = this.#ranked(view);
    const ranked = context.opinion ? joined(first, context.opinion, context.never) : first;
    const said = askRules(context.rules, mail, context.folders, context.never, context.now);
    const { answers, marks, priority, vip } = said;
    const top = ranked[0];
    const tallies = talliesOf(this.#model, mail, top ? this.#model.columnOf(top.mailboxId) : -1);
    const choice = combine(ranked, answers[0], { thread: pure(tallies.thread.filed, tallies.thread.total) });
    if (!choice) {
      const others = alternatives(ranked, answers, null);
      return { decision: onlyMarked(mail, said, others), priority, vip };
    }
    const column = this.#model.columnOf(choice.target);
    const led = choice.target === top?.mailboxId ? tallies : talliesOf(this.#model, mail, column);
    const rule = answers.find((answer) => answer.mailboxId === choice.target);
    const evidence = column < 0 ? [] : evidenceFor(this.#model, view, column);
    const opined = choice.stage === 'learned' ? context.opinion?.chances.get(choice.target) : undefined;
    if (opined !== undefined) evidence.unshift({ kind: 'opinion', chance: opined });
    if (rule && choice.stage === 'rules') evidence.unshift({ kind: 'rule', rule: rule.rule });
    const decision: Decision = {
      target: choice.target,
      probability: choice.probability,
      stage: stageOf(choice.stage, led, opined),
      evidence: evidence.slice(0, 3),
      alternatives: alternatives(ranked, answers, choice.target),
      ...causeOf(mail, {
        sender: led.sender.filed > 0 || choice.stage === 'rules',
        subject: led.subject.filed > 1,
        thread: led.thread.filed > 0,
      }),
      marks,
    };
    return { decision, priority, vip };
  }

  /** What words of the mail tell of where it belongs, by folded word; words that are not there tell nothing. */
  worth(mail: MailFeatures): ReadonlyMap<string, number> {
    return this.#model.words.worth(this.#model.view(mail).words);
  }

  /** What each stage says of the mail by itself, in the order they are asked. */
  explain(mail: MailFeatures, context: DecidingContext): StageAnswer[] {
    const view = this.#view(mail, context);
    const ranked = this.#ranked(view);
    const remembered = ranked.map(({ mailboxId }) => {
      const tallies = talliesOf(this.#model, mail, this.#model.columnOf(mailboxId));
      const { filed, total } = tallies.thread.total > 0 ? tallies.thread : tallies.sender;
      // Laplace's rule of succession against one imagined mail that went elsewhere.
      return { mailboxId, probability: filed === 0 ? 0 : filed / (total + 1) };
    });
    const memory = remembered.filter(({ probability }) => probability > 0).sort(byProbability);
    const { answers } = askRules(context.rules, mail, context.folders, context.never, context.now);
    const best = (candidate: Candidate | undefined): Evidence[] =>
      candidate ? evidenceFor(this.#model, view, this.#model.columnOf(candidate.mailboxId)) : [];
    return [
      {
        stage: 'memory',
        candidates: memory.slice(0, 5),
        evidence: best(memory[0]).filter(({ kind }) => kind !== 'words'),
      },
      {
        stage: 'rules',
        candidates: answers.map(({ mailboxId, confidence }) => ({ mailboxId, probability: confidence })),
        evidence: answers.map(({ rule }) => ({ kind: 'rule', rule })),
      },
      { stage: 'learned', candidates: ranked.slice(0, 5), evidence: best(ranked[0]) },
    ];
  }

  #view(mail: MailFeatures, { folders, never }: Pick<DecidingContext, 'folders' | 'never'>): View {
    this.#model.nameFolders(folders);
    return this.#model.view(mail, (mailbox) => folders.has(mailbox) && !never.has(mailbox));
  }

  #ranked(view: View): Candidate[] {
    const chances = this.#model.judge.probabilities(view);
    return Array.from(view.columns, (column, at) => ({
      mailboxId: this.#model.mailboxOf(column),
      probability: chances[at] ?? 0,
    })).sort(byProbability);
  }
}

function byProbability(a: Candidate, b: Candidate): number {
  return b.probability - a.probability || a.mailboxId - b.mailboxId;
}

function pure(filed: number, total: number): boolean {
  return filed > 0 && filed === total;
}

/** What classifier and language model think together, most likely first. */
function joined(
  learned: readonly Candidate[],
  opinion: SecondOpinion,
  never: ReadonlySet<MailboxId>,
): Candidate[] {
  const chances = opinion.join(
    new Map(learned.map(({ mailboxId, probability }) => [mailboxId, probability])),
  );
  return Array.from(chances, ([mailboxId, probability]) => ({ mailboxId, probability }))
    .filter(({ mailboxId }) => !never.has(mailboxId))
    .sort(byProbability);
}

function stageOf(stage: Stage, led: Tallies, opined: number | undefined): Stage {
  if (stage !== 'learned') return stage;
  return opined === undefined ? learnedStage(led) : 'language-model';
}

function learnedStage({ thread, sender }: Tallies): Stage {
  if (pure(thread.filed, thread.total)) return 'memory';
  return sender.filed >= SENDER_MAILS && sender.filed >= SENDER_SHARE * sender.total ? 'memory' : 'learned';
}

function alternatives(
  ranked: readonly Candidate[],
  answers: readonly { mailboxId: MailboxId; confidence: number }[],
  target: MailboxId | null,
): Candidate[] {
  const others = ranked.filter(({ mailboxId, probability }) => mailboxId !== target && probability >= 0.005);
  for (const { mailboxId, confidence } of answers) {
    if (mailboxId === target || others.some((other) => other.mailboxId === mailboxId)) continue;
    others.push({ mailboxId, probability: confidence / 2 });
  }
  return others.sort(byProbability).slice(0, MOST_ALTERNATIVES);
}
