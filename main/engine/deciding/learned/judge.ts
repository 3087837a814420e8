import type { ByteReader, ByteWriter } from './bytes.ts';

/** Evidence for each candidate folder (`signals`: one row a candidate) and for "none of these" (`none`: one row). */
export interface Weighed {
  readonly candidates: number;
  readonly signals: Float64Array;
  readonly none: Float64Array;
}

/** What the judge is made of before it has seen the person's mail. */
export interface Upbringing {
  /** What each signal is divided by, so that all have about the same size. */
  readonly scales: readonly number[];
  /** How many columns of evidence "none of these" has. */
  readonly none: number;
  /** In the order of `Judge`'s parameters; their number says how many hidden units there are. */
  readonly parameters: readonly number[];
}

const RATE = 0.2;
/** AdaGrad begins as if it had seen this much slope: what was brought along is worth something. */
const FIRST_SQUARE = 0.5;
/** Every mail also teaches a little what a mail looks like whose folder is not among the candidates. */
const ABSENT_SHARE = 0.04;
const NEGLIGIBLE = 1e-5;

/**
 * Weighs the signals against each other: a conditional logit (McFadden 1974) over the candidates and "none of these" whose
 * utility is linear in the signals plus a few softsign units, the same for every folder. Brought up on the development
 * mailboxes, then fitted online by AdaGrad on what each mail's signals were *before* the mail was learned. So its
 * probabilities are those of answers on unseen mail, and need no second calibration.
 */
export class Judge {
  readonly #scales: Float64Array;
  readonly #signals: number;
  readonly #none: number;
  readonly #units: number;
  /** Direct weights of the signals, weights of "none", then of the units: what goes in (row by row), biases, what goes out. */
  readonly #weights: Float64Array;
  readonly #squares: Float64Array;

  constructor({ scales, none, parameters }: Upbringing) {
    this.#scales = Float64Array.from(scales);
    this.#signals = scales.length;
    this.#none = none;
    this.#units = (parameters.length - this.#signals - none) / (this.#signals + 2);
    this.#weights = Float64Array.from(parameters);
    this.#squares = new Float64Array(this.#weights.length).fill(FIRST_SQUARE);
  }

  /** Probability of each candidate, and last of none of them. */
  probabilities(weighed: Weighed): Float64Array {
    return softmax(this.#forward(weighed).scores, -1);
  }

  /** Learns which candidate was right; −1 when none of them. */
  learn(weighed: Weighed, right: number, rate = RATE): void {
    const seen = this.#forward(weighed);
    if (right < 0)
      return this.#step(weighed, seen, { right: weighed.candidates, absent: -1, share: 1, rate });
    this.#step(weighed, seen, { right, absent: -1, share: 1, rate });
    this.#step(weighed, seen, { right: weighed.candidates, absent: right, share: ABSENT_SHARE, rate });
  }

  /** The parameters as they are now. */
  get parameters(): readonly number[] {
    return [...this.#weights];
  }

  write(writer: ByteWriter): void {
    writer.array(this.#weights);
    writer.array(this.#squares);
  }

  static read(reader: ByteReader, upbringing: Upbringing): Judge {
    const judge = new Judge(upbringing);
    judge.#weights.set(reader.array(Float64Array));
    judge.#squares.set(reader.array(Float64Array));
    return judge;
  }

  #forward({ candidates, signals, none }: Weighed): Forward {
    const weights = this.#weights;
    const n = this.#signals;
    const { into, bias, out } = this.#layout();
    const scores = new Float64Array(candidates + 1);
    const inputs = new Float64Array(candidates * n);
    const units = new Float64Array(candidates * this.#units);
    for (let candidate = 0; candidate < candidates; candidate++) {
      const row = candidate * n;
      let score = 0;
      for (let k = 0; k < n; k++) {
        const input = (signals[row + k] ?? 0) / (this.#scales[k] ?? 1);
        inputs[row + k] = input;
        score += (weights[k] ?? 0) * input;
      }
      for (let unit = 0; unit < this.#units; unit++) {
        let sum = weights[bias + unit] ?? 0;
        const from = into + unit * n;
        for (let k = 0; k < n; k++) sum += (weights[from + k] ?? 0) * (inputs[row + k] ?? 0);
        const value = sum / (1 + Math.abs(sum));
        units[candidate * this.#units + unit] = value;
        score += (weights[out + unit] ?? 0) * value;
      }
      scores[candidate] = score;
    }
    let score = 0;
    for (let k = 0; k < this.#none; k++) score += (weights[n + k] ?? 0) * (none[k] ?? 0);
    scores[candidates] = score;
    return { scores, inputs, units };
  }

  #step({ candidates, none }: Weighed, seen: Forward, lesson: Lesson): void {
    const { right, absent } = lesson;
    const weights = this.#weights;
    const n = this.#signals;
    const { into, bias, out } = this.#layout();
    const chances = softmax(seen.scores, absent);
    const gradient = new Float64Array(weights.length);
    const add = (at: number, by: number) => (gradient[at] = (gradient[at] ?? 0) + by);
    for (let candidate = 0; candidate < candidates; candidate++) {
      if (candidate === absent) continue;
      const error = (candidate === right ? 1 : 0) - (chances[candidate] ?? 0);
      if (Math.abs(error) < NEGLIGIBLE) continue;
      const row = candidate * n;
      for (let k = 0; k < n; k++) add(k, error * (seen.inputs[row + k] ?? 0));
      for (let unit = 0; unit < this.#units; unit++) {
        const value = seen.units[candidate * this.#units + unit] ?? 0;
        add(out + unit, error * value);
        // The slope of softsign x / (1 + |x|) is (1 − |y|)².
        const back = error * (weights[out + unit] ?? 0) * (1 - Math.abs(value)) ** 2;
        add(bias + unit, back);
        const from = into + unit * n;
        for (let k = 0; k < n; k++) add(from + k, back * (seen.inputs[row + k] ?? 0));
      }
    }
    const error = (right === candidates ? 1 : 0) - (chances[candidates] ?? 0);
    for (let k = 0; k < this.#none; k++) add(n + k, error * (none[k] ?? 0));
    for (let k = 0; k < gradient.length; k++) {
      const slope = lesson.share * (gradient[k] ?? 0);
      if (slope === 0) continue;
      const square = (this.#squares[k] ?? 0) + slope * slope;
      this.#squares[k] = square;
      weights[k] = (weights[k] ?? 0) + (lesson.rate * slope) / Math.sqrt(square);
    }
  }

  #layout(): { into: number; bias: number; out: number } {
    const into = this.#signals + this.#none;
    const bias = into + this.#units * this.#signals;
    return { into, bias, out: bias + this.#units };
  }
}

interface Forward {
  /** Of each candidate, and last of none of them. */
  readonly scores: Float64Array;
  readonly inputs: Float64Array;
  readonly units: Float64Array;
}

interface Lesson {
  readonly right: number;
  /** Left out of the choice; its share goes to the others. */
  readonly absent: number;
  readonly share: number;
  readonly rate: number;
}

function softmax(scores: Float64Array, absent: number): Float64Array {
  const result = new Float64Array(scores.length);
  let highest = -Infinity;
  for (let at = 0; at < scores.length; at++) {
    if (at !== absent && (scores[at] ?? 0) > highest) highest = scores[at] ?? 0;
  }
  let total = 0;
  for (let at = 0; at < scores.length; at++) {
    if (at !== absent) total += result[at] = Math.exp((scores[at] ?? 0) - highest);
  }
  for (let at = 0; at < scores.length; at++) result[at] = (result[at] ?? 0) / total;
  return result;
}
