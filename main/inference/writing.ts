import {
  LlamaGrammarEvaluationState,
  type Llama,
  type LlamaContextSequence,
  type LlamaModel,
  type Token,
} from 'node-llama-cpp';
import type { Written } from '../../contract/inference-wire.ts';
import { fail, succeed, type Reply } from '../../contract/problem.ts';

interface Held {
  readonly llama: Llama;
  readonly model: LlamaModel;
  readonly sequence: LlamaContextSequence;
}

interface Task {
  /** The last token of the prompt; those before it are evaluated. */
  readonly last: Token;
  readonly grammar: string;
  readonly maxTokens: number;
  readonly onText: (text: string) => void;
  readonly onStep: () => void;
  readonly signal: AbortSignal;
}

/** What is there of a character whose other bytes are still to come. */
const UNFINISHED = /\uFFFD+$/u;

/**
 * Has the model go on from its state, token by token, always with the likeliest one that the grammar allows.
 * Replies with `invalid-input` when the grammar is none. @throws the reason of the signal, looked at before each token
 */
export async function writeText(
  { llama, model, sequence }: Held,
  { last, grammar, maxTokens, onText, onStep, signal }: Task,
): Promise<Reply<Omit<Written, 'milliseconds'>>> {
  let state: LlamaGrammarEvaluationState;
  try {
    state = new LlamaGrammarEvaluationState({ model, grammar: await llama.createGrammar({ grammar }) });
  } catch (error) {
    return fail('invalid-input', error instanceof Error ? error.message : 'no grammar');
  }
  const said: Token[] = [];
  let text = '';
  signal.throwIfAborted();
  for await (const token of sequence.evaluate([last], { temperature: 0, grammarEvaluationState: state })) {
    onStep();
    signal.throwIfAborted();
    // A grammar sees control tokens as the text that spells them.
    if (model.isSpecialToken(token)) return fail('unexpected', 'a control token');
    said.push(token);
    const now = model.detokenize(said).replace(UNFINISHED, '');
    if (now !== text) onText((text = now));
    if (said.length === maxTokens) return succeed({ text, complete: false, tokens: said.length });
  }
  return succeed({ text, complete: true, tokens: said.length });
}
