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
  const sorted = all.toSorted((a, b) => b.probability - a.probability);
  let kept: Keeping | null = null;
  let right = 0;
  sorted.forEach((answer, at) => {
    right += answer.right ? 1 : 0;
    // Equal probabilities stand or fall together.
    if (sorted[at + 1]?.probability === answer.probability) return;
    const precision = right / (at + 1);
    if (precision < promise) return;
    kept = { threshold: answer.probability, precision, coverage: (at + 1) / sorted.length };
  });
  return kept;
}
