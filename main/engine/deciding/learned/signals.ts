import type { Remembered } from './memory.ts';
import type { Priors } from './mixture.ts';

/** What is known for and against a folder, each as a logarithm of odds or a margin; the mixture weighs them. */
export const SIGNALS = [
  'linear',
  'body',
  'subject',
  'sender',
  'recipients',
  'form',
  'senderMemory',
  'subjectMemory',
  'threadMemory',
  'size',
  'recentByMail',
  'recentByDay',
  'idleMails',
  'idleDays',
  'nameInSubject',
  'nameInBody',
  'nameInAddresses',
] as const;
export type Signal = (typeof SIGNALS)[number];

/** What speaks for "none of these". */
export const NONE_SIGNALS = [
  'always',
  'unknownSender',
  'unknownDomain',
  'unknownWords',
  'newFolders',
] as const;

export const PRIORS: Priors = {
  folder: [3.3, 0.05, 0.06, 0.15, 0.16, 0.12, 0.1, 0.13, 2, -0.1, 0.13, 0.15, -0.07, -0.21, 1.6, 0.75, 0.95],
  none: [0, 0.5, 0.3, 1, 0],
};

/**
 * How much likelier than chance the memory makes each of `columns` (natural logarithm; chance is one in `columns.length`).
 * `doubt` is how many filings anywhere else are imagined before the first real one.
 */
export function memoryOdds(entry: Remembered | undefined, columns: Int32Array, doubt: number): Float64Array {
  const odds = new Float64Array(columns.length);
  if (!entry) return odds;
  const share = doubt;
  let total = 0;
  for (const weight of entry.weights) total += weight;
  const shift = Math.log(columns.length) - Math.log(total + share * columns.length);
  odds.fill(Math.log(share) + shift);
  entry.classes.forEach((column, at) => {
    const candidate = columns.indexOf(column);
    if (candidate >= 0) odds[candidate] = Math.log((entry.weights[at] ?? 0) + share) + shift;
  });
  return odds;
}
