import type { LlamaModel, Token } from 'node-llama-cpp';
import type { PromptPart } from '../../contract/inference-wire.ts';

/** The tokens of a prompt. Control tokens come from parts that may hold them and from nowhere else, whatever a text spells. */
export function tokensOf(model: Pick<LlamaModel, 'tokenize'>, parts: readonly PromptPart[]): Token[] {
  return parts.flatMap(({ text, control }) => model.tokenize(text, control));
}

/** A mail is never a part that may hold control tokens. */
export function mailPart(mail: string): PromptPart {
  return { text: mail, control: false };
}
