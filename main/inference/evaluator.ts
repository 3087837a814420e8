import type { LlamaContextSequence, Token } from 'node-llama-cpp';

/** A stop that nobody notices for longer than this feels like none; a step of evaluation stays below it. */
const STEP_MS = 900;
/** Before the speed is known; and the most, for longer steps gain nothing. */
const STEP_FIRST = 64;
const STEP_MAX = 128;
const STEP_MIN = 8;

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
      const step = tokens.slice(at, at + this.#step);
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
    const before = Math.max(0, Math.floor((tokens.length - 1) / this.#step) * this.#step);
    await this.evaluate(tokens.slice(0, before), signal);
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

  /** A full step tells how long the next should be. */
  #learn(tokens: number, milliseconds: number): void {
    if (tokens < this.#step) return;
    const affordable = Math.floor((STEP_MS / milliseconds) * (tokens / STEP_MIN)) * STEP_MIN;
    this.#step = Math.max(STEP_MIN, Math.min(STEP_MAX, affordable));
  }
}
