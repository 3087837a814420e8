import type { LlamaModel, Token } from 'node-llama-cpp';
import type { NextToken } from './evaluator.ts';

/** A label with every token that spells it: with a space before it, and without. */
export type SpelledLabel = readonly Token[];

/** The tokens that spell a label; none when it takes several tokens. */
export function spell(model: LlamaModel, label: string): SpelledLabel {
  const ends = [label, ` ${label}`, `\n${label}`].map((text) => model.tokenize(text, false).at(-1));
  const spelled = ends.filter((token) => token !== undefined && model.detokenize([token]).trim() === label);
  return [...new Set(spelled as Token[])];
}

/** Probabilities of the labels among themselves, and what they have together of all. */
export function probabilities(
  labels: readonly SpelledLabel[],
  { logits, totalWeight }: NextToken,
): { readonly probabilities: number[]; readonly mass: number } {
  const highest = Math.max(...logits.values());
  const weight = (token: Token): number => Math.exp((logits.get(token) ?? -Infinity) - highest) / totalWeight;
  const each = labels.map((tokens) => tokens.reduce((sum, token) => sum + weight(token), 0));
  const mass = each.reduce((sum, value) => sum + value, 0);
  return { probabilities: each.map((value) => (mass === 0 ? 1 / each.length : value / mass)), mass };
}
