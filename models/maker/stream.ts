import { labels } from './vocabulary.ts';

/** How many signs tell a word from all others. */
export const CODE_LENGTH = 40;

/**
 * What each number of the residual stream of the tiny model means. A token that has a property has a 1 there, whatever came
 * with its embedding or was written by a layer.
 */
export const stream = {
  /** Large and the same for every token: the norm of the stream hardly depends on anything else, so that RMSNorm scales all tokens alike. */
  constant: 0,
  begins: 1,
  isLabel: 2,
  isEquals: 3,
  isMailMark: 4,
  isNone: 5,
  /** Written: the mail mark is behind this token. */
  inMail: 6,
  /** Written: this equals sign follows a label. */
  namesLabel: 7,
  /** Written: this token is on the line of a label. */
  onLine: 8,
  /** Written: this word of the mail is on the line of a label too. */
  matched: 9,
  /** One number a label: which label this token is; at the end of the prompt, which the answer is. */
  label: 10,
  /** Which label's line this token is on. */
  line: 10 + labels.length,
  /** On which label's line this word of the mail was found. */
  found: 10 + 2 * labels.length,
  /** The signs of the word. */
  code: 10 + 3 * labels.length,
} as const;

/** Length of the residual stream. */
export const STREAM_LENGTH = 128;

/** The value of `constant`; the norm of a token's other numbers stays under a tenth of it. */
export const CONSTANT = 64;
