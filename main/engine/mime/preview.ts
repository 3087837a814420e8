import { cleanLine } from './clean.ts';

const MAX_PREVIEW = 180;
/** Enough to find the first own words behind quoted text and links. */
const SAMPLE = 4000;

/** The first words of a mail as one line: quoted lines, rules of dashes and bare links left out where there is other text. */
export function previewOf(text: string): string {
  const sample = text.slice(0, SAMPLE);
  const own = sample
    .split('\n')
    .filter((line) => !/^\s*(?:>|[-=_*~#]{3,}\s*$)/.test(line))
    .join(' ')
    .replace(/[[(<]?https?:\/\/\S+[\])>]?/g, ' ');
  return cleanLine(own, MAX_PREVIEW) || cleanLine(sample, MAX_PREVIEW);
}
