import {
  getLlama,
  LlamaLogLevel,
  type Llama,
  type LlamaContextSequence,
  type LlamaModel,
  type Token,
} from 'node-llama-cpp';
import type {
  ModelChoice,
  Prepared,
  PromptPart,
  Question,
  Scores,
  WritingTask,
  Written,
} from '../../contract/inference-wire.ts';
import { fail, succeed, type Reply } from '../../contract/problem.ts';
import { Evaluator } from './evaluator.ts';
import { probabilities, spell, type SpelledLabel } from './labels.ts';
import { stateName, StateFiles } from './states.ts';
import { mailPart, tokensOf } from './tokens.ts';
import { writeText } from './writing.ts';

/** As many as the contract lets a request ask for. */
const MOST_THREADS = 256;

/**
 * A model in memory with one context and one sequence. Takes one request at a time: the caller sees to that. Disposing the
 * library disposes the sequence, the context and the model, in this order.
 */
export class LoadedModel {
  readonly #choice: ModelChoice;
  readonly #llama: Llama;
  readonly #model: LlamaModel;
  readonly #sequence: LlamaContextSequence;
  readonly #evaluator: Evaluator;
  readonly #states: StateFiles | null;
  readonly #onStep: () => void;
  readonly #spelled = new Map<string, SpelledLabel>();

  private constructor(
    choice: ModelChoice,
    llama: Llama,
    model: LlamaModel,
    sequence: LlamaContextSequence,
    onStep: () => void,
  ) {
    this.#choice = choice;
    this.#llama = llama;
    this.#model = model;
    this.#sequence = sequence;
    this.#onStep = onStep;
    this.#evaluator = new Evaluator(sequence, onStep);
    this.#states = choice.stateDir === null ? null : new StateFiles(choice.stateDir);
  }

  /**
   * Loads a model file; `onStep` is told as it goes on, and at each step of evaluation later.
   * @throws what llama.cpp says when the file is no model, none it knows, or too large for this computer
   */
  static async load(choice: ModelChoice, onStep: () => void): Promise<LoadedModel> {
    const llama = await getLlama({
      gpu: choice.gpu ? 'auto' : false,
      build: 'never',
      skipDownload: true,
      progressLogs: false,
      // Its messages name files; failures come as exceptions.
      logLevel: LlamaLogLevel.disabled,
      // The context's number below is cut to this when it is made, for good: each request sets its own afterwards.
      maxThreads: MOST_THREADS,
    });
    const model = await llama.loadModel({
      modelPath: choice.path,
      useMmap: choice.memoryMap,
      onLoadProgress: onStep,
    });
    const context = await model.createContext({
      contextSize: choice.contextTokens,
      // The number of a request sets the limit; left to itself it takes more threads than there are cores, and crawls.
      threads: MOST_THREADS,
      // A prefix must stay whole when the mail after it is erased, also in models whose attention slides.
      swaFullCache: true,
    });
    return new LoadedModel(choice, llama, model, context.getSequence(), onStep);
  }

