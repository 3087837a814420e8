import type { MailboxId } from '../../../../contract/ids.ts';
import type { MailFeatures } from '../../../../contract/mail.ts';
import { Decider, type Candidate } from '../decider.ts';
import { PromiseKeeper } from '../promise.ts';
import type { Folder } from '../rules/ask.ts';
import { Measures, type BacktestMeasures, type Judgement } from './measures.ts';

export interface FiledMail {
  readonly mail: MailFeatures;
  readonly mailbox: MailboxId;
}

export interface BacktestOptions {
  /** `online`: each mail is decided, then learned. `step`: learn the first kN, decide the next N (Bekkerman et al. 2004). */
  readonly protocol: 'online' | 'step';
  /** N of the step protocol. */
  readonly step?: number;
  /** Mails at the start that only train in the online protocol. */
  readonly warmUp?: number;
  /** Precision to keep, 0 to 1. */
  readonly promise?: number;
  /** What the report is called. */
  readonly name?: string;
  readonly folderName?: (mailbox: MailboxId) => string;
  /** Milliseconds that only go forward; without it the report says 0 ms a mail. */
  readonly stopwatch?: () => number;
}

export interface BacktestReport extends BacktestMeasures {
  readonly mailbox: string;
  /** Mails replayed, and distinct folders among them. */
  readonly mails: number;
  readonly folders: number;
  readonly protocol: 'online' | 'step';
  readonly promise: number;
  /** Learning and deciding together, over all mails. */
  readonly msPerMail: number;
}

/** A mail that was decided before it was learned, and how that came out. */
export interface Judged<M extends FiledMail> {
  readonly filed: M;
  readonly judgement: Judgement;
}

/** Replays filed mail to its end; see `replay`. */
export function backtest(mails: readonly FiledMail[], options: BacktestOptions): BacktestReport {
  const { folderName = String } = options;
  const folders = new Map<MailboxId, Folder>();
  for (const { mailbox } of mails) {
    if (!folders.has(mailbox)) folders.set(mailbox, { path: folderName(mailbox), name: folderName(mailbox) });
  }
  const steps = replay(mails, folders, options);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/**
 * Replays filed mail, oldest first as the caller gives it, and measures what would have been proposed before each was learned.
 * Online: a mail whose folder was never seen counts as an error. Step: such mails are left out, and accuracy is the mean over steps.
 * `folders` are those among the mails. Each step of the generator is a millisecond or so of work, and gives the mail that was
 * judged by it, or null; mails are taken from the iterable as they are needed.
 */
export function* replay<M extends FiledMail>(
  mails: Iterable<M>,
  folders: ReadonlyMap<MailboxId, Folder>,
  options: BacktestOptions,
): Generator<Judged<M> | null, BacktestReport> {
  const { protocol, step = 100, warmUp = 100, promise = 0.95, stopwatch = () => 0 } = options;
  const context = { folders, never: new Set<MailboxId>() };
  const decider = Decider.create();
  decider.nameFolders(folders);
  const measures = new Measures();
  const keeper = new PromiseKeeper(promise);
  const seen = new Set<MailboxId>();
  let took = 0;
  const timed = <T>(work: () => T): T => {
    const begun = stopwatch();
    const result = work();
    took += stopwatch() - begun;
    return result;
  };
  let count = 0;
  for (const part of partsOf(mails, protocol === 'step' ? step : 1)) {
    const isJudged = count >= (protocol === 'step' ? step : warmUp);
    const answers: { probability: number; right: boolean }[] = [];
    for (const filed of isJudged ? part : []) {
      const ranked = timed(() => decider.rank(filed.mail, context));
      const judgement = judge(ranked, filed.mailbox, keeper.threshold);
      const top = ranked[0];
      if (top) answers.push({ probability: top.probability, right: top.mailboxId === filed.mailbox });
      const counts = protocol === 'online' || seen.has(filed.mailbox);
      if (counts) measures.add(judgement);
      yield counts ? { filed, judgement } : null;
    }
    measures.endStep();
    timed(() => answers.forEach(({ probability, right }) => keeper.observe(probability, right)));
    for (const { mail, mailbox } of part) {
      timed(() => decider.learn(mail, mailbox));
      seen.add(mailbox);
      yield null;
    }
    count += part.length;
  }
  const counted = measures.report({ protocol, promise, folderName: options.folderName ?? String });
  let report = counted.next();
  for (; !report.done; report = counted.next()) yield null;
  return {
    mailbox: options.name ?? '',
    mails: count,
    folders: seen.size,
    protocol,
    promise,
    ...report.value,
    msPerMail: count === 0 ? 0 : took / count,
  };
}

function* partsOf<T>(all: Iterable<T>, size: number): Generator<T[]> {
  let part: T[] = [];
  for (const one of all) {
    part.push(one);
    if (part.length < size) continue;
    yield part;
    part = [];
  }
  if (part.length > 0) yield part;
}

function judge(ranked: readonly Candidate[], right: MailboxId, threshold: number): Judgement {
  const top = ranked[0];
  return {
    right,
    answered: top?.mailboxId ?? null,
    probability: top?.probability ?? 0,
    amongThree: ranked.slice(0, 3).some(({ mailboxId }) => mailboxId === right),
    overThreshold: (top?.probability ?? 0) >= threshold,
  };
}
