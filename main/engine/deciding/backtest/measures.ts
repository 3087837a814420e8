import type { MailboxId } from '../../../../contract/ids.ts';
import {
  calibrationBins,
  calibrationError,
  thresholdThatKept,
  type CalibrationBin,
  type Keeping,
} from './calibration.ts';

export interface FolderMeasures {
  readonly folder: string;
  /** Judged mails that belong in the folder. */
  readonly mails: number;
  /** Judged mails that were proposed for it. */
  readonly proposed: number;
  readonly recall: number;
  readonly precision: number;
  /** Proposals above the promise's threshold, and how many of those were right. */
  readonly promised: number;
  readonly kept: number;
  /** Looking back, the lowest probability above which the proposals for it kept the promise; null when none did. */
  readonly threshold: number | null;
}

export interface BacktestMeasures {
  /** Judged mails. All shares below are of these, 0 to 1. */
  readonly judged: number;
  readonly accuracy: number;
  readonly top3: number;
  readonly precisionAtPromise: number;
  readonly coverageAtPromise: number;
  /** Expected calibration error over 10 equal bins of probability (Naeini et al. 2015). */
  readonly ece: number;
  readonly calibration: CalibrationBin[];
  /** Looking back, the lowest threshold that would have kept the promise; null when none would. */
  readonly keeping: Keeping | null;
  readonly perFolder: FolderMeasures[];
  /** Most frequent mistakes: mails of `folder` that were proposed for `proposed`. */
  readonly confusions: { readonly folder: string; readonly proposed: string; readonly mails: number }[];
}

export interface Judgement {
  readonly right: MailboxId;
  /** Null when nothing could be proposed. */
  readonly answered: MailboxId | null;
  readonly probability: number;
  readonly amongThree: boolean;
  readonly overThreshold: boolean;
}

const MOST_CONFUSIONS = 20;

/** Counts what a back-test saw. */
export class Measures {
  readonly #judgements: Judgement[] = [];
  readonly #steps: number[] = [];
  #stepFrom = 0;

  add(judgement: Judgement): void {
    this.#judgements.push(judgement);
  }

  /** Ends a step: its accuracy counts as much as any other's. A step without judged mails does not count. */
  endStep(): void {
    const part = this.#judgements.slice(this.#stepFrom);
    if (part.length > 0) this.#steps.push(share(part, isRight));
    this.#stepFrom = this.#judgements.length;
  }

  /** Counts all of it together; a step of the generator is some milliseconds even of a hundred thousand mails. */
  *report({
    protocol,
    promise,
    folderName,
  }: {
    readonly protocol: 'online' | 'step';
    readonly promise: number;
    readonly folderName: (mailbox: MailboxId) => string;
  }): Generator<void, BacktestMeasures> {
    const all = this.#judgements;
    const outcomes = all.map(outcomeOf);
    yield;
    const calibration = calibrationBins(outcomes);
    yield;
    const keeping = thresholdThatKept(outcomes, promise);
    yield;
    const folders = yield* perFolder(all, promise, folderName);
    yield;
    const over = all.filter(({ overThreshold }) => overThreshold);
    return {
      judged: all.length,
      accuracy: protocol === 'step' ? mean(this.#steps) : share(all, isRight),
      top3: share(all, ({ amongThree }) => amongThree),
      precisionAtPromise: share(over, isRight),
      coverageAtPromise: all.length === 0 ? 0 : over.length / all.length,
      ece: calibrationError(calibration),
      calibration,
      keeping,
      perFolder: folders,
      confusions: confusions(all, folderName),
    };
  }
}

function isRight({ answered, right }: Judgement): boolean {
  return answered === right;
}

function outcomeOf(judgement: Judgement): { probability: number; right: boolean } {
  return { probability: judgement.probability, right: isRight(judgement) };
}

function share(all: readonly Judgement[], holds: (one: Judgement) => boolean): number {
  return all.length === 0 ? 0 : all.filter(holds).length / all.length;
}

function mean(numbers: readonly number[]): number {
  return numbers.length === 0 ? 0 : numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}

function* perFolder(
  all: readonly Judgement[],
  promise: number,
  folderName: (mailbox: MailboxId) => string,
): Generator<void, FolderMeasures[]> {
  const belonging = Map.groupBy(all, ({ right }) => right);
  yield;
  const proposed = Map.groupBy(all, ({ answered }) => answered);
  const folders = new Set([...belonging.keys(), ...[...proposed.keys()].filter((id) => id !== null)]);
  const measured: FolderMeasures[] = [];
  for (const folder of folders) {
    yield;
    const mails = belonging.get(folder) ?? [];
    const answers = proposed.get(folder) ?? [];
    const promised = answers.filter(({ overThreshold }) => overThreshold);
    measured.push({
      folder: folderName(folder),
      mails: mails.length,
      proposed: answers.length,
      recall: share(mails, isRight),
      precision: share(answers, isRight),
      promised: promised.length,
      kept: promised.filter(isRight).length,
      threshold: thresholdThatKept(answers.map(outcomeOf), promise)?.threshold ?? null,
    });
  }
  return measured.sort((a, b) => b.mails - a.mails);
}

function confusions(
  all: readonly Judgement[],
  folderName: (mailbox: MailboxId) => string,
): BacktestMeasures['confusions'] {
  const counted = new Map<string, { folder: string; proposed: string; mails: number }>();
  for (const { right, answered } of all) {
    if (answered === null || answered === right) continue;
    const key = `${right} ${answered}`;
    const entry = counted.get(key) ?? { folder: folderName(right), proposed: folderName(answered), mails: 0 };
    entry.mails += 1;
    counted.set(key, entry);
  }
  return [...counted.values()].sort((a, b) => b.mails - a.mails).slice(0, MOST_CONFUSIONS);
}