  /** How many tokens each text is. */
  count(texts: readonly string[]): number[] {
    return texts.map((text) => this.#model.tokenize(text, false).length);
  }

  /** Brings the state of a prefix into memory. @throws the reason of the signal */
  async prepare(
    prefix: readonly PromptPart[],
    threads: number,
    signal: AbortSignal,
  ): Promise<Reply<Prepared>> {
    const tokens = this.#tokenize(prefix);
    if (tokens.length > this.#room) return tooLong(tokens.length, this.#room);
    this.#llama.maxThreads = threads;
    return succeed(await this.#prepare(tokens, signal));
  }

  /** @throws the reason of the signal */
  async score(asked: Question, signal: AbortSignal): Promise<Reply<Scores>> {
    const labels = asked.labels.map((label) => this.#spell(label));
    const wordy = asked.labels.find((_, index) => labels[index]?.length === 0);
    if (wordy !== undefined) return fail('invalid-input', `the label ${wordy} is not one token`);
    const prefix = this.#tokenize(asked.prefix);
    const rest = this.#tokenize([mailPart(asked.mail), ...asked.suffix]);
    // llama.cpp would make room by forgetting the beginning.
    const length = prefix.length + rest.length;
    if (length > this.#room) return tooLong(length, this.#room);
    this.#llama.maxThreads = asked.threads;
    const prepared = await this.#prepare(prefix, signal);
    const begin = performance.now();
    const next = await this.#evaluator.evaluateForNext(rest, labels.flat(), signal);
    return succeed({
      ...probabilities(labels, next),
      tokens: rest.length,
      prefix: prepared,
      milliseconds: performance.now() - begin,
    });
  }

  /**
   * Writes what the grammar allows, always the likeliest token; `onText` gets all that is written so far. What is kept of prefixes
   * stays true: the sequence knows what it holds. @throws the reason of the signal
   */
  async write(
    task: WritingTask,
    onText: (text: string) => void,
    signal: AbortSignal,
  ): Promise<Reply<Written>> {
    const tokens = this.#tokenize([...task.prefix, mailPart(task.mail), ...task.suffix]);
    const length = tokens.length + task.maxTokens;
    if (length > this.#room) return tooLong(length, this.#room);
    this.#llama.maxThreads = task.threads;
    const begin = performance.now();
    const last = tokens.pop();
    if (last === undefined) return fail('invalid-input', 'nothing to go on from');
    const common = await this.#evaluator.rewind(tokens);
    await this.#evaluator.evaluate(tokens.slice(common), signal);
    const { grammar, maxTokens } = task;
    const said = await writeText(
      { llama: this.#llama, model: this.#model, sequence: this.#sequence },
      { last, grammar, maxTokens, onText, onStep: this.#onStep, signal },
    );
    return said.ok ? succeed({ ...said.value, milliseconds: performance.now() - begin }) : said;
  }

  async dispose(): Promise<void> {
    await this.#llama.dispose();
  }

  /** Tokens that fit; one place stays free for an answer. */
  get #room(): number {
    return this.#choice.contextTokens - 1;
  }

  async #prepare(tokens: readonly Token[], signal: AbortSignal): Promise<Prepared> {
    const begin = performance.now();
    const done = (from: Prepared['from']): Prepared => {
      return { tokens: tokens.length, from, milliseconds: performance.now() - begin };
    };
    signal.throwIfAborted();
    if (this.#holds(tokens)) {
      await this.#evaluator.rewind(tokens);
      return done('memory');
    }
    const { fingerprint, contextTokens } = this.#choice;
    const { release } = this.#llama.llamaCppRelease;
    const name = stateName(`${fingerprint} ${contextTokens} ${release}`, tokens);
    if (await this.#states?.read(name, (path) => this.#load(path, tokens))) return done('disk');
    const common = await this.#evaluator.rewind(tokens);
    await this.#evaluator.evaluate(tokens.slice(common), signal);
    await this.#states?.write(name, (path) => this.#sequence.saveStateToFile(path));
    return done('evaluation');
  }

  #holds(tokens: readonly Token[]): boolean {
    const { contextTokens } = this.#sequence;
    return contextTokens.length >= tokens.length && tokens.every((token, at) => contextTokens[at] === token);
  }

  async #load(path: string, tokens: readonly Token[]): Promise<boolean> {
    await this.#sequence.loadStateFromFile(path, { acceptRisk: true });
    return this.#holds(tokens);
  }

  #tokenize(parts: readonly PromptPart[]): Token[] {
    return tokensOf(this.#model, parts);
  }

  #spell(label: string): SpelledLabel {
    const spelled = this.#spelled.get(label) ?? spell(this.#model, label);
    this.#spelled.set(label, spelled);
    return spelled;
  }
}

function tooLong(length: number, room: number): Reply<never> {
  return fail('invalid-input', `${length} tokens, ${room} fit`);
}
