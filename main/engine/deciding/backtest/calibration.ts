/** An answer whose outcome is known. */
export interface Outcome {
  readonly probability: number;
  readonly right: boolean;
}

/** Answers of about the same probability: what was said of them, and what came true. Shares are 0 to 1. */
export interface CalibrationBin {
  readonly from: number;
  readonly to: number;
  readonly mails: number;
  /** Mean probability that was said. */
  readonly said: number;
  /** Share that was right. */
  readonly right: number;
}

/** A threshold, and what answering above it alone gives. Shares are 0 to 1. */
export interface Keeping {
  readonly threshold: number;
  readonly precision: number;
  /** Share of all mails that reach the threshold. */
  readonly coverage: number;
}

const BINS = 10;

/** Answers in 10 equal bins of probability, those that hold any. */
export function calibrationBins(all: readonly Outcome[]): CalibrationBin[] {
  const bins = Map.groupBy(all, ({ probability }) => Math.min(BINS - 1, Math.floor(probability * BINS)));
  return [...bins]
    .sort(([a], [b]) => a - b)
    .map(([bin, answers]) => ({
      from: bin / BINS,
      to: (bin + 1) / BINS,
      mails: answers.length,
      said: answers.reduce((sum, { probability }) => sum + probability, 0) / answers.length,
      right: answers.filter(({ right }) => right).length / answers.length,
    }));
}

/** Expected calibration error (Naeini et al. 2015): how far what was said lies from what came true, over all bins. */
export function calibrationError(bins: readonly CalibrationBin[]): number {
  const all = bins.reduce((sum, { mails }) => sum + mails, 0);
  const error = bins.reduce((sum, { mails, said, right }) => sum + Math.abs(right - said) * mails, 0);
  return all === 0 ? 0 : error / all;
}

/** The lowest threshold above which the promise held, looking back; null when there is none. */
export function thresholdThatKept(all: readonly Outcome[], promise: number): Keeping | null {
  const rights = sortedProbabilities(all, true);
  const wrongs = sortedProbabilities(all, false);
  let kept: Keeping | null = null;
  let right = 0;
  let wrong = 0;
  while (right + wrong < all.length) {
    // Equal probabilities stand or fall together.
    const threshold = Math.max(rights.at(-1 - right) ?? -1, wrongs.at(-1 - wrong) ?? -1);
    while (rights.at(-1 - right) === threshold) right += 1;
    while (wrongs.at(-1 - wrong) === threshold) wrong += 1;
    const precision = right / (right + wrong);
    if (precision >= promise) kept = { threshold, precision, coverage: (right + wrong) / all.length };
  }
  return kept;
}

/** Plain numbers: a hundred thousand of them are sorted in some milliseconds. */
function sortedProbabilities(all: readonly Outcome[], right: boolean): Float64Array {
  return Float64Array.from(
    all.filter((one) => one.right === right),
    ({ probability }) => probability,
  ).sort();
}
