import { LETTERS } from './tokens.ts';
import type { Remembered } from './memory.ts';

/** What is known for and against a folder, each as a logarithm of odds or a margin; the judge weighs them. */
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

/** What each signal is divided by before it is weighed: about its spread over the development mailboxes. */
export const SCALES: readonly number[] = [1, 8, 6, 4, 4, 4, 3, 2, 3, 3, 2, 3, 3, 3, 3, 0.5, 0.5, 0.5];

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
