import { findSearchedWords, type SearchedWord } from '../../../contract/searched-words.ts';

/** Characters shown before the match, and in all: a row shows about so many. */
const BEFORE = 14;
const LENGTH = 180;
/** What stands this near the beginning of a text is seen in its preview. */
const IN_PREVIEW = 90;
const ENDS_WITH_PART_OF_A_WORD = /^[\p{L}\p{N}\p{M}]*[^\p{L}\p{N}\p{M}]+/u;

/** The text around the first match that the preview does not show, on one line; null when nothing matches. */
export function snippetOf(text: string, words: readonly SearchedWord[]): string | null {
  const wanted = words.filter(({ where }) => where === 'anywhere' || where === 'body');
  const found = findSearchedWords(text, wanted, 5);
  const match = found.find(({ start }) => start > IN_PREVIEW) ?? found[0];
  if (match === undefined) return null;
  const start = Math.max(0, match.start - BEFORE);
  const lead = text.slice(start, match.start);
  const whole = start === 0 ? lead : lead.replace(ENDS_WITH_PART_OF_A_WORD, '');
  const rest = text.slice(match.start, match.start + LENGTH);
  return `${start === 0 ? '' : '… '}${whole}${rest}`.replaceAll(/\s+/gu, ' ').trim();
}
