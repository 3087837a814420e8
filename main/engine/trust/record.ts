import { wilsonLowerBound } from '../deciding/index.ts';

/** What was proposed for a folder, and what came of it. */
export interface Answer {
  readonly probability: number;
  readonly right: boolean;
  /** Filed by the folder itself, and not by the person. */
  readonly byItself: boolean;
}

/** What a record proves of a promised precision. */
export interface Proof {
  /** The lowest probability above which the promise is proven; null: at none. */
  readonly threshold: number | null;
  /** Answers counted, and how many of them were right: those above the threshold, or above the one that is nearest to proof. */
  readonly answers: number;
  readonly right: number;
  /** Lower end of Wilson's interval of their share, one-sided 95 %. */
  readonly lowerBound: number;
  /** Right answers in a row that are still missing to the proof. */
  readonly missing: number;
  /** Share, 0 to 1, of all answers of the record that are above that threshold. */
  readonly coverage: number;
}

/** Answers that count: older ones were given by a model that knew less. At a promise of 99 % it takes 268 right ones to prove it. */
export const MEMORY = 600;
/** One-sided 95 %: whoever lets a folder file by itself gives something out of hand. */
const Z = 1.645;
/** Whatever the record says, nothing is filed without asking that has one chance in five to be wrong: few such answers drown among sure ones. */
const LEAST_PROBABILITY = 0.8;
/** Answers that say whether the promise is being kept. */
const RECENT = 100;
const MOST_MISSING = 100_000;

/**
 * Finds the lowest probability above which the promise is proven by a record, and kept by its last answers: a long good past
 * does not outweigh that it is being broken now. `newestFirst`: the record.
 */
export function prove(newestFirst: readonly Answer[], promise: number): Proof {
  const proof = proveByAll(newestFirst, promise);
  if (proof.threshold === null) return proof;
  const missing = missingToKeep(newestFirst, proof.threshold, promise);
  return missing === 0 ? proof : { ...proof, threshold: null, missing };
}

function proveByAll(answers: readonly Answer[], promise: number): Proof {
  const sorted = answers.toSorted((a, b) => b.probability - a.probability);
  let right = 0;
  let proven: Counted | null = null;
  let nearest: (Counted & { missing: number }) | null = null;
  for (const [at, answer] of sorted.entries()) {
    if (answer.probability < LEAST_PROBABILITY) break;
    right += Number(answer.right);
    const below = sorted[at + 1]?.probability ?? 0;
    // Equal probabilities stand or fall together.
    if (below === answer.probability) continue;
    // Anywhere between two answers the line has the same ones above it: it need not be higher than what was promised.
    const threshold = below < promise ? Math.min(promise, answer.probability) : answer.probability;
    const counted = { answers: at + 1, right, threshold };
    if (wilsonLowerBound(right, at + 1, Z) >= promise) proven = counted;
    const missing = missingTo(counted, promise);
    if (!nearest || missing <= nearest.missing) nearest = { ...counted, missing };
  }
  const shown = proven ?? nearest ?? { answers: 0, right: 0, missing: missingTo(NOTHING, promise) };
  return {
    threshold: proven?.threshold ?? null,
    answers: shown.answers,
    right: shown.right,
    lowerBound: wilsonLowerBound(shown.right, shown.answers, Z),
    missing: proven ? 0 : (nearest?.missing ?? missingTo(NOTHING, promise)),
    coverage: answers.length === 0 ? 0 : shown.answers / answers.length,
  };
}

/** The least number of right answers after which the last ones would keep the promise again. */
function missingToKeep(newestFirst: readonly Answer[], threshold: number, promise: number): number {
  const right: Answer = { probability: 1, right: true, byItself: false };
  let missing = 0;
  while (!keeping([...Array<Answer>(missing).fill(right), ...newestFirst], threshold, promise).kept)
    missing += 1;
  return missing;
}

/** How the last answers of a folder that files by itself turned out. */
export interface Keeping {
  readonly answers: number;
  readonly right: number;
  readonly kept: boolean;
}

/**
 * Whether a folder that files by itself keeps its promise of late. `newestFirst`: its record. What it filed itself counts
 * wherever the threshold stands now: a threshold that rises above its mistakes does not undo them.
 */
export function keeping(newestFirst: readonly Answer[], threshold: number, promise: number): Keeping {
  const recent = newestFirst
    .filter(({ byItself, probability }) => byItself || probability >= threshold)
    .slice(0, RECENT);
  const right = recent.filter((answer) => answer.right).length;
  return { answers: recent.length, right, kept: right >= promise * recent.length - 1e-9 };
}

interface Counted {
  readonly answers: number;
  readonly right: number;
  readonly threshold: number;
}

const NOTHING: Counted = { answers: 0, right: 0, threshold: 1 };

/** The least number of right answers that, added, bring the lower bound to the promise. */
function missingTo({ answers, right }: Counted, promise: number): number {
  let low = 0;
  let high = MOST_MISSING;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (wilsonLowerBound(right + middle, answers + middle, Z) >= promise) high = middle;
    else low = middle + 1;
  }
  return low;
}
