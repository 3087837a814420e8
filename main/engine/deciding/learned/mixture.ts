import type { ByteReader, ByteWriter } from './bytes.ts';

/** What each column of evidence is worth before anything was learned: means over the development mailboxes. */
export interface Priors {
  readonly folder: readonly number[];
  readonly none: readonly number[];
}

/** Evidence for each candidate folder (`signals`: one row a candidate) and for "none of these" (`none`: one row). */
export interface Weighed {
  readonly candidates: number;
  readonly signals: Float64Array;
  readonly none: Float64Array;
}

const RATE = 0.15;
/** AdaGrad begins as if it had seen this much slope: the priors are worth something. */
const FIRST_SQUARE = 0.5;
/** Every mail also teaches a little what a mail looks like whose folder is not among the candidates. */
const ABSENT_SHARE = 0.04;

/**
 * Weighs the signals against each other: a conditional logit (McFadden 1974) over the candidates and "none of these", fitted
 * online by AdaGrad on what each mail's signals were *before* the mail was learned. So its probabilities are those of
 * answers on unseen mail, and need no second calibration.
 */
export class Mixture {
  readonly #weights: Float64Array;
  readonly #squares: Float64Array;
  readonly #signals: number;

  constructor(priors: Priors) {
    this.#signals = priors.folder.length;
    this.#weights = Float64Array.from([...priors.folder, ...priors.none]);
    this.#squares = new Float64Array(this.#weights.length).fill(FIRST_SQUARE);
  }

  weight(signal: number): number {
    return this.#weights[signal] ?? 0;
  }

  /** Probability of each candidate, and last of none of them; `absent` is left out (its share goes to the others). */
  probabilities(weighed: Weighed, absent = -1): Float64Array {
    const { candidates, signals, none } = weighed;
    const n = this.#signals;
    const result = new Float64Array(candidates + 1);
    let highest = -Infinity;
    for (let candidate = 0; candidate <= candidates; candidate++) {
      let score = 0;
      if (candidate === absent) score = -Infinity;
      else if (candidate < candidates) {
        const row = candidate * n;
        for (let k = 0; k < n; k++) score += (this.#weights[k] ?? 0) * (signals[row + k] ?? 0);
      } else for (let k = 0; k < none.length; k++) score += (this.#weights[n + k] ?? 0) * (none[k] ?? 0);
      result[candidate] = score;
      if (score > highest) highest = score;
    }
    let total = 0;
    for (let at = 0; at <= candidates; at++) total += result[at] = Math.exp((result[at] ?? 0) - highest);
    for (let at = 0; at <= candidates; at++) result[at] = (result[at] ?? 0) / total;
    return result;
  }

  /** Learns which candidate was right; −1 when none of them. */
  learn(weighed: Weighed, right: number): void {
    if (right < 0) return this.#step(weighed, weighed.candidates, -1, 1);
    this.#step(weighed, right, -1, 1);
    this.#step(weighed, weighed.candidates, right, ABSENT_SHARE);
  }

  #step(weighed: Weighed, right: number, absent: number, share: number): void {
    const { candidates, signals, none } = weighed;
    const n = this.#signals;
    const chances = this.probabilities(weighed, absent);
    const gradient = new Float64Array(this.#weights.length);
    for (let candidate = 0; candidate < candidates; candidate++) {
      if (candidate === absent) continue;
      const error = (candidate === right ? 1 : 0) - (chances[candidate] ?? 0);
      if (error > -1e-6 && error < 1e-6) continue;
      const row = candidate * n;
      for (let k = 0; k < n; k++) gradient[k] = (gradient[k] ?? 0) + error * (signals[row + k] ?? 0);
    }
    const error = (right === candidates ? 1 : 0) - (chances[candidates] ?? 0);
    for (let k = 0; k < none.length; k++) gradient[n + k] = error * (none[k] ?? 0);
    for (let k = 0; k < gradient.length; k++) {
      const slope = share * (gradient[k] ?? 0);
      const square = (this.#squares[k] ?? 0) + slope * slope;
      this.#squares[k] = square;
      this.#weights[k] = (this.#weights[k] ?? 0) + (RATE * slope) / Math.sqrt(square);
    }
  }

  write(writer: ByteWriter): void {
    writer.array(this.#weights);
    writer.array(this.#squares);
  }

  static read(reader: ByteReader, priors: Priors): Mixture {
    const mixture = new Mixture(priors);
    mixture.#weights.set(reader.array(Float64Array));
    mixture.#squares.set(reader.array(Float64Array));
    return mixture;
  }
}
