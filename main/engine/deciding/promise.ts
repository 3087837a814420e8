/**
 * Keeps a promised precision: chooses, from answers whose outcome is known, the lowest probability above which enough of
 * them were right. The threshold in force was always chosen before the mail it is applied to.
 */
export class PromiseKeeper {
  readonly #promise: number;
  readonly #answers: { probability: number; right: boolean }[] = [];
  #threshold: number;

  /** `promise`: share of answers that must be right, 0 to 1. */
  constructor(promise: number) {
    this.#promise = promise;
    this.#threshold = promise;
  }

  /** The least probability that keeps the promise, as far as is known. */
  get threshold(): number {
    return this.#threshold;
  }

  observe(probability: number, right: boolean): void {
    this.#answers.push({ probability, right });
    if (this.#answers.length > MEMORY) this.#answers.shift();
    if (this.#answers.length % EVERY === 0) this.#choose();
  }

  #choose(): void {
    const sorted = this.#answers.toSorted((a, b) => b.probability - a.probability);
    let right = 0;
    let threshold = 1;
    sorted.forEach((answer, at) => {
      right += answer.right ? 1 : 0;
      // Equal probabilities stand or fall together.
      if (sorted[at + 1]?.probability === answer.probability) return;
      if (wilsonLowerBound(right, at + 1, Z) >= this.#promise) threshold = answer.probability;
    });
    // Few answers prove little: until they do, the model's own probability has to reach the promise.
    const share = sorted.length / (sorted.length + DOUBT);
    this.#threshold = Math.min(0.999, share * threshold + (1 - share) * this.#promise);
  }
}

/** Answers remembered: older ones were given by a model that knew less. */
const MEMORY = 600;
const EVERY = 10;
const DOUBT = 100;
/** One-sided 69 %: the bound is re-estimated all the time, so it needs to be right on average, not each time. */
const Z = 0.5;

/** Lower end of Wilson's interval for a share (Wilson 1927) at `z` standard deviations; 0 for no trials. */
export function wilsonLowerBound(successes: number, trials: number, z: number): number {
  if (trials === 0) return 0;
  const share = successes / trials;
  const square = z * z;
  const spread = z * Math.sqrt((share * (1 - share)) / trials + square / (4 * trials * trials));
  return (share + square / (2 * trials) - spread) / (1 + square / trials);
}
