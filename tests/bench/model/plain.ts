import {
  getLlama,
  LlamaGrammarEvaluationState,
  type Llama,
  type LlamaContextSequence,
  type LlamaModel,
  type Token,
} from 'node-llama-cpp';
import type { PromptPart } from '../../../contract/inference-wire.ts';
import type { ScoringPrompt } from '../../../models/prompt.ts';
import { mailOf } from './prompts.ts';

/** What a mail has when nobody chooses what to show of it, and what an answer in JSON takes. */
const MAIL_TOKENS = 200;
const ANSWER_TOKENS = 40;
/** The beginning of an object, and a string that goes on: with random weights an answer that may end would end early. */
const ANSWER = String.raw`root ::= "{\"reason\": \"" [^"\\\x7F\x00-\x1F]+`;

/** Asks the way most programs do, of llama.cpp alone, in this process: the whole prompt for every mail, an answer of forty tokens. */
export class PlainAsking {
  readonly #llama: Llama;
  readonly #model: LlamaModel;
  readonly #sequence: LlamaContextSequence;

  private constructor(llama: Llama, model: LlamaModel, sequence: LlamaContextSequence) {
    this.#llama = llama;
    this.#model = model;
    this.#sequence = sequence;
  }

  static async load(path: string, threads: number): Promise<PlainAsking> {
    const llama = await getLlama({ gpu: false, build: 'never', skipDownload: true, maxThreads: threads });
    const model = await llama.loadModel({ modelPath: path });
    const context = await model.createContext({ contextSize: 2048, threads });
    return new PlainAsking(llama, model, context.getSequence());
  }

  /** Milliseconds to evaluate a prefix in one go, and its tokens. */
  async prefill(prefix: readonly PromptPart[]): Promise<{ milliseconds: number; tokens: number }> {
    const tokens = this.#tokens(prefix);
    await this.#sequence.clearHistory();
    const begin = performance.now();
    await this.#sequence.evaluateWithoutGeneratingNewTokens(tokens);
    return { milliseconds: performance.now() - begin, tokens: tokens.length };
  }

  /** Milliseconds for a mail of 200 tokens and 40 written under a grammar. */
  async ask(prompt: ScoringPrompt, index: number): Promise<number> {
    const mail = { text: mailOf(MAIL_TOKENS, index), control: false };
    const whole = this.#tokens([...prompt.prefix, mail, ...prompt.suffix]);
    const grammarEvaluationState = await this.#grammar();
    await this.#sequence.clearHistory();
    const begin = performance.now();
    let written = 0;
    const tokens = this.#sequence.evaluate(whole, { grammarEvaluationState, temperature: 0 });
    for await (const _token of tokens) if (++written === ANSWER_TOKENS) break;
    if (written < ANSWER_TOKENS) throw new Error(`the answer ended after ${written} tokens`);
    return performance.now() - begin;
  }

  async close(): Promise<void> {
    await this.#llama.dispose();
  }

  async #grammar(): Promise<LlamaGrammarEvaluationState> {
    const grammar = await this.#llama.createGrammar({ grammar: ANSWER });
    return new LlamaGrammarEvaluationState({ model: this.#model, grammar });
  }

  #tokens(parts: readonly PromptPart[]): Token[] {
    return parts.flatMap(({ text, control }) => this.#model.tokenize(text, control));
  }
}
