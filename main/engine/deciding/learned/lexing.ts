import { foldText, wordsOf } from '../text.ts';

const APOSTROPHE = "['’ʼ]";
/** French articles and pronouns that lean on the next word: they would hide it (`l'avion`) or stand there for nothing (`qu`). */
const ELISION = new RegExp(
  `(?<![\\p{L}\\p{N}]|${APOSTROPHE})(?:[ldjmtscn]|qu|jusqu|lorsqu|puisqu|quoiqu)${APOSTROPHE}(?=\\p{L})`,
  'gu',
);
/** Words that have an apostrophe of their own. */
const ONE_WORD = new RegExp(`(?<!\\p{L})(aujourd|prud|presqu|entr)${APOSTROPHE}(?=\\p{L})`, 'gu');

/** Amounts in euros, as they are written on either side of the sign. What an amount is says little; that it is one, much. */
const EUROS =
  /€\s?\d(?:[\d\s.,]{0,14}\d)?|(?<!\d)\d(?:[\d\s.,]{0,14}\d)?\s?(?:€|euros?\b|eur\b)(?:\s?\d\d\b)?/gu;
/** French dates with the month in words; months that are cut as in English (`oct`, `nov`) could be English ones. */
const DATE =
  /\b(?:1er|[0-3]?\d)\s{1,3}(?:janvier|janv|fevrier|fevr|mars|avril|avr|mai|juin|juillet|juil|aout|septembre|octobre|novembre|decembre)(?!\p{L})\.?(?:\s{1,3}(?:19|20)\d\d(?!\d))?/gu;
const WEEKDAY = /(?<!\p{L})(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\s{1,3}(?=0date )/gu;
/** French times of day. */
const TIME = /\b[0-2]?\d\s?h(?:\s?[0-5]\d)?(?![\p{L}\p{N}])/gu;

/** What stands for each class. With a digit, so that it is never shown as a word. */
const CLASSES = { euros: ' 0euros ', date: ' 0date ', time: ' 0heure ' } as const;

const CURRENCY = /€|\beur/;
const DIGIT = /\d/;
const HAS_APOSTROPHE = /['’ʼ]/;

/**
 * The words of a text as the model counts them: lower case, accents folded, French elisions opened, amounts in euros, French
 * dates and times each made one class. The same for every language: what it changes does not occur in the others.
 */
export function lexemesOf(text: string): string[] {
  let folded = foldText(text);
  if (HAS_APOSTROPHE.test(folded)) folded = folded.replace(ONE_WORD, '$1').replace(ELISION, ' ');
  if (DIGIT.test(folded)) {
    if (CURRENCY.test(folded)) folded = folded.replace(EUROS, CLASSES.euros);
    const dated = folded.replace(DATE, CLASSES.date);
    folded = (dated === folded ? folded : dated.replace(WEEKDAY, '')).replace(TIME, CLASSES.time);
  }
  return wordsOf(folded);
}

const WRITTEN = /[\p{L}\p{M}\p{N}]+/gu;
// eslint-disable-next-line no-control-regex -- the whole of ASCII is meant
const ASCII = /^[\x00-\x7f]*$/;

/** Words that were folded, as they stand in the text: with their accents, where it has them. */
export function asWritten(words: readonly string[], text: string): string[] {
  const wanted = new Set(words);
  const found = new Map<string, string>();
  for (const [written] of text.matchAll(WRITTEN)) {
    if (ASCII.test(written)) continue;
    const folded = foldText(written);
    if (wanted.has(folded) && !found.has(folded)) found.set(folded, written.toLowerCase().normalize('NFC'));
  }
  return words.map((word) => found.get(word) ?? word);
}
