import { LETTERS } from './tokens.ts';
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
  'domainMemory',
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

/** The linear score comes first, then naive Bayes by field, then these. */
export const FIRST_OTHER_SIGNAL = SIGNALS.indexOf('senderMemory');

/** Where naive Bayes of a field stands; four-letter pieces have none: their words already speak. */
export function bayesSignal(field: number): number {
  return field < LETTERS ? 1 + field : field;
}

/** What speaks for "none of these". */
export const NONE_SIGNALS = [
  'always',
  'unknownSender',
  'unknownDomain',
  'unknownWords',
  'newFolders',
  'beginner',
] as const;

export const PRIORS: Priors = {
  folder: [
    3.3, 0.05, 0.06, 0.15, 0.16, 0.12, 0.1, 0.05, 0.13, 2, -0.1, 0.13, 0.15, -0.07, -0.21, 1.6, 0.75, 0.95,
  ],
  none: [-1, 0.5, 0.3, 1, 0, 1.5],
};

/**
 * How much likelier than chance the memory makes each of `columns` (natural logarithm; chance is one in `columns.length`).
 * `doubt` is how many filings anywhere else are imagined before the first real one.
 */
export function memoryOdds(entry: Remembered | undefined, columns: Int32Array, doubt: number): Float64Array {
  const odds = new Float64Array(columns.length);
  if (!entry) return odds;
  let total = 0;
  for (const weight of entry.weights) total += weight;
  const shift = Math.log(columns.length) - Math.log(total + doubt * columns.length);
  odds.fill(Math.log(doubt) + shift);
  entry.classes.forEach((column, at) => {
    const candidate = columns.indexOf(column);
    if (candidate >= 0) odds[candidate] = Math.log((entry.weights[at] ?? 0) + doubt) + shift;
  });
  return odds;
}
