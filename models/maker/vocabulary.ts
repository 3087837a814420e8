import { words } from './words.ts';

/** Begins pieces that no text gives, of the length that pieces usually have. */
const FILLER = 'ꙮ';

/** Kinds of tokens as a GGUF file numbers them. */
const kinds = { normal: 1, unknown: 2, control: 3, byte: 6 } as const;

/** What SentencePiece writes for a space. */
export const SPACE = '▁';

export const labels: readonly string[] = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');

/** The piece that begins the mail in a prompt, written at the beginning of a line. */
export const MAIL_MARK = 'Mail';

/** The word of the line that stands for none of the folders. */
export const NONE_WORD = 'none';

/** Names that the vocabulary of Mistral has for the same. */
const controls = { begin: '<s>', end: '</s>', asks: '[INST]', asked: '[/INST]' };

export interface Vocabulary {
  readonly pieces: readonly string[];
  readonly kinds: readonly number[];
  readonly scores: readonly number[];
  readonly ids: ReadonlyMap<string, number>;
}

/**
 * A SentencePiece vocabulary with a piece for each byte, and one for every beginning of every word: two pieces are joined only
 * when the result is a piece, so without its beginnings a word would never come together.
 * @param size pads with pieces that no text gives
 */
export function makeVocabulary(size = 0): Vocabulary {
  const entries: [piece: string, kind: number][] = [['<unk>', kinds.unknown]];
  for (const control of Object.values(controls)) entries.push([control, kinds.control]);
  for (let byte = 0; byte < 256; byte++) {
    entries.push([`<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`, kinds.byte]);
  }
  for (const piece of normalPieces()) entries.push([piece, kinds.normal]);
  while (entries.length < size) {
    entries.push([`${FILLER}${entries.length.toString(36)}`, kinds.normal]);
  }
  return {
    pieces: entries.map(([piece]) => piece),
    kinds: entries.map(([, kind]) => kind),
    // The earlier of two pieces is joined first.
    scores: entries.map(([, kind], index) => (kind === kinds.normal ? -index : 0)),
    ids: new Map(entries.map(([piece], index) => [piece, index])),
  };
}

/** A space and a label come before the marks: " Mail" must not become the mark of a line that begins so. */
function normalPieces(): Set<string> {
  const pieces = new Set<string>([SPACE]);
  for (let code = 0x21; code < 0x7f; code++) pieces.add(String.fromCharCode(code));
  for (const label of labels) pieces.add(SPACE + label);
  for (const word of ['=', ...words, NONE_WORD]) {
    for (let end = 1; end <= word.length; end++) pieces.add(SPACE + word.slice(0, end));
    for (const letter of word) pieces.add(letter);
  }
  for (let end = 2; end <= MAIL_MARK.length; end++) pieces.add(MAIL_MARK.slice(0, end));
  return pieces;
}
