import { getLlama, LlamaGrammarEvaluationState, type LlamaContextSequence, type Token } from 'node-llama-cpp';
import type { PromptPart } from '../../../contract/inference-wire.ts';
import type { ScoringPrompt } from '../../../models/prompt.ts';
import { mailOf } from './scoring.ts';

/** What a mail has when nobody chooses what to show of it, and what an answer in JSON takes. */
const MAIL_TOKENS = 200;
const ANSWER_TOKENS = 40;

export interface PlainFigures {
  /** Without a grammar. */
  readonly freeMs: readonly number[];
  /** The library tries the grammar on every piece of the vocabulary, which takes longer than the model where that is large. */
  readonly grammarMs: number;
  readonly prefillTokensPerSecond: number;
}

/** Asks the way most programs do: the whole prompt for every mail, and an answer of forty tokens. */
export async function measurePlain(run: {
  readonly path: string;
  readonly threads: number;
  readonly mails: number;
  readonly prompt: ScoringPrompt;
}): Promise<PlainFigures> {
  const llama = await getLlama({ gpu: false, build: 'never', skipDownload: true, maxThreads: run.threads });
  const model = await llama.loadModel({ modelPath: run.path });
  const context = await model.createContext({ contextSize: 2048, threads: run.threads });
  const sequence = context.getSequence();
  const tokens = (parts: readonly PromptPart[]): Token[] =>
    parts.flatMap(({ text, control }) => model.tokenize(text, control));
  const prefix = tokens(run.prompt.prefix);

  const prefill: number[] = [];
  for (let round = 0; round < 2; round++) {
    await sequence.clearHistory();
    const begin = performance.now();
    await sequence.evaluateWithoutGeneratingNewTokens(prefix);
    prefill.push((prefix.length / (performance.now() - begin)) * 1000);
  }

  const grammar = await llama.createGrammarForJsonSchema({
    type: 'object',
    properties: { reason: { type: 'string' }, folder: { type: 'string' } },
  });
  const ask = async (index: number, limit?: LlamaGrammarEvaluationState): Promise<number> => {
    const mail = { text: mailOf(MAIL_TOKENS, index), control: false };
    const whole = tokens([...run.prompt.prefix, mail, ...run.prompt.suffix]);
    await sequence.clearHistory();
    const begin = performance.now();
    await write(sequence, whole, limit);
    return performance.now() - begin;
  };
  const freeMs: number[] = [];
  for (let index = 0; index < run.mails; index++) freeMs.push(await ask(index));
  const grammarMs = await ask(0, new LlamaGrammarEvaluationState({ model, grammar }));
  await llama.dispose();
  return { freeMs, grammarMs, prefillTokensPerSecond: Math.max(...prefill) };
}

async function write(
  sequence: LlamaContextSequence,
  prompt: Token[],
  grammarEvaluationState?: LlamaGrammarEvaluationState,
): Promise<void> {
  const limit = grammarEvaluationState === undefined ? {} : { grammarEvaluationState };
  let written = 0;
  for await (const _token of sequence.evaluate(prompt, { ...limit, temperature: 0, yieldEogToken: true })) {
    if (++written === ANSWER_TOKENS) return;
  }
}
