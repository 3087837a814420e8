import type { MailboxId } from '../../../contract/ids.ts';
import type { MailFeatures } from '../../../contract/mail.ts';
import { Measures, type BacktestMeasures } from './backtest-measures.ts';
import { Decider, type Candidate } from './decider.ts';
import { PromiseKeeper } from './promise.ts';

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
  /** Mails given, and distinct folders among them. */
  readonly mails: number;
  readonly folders: number;
  readonly protocol: 'online' | 'step';
  readonly promise: number;
  /** Learning and deciding together, over all mails. */
  readonly msPerMail: number;
}

/**
 * Replays filed mail, oldest first as the caller gives it, and measures what would have been proposed before each was learned.
 * Online: a mail whose folder was never seen counts as an error. Step: such mails are left out, and accuracy is the mean over steps.
 */
export function backtest(mails: readonly FiledMail[], options: BacktestOptions): BacktestReport {
  const {
    protocol,
    step = 100,
    warmUp = 100,
    promise = 0.95,
    stopwatch = () => 0,
    folderName = String,
  } = options;
  const folders = new Map(
    [...new Set(mails.map(({ mailbox }) => mailbox))].map((id) => [
      id,
      { path: folderName(id), name: folderName(id) },
    ]),
  );
  const context = { folders, never: new Set<MailboxId>() };
  const decider = Decider.create();
  decider.nameFolders(folders);
  const measures = new Measures();
  const keeper = new PromiseKeeper(promise);
  const seen = new Set<MailboxId>();
  const begun = stopwatch();
  const size = protocol === 'step' ? step : 1;
  for (let at = 0; at < mails.length; at += size) {
    const part = mails.slice(at, at + size);
    const judged = at >= (protocol === 'step' ? step : warmUp);
    const answers = judged ? part.map(({ mail }) => decider.rank(mail, context)) : [];
    answers.forEach((ranked, index) => {
      const right = part[index]?.mailbox;
      if (right === undefined || (protocol === 'step' && !seen.has(right))) return;
      judge(ranked, right, measures, keeper.threshold);
    });
    measures.endStep();
    answers.forEach((ranked, index) => {
      const top = ranked[0];
      if (top) keeper.observe(top.probability, top.mailboxId === part[index]?.mailbox);
    });
    for (const { mail, mailbox } of part) {
      decider.learn(mail, mailbox);
      seen.add(mailbox);
    }
  }
  const took = stopwatch() - begun;
  return {
    mailbox: options.name ?? '',
    mails: mails.length,
    folders: folders.size,
    protocol,
    promise,
    ...measures.report(protocol, folderName),
    msPerMail: mails.length === 0 ? 0 : took / mails.length,
  };
}

function judge(ranked: readonly Candidate[], right: MailboxId, measures: Measures, threshold: number): void {
  const top = ranked[0];
  measures.add({
    right,
    answered: top?.mailboxId ?? null,
    probability: top?.probability ?? 0,
    amongThree: ranked.slice(0, 3).some(({ mailboxId }) => mailboxId === right),
    overThreshold: (top?.probability ?? 0) >= threshold,
  });
}
