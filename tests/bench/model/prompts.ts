import { labels, words } from '../../../models/maker/index.ts';
import { scoringPrompt, type ScoringPrompt } from '../../../models/prompt.ts';

const FOLDERS = 21;

/**
 * Instructions and 21 folders: about 330 tokens in the vocabulary of the test models, as a folder list of that size is in Mistral's.
 * Prompts of another `index` have hardly a beginning in common.
 */
export function longPrompt(index = 0): ScoringPrompt {
  const folders = Array.from({ length: FOLDERS }, (_, at) => {
    const [name = '', ...examples] = words.slice(4 * at, 4 * at + 4);
    return { label: labels[at] ?? '', name, examples };
  });
  const { prefix, suffix } = scoringPrompt(folders, labels[FOLDERS] ?? '');
  const first = words[index % words.length] ?? '';
  return { prefix: [{ text: ` ${first}`, control: false }, ...prefix], suffix };
}

/** The answers that `longPrompt` allows. */
export const longLabels = labels.slice(0, FOLDERS + 1);

/** A mail of so many tokens: every word is one. */
export function mailOf(tokens: number, index: number): string {
  const word = (at: number): string => words[(7 * index + 3 * at) % words.length] ?? '';
  return Array.from({ length: tokens }, (_, at) => word(at)).join(' ');
}
