import type { LlamaContextSequence, Token } from 'node-llama-cpp';

/** A stop that nobody notices for longer than this feels like none; a step of evaluation stays below it where it can. */
const STEP_MS = 1000;
/** Before the speed is known. */
const STEP_FIRST = 32;
/** Longer steps gain nothing; shorter ones read the weights more often than they calculate (at 8 tokens half of the time). */
const STEP_MAX = 256;
const STEP_MIN = 32;
/** The library calculates rows of so many at once. */
const GRAIN = 8;

/** What the model says about the next token. */
export interface NextToken {
  /** Of the tokens asked for, and of the likeliest one. */
  readonly logits: ReadonlyMap<Token, number>;
  /** Sum of exp(logit − highest logit) over the vocabulary. */
  readonly totalWeight: number;
}

/**
 * Evaluates tokens in steps, so that it can be stopped between them: llama.cpp finishes what it was given, which may take many
 * seconds. Owns nothing; the sequence belongs to the model that was loaded.
 */
export class Evaluator {
  readonly #sequence: LlamaContextSequence;
  readonly #onStep: () => void;
  #step = STEP_FIRST;

  constructor(sequence: LlamaContextSequence, onStep: () => void) {
    this.#sequence = sequence;
    this.#onStep = onStep;
  }

  /** Goes back to what the state has in common with these tokens, and gives how many that are. */
  async rewind(tokens: readonly Token[]): Promise<number> {
    await this.#sequence.adaptStateToTokens([...tokens], false);
    return this.#sequence.nextTokenIndex;
  }

  /** @throws the reason of the signal; the state then has some of the tokens */
  async evaluate(tokens: readonly Token[], signal: AbortSignal): Promise<void> {
    for (let at = 0; at < tokens.length;) {
      signal.throwIfAborted();
      const step = tokens.slice(at, at + this.#next(tokens.length - at));
      const begin = performance.now();
      await this.#sequence.evaluateWithoutGeneratingNewTokens(step);
      this.#learn(step.length, performance.now() - begin);
      this.#onStep();
      at += step.length;
    }
  }

  /** The same, and what comes after the last token. */
  async evaluateForNext(
    tokens: readonly Token[],
    wanted: readonly Token[],
    signal: AbortSignal,
  ): Promise<NextToken> {
    const last = tokens.at(-1);
    if (last === undefined) throw new RangeError('nothing to evaluate');
    // The last step takes the last token along: a step of its own would cost as much as several.
    let before = 0;
    while (tokens.length - before > this.#step) {
      const next = this.#next(tokens.length - before);
      await this.evaluate(tokens.slice(before, before + next), signal);
      before += next;
    }
    signal.throwIfAborted();
    // `includeTop`, for `includeMax` of the addon gives anything but.
    const generateNext = { logits: { filter: { tokens: wanted, includeTop: 1 } }, totalLogitWeight: true };
    const outputs = await this.#sequence.controlledEvaluate([
      ...tokens.slice(before, -1),
      [last, { generateNext }],
    ]);
    const next = outputs.at(-1)?.next;
    if (next?.logits === undefined || next.totalLogitWeight === undefined) throw new Error('no logits');
    return { logits: next.logits, totalWeight: next.totalLogitWeight };
  }

  /** Tokens of the next step when so many are left: steps of the same length, for a short one costs nearly as much as a long one. */
  #next(left: number): number {
    const steps = Math.ceil(left / this.#step);
    return Math.min(left, Math.ceil(left / steps / GRAIN) * GRAIN);
  }

  /** A long step tells how long the next may be. */
  #learn(tokens: number, milliseconds: number): void {
    if (tokens < STEP_MIN) return;
    const affordable = Math.floor((STEP_MS / milliseconds) * (tokens / GRAIN)) * GRAIN;
    this.#step = Math.max(STEP_MIN, Math.min(STEP_MAX, affordable));
  }
}
