import { RE2JS, RE2JSException } from 're2js';
import { foldText } from '../text.ts';

/** Tells whether a text is what was asked for. `texts` are the wordings of one thing (a name, an address): one is enough. */
export type TextTest = (texts: readonly string[]) => boolean;

export type PatternResult =
  { readonly ok: true; readonly test: TextTest } | { readonly ok: false; readonly reason: string };

const LONGEST_PATTERN = 500;
/** No text longer than this is searched: with an engine of linear time this bounds every rule. */
const LONGEST_TEXT = 16_384;

/**
 * Compiles what a person wrote for a text: `/…/` is a regular expression (RE2 syntax: linear time, so no lookaround and no
 * back-references), `=…` the whole text, anything else a part of it. Accents and case never matter.
 */
export function compilePattern(written: string): PatternResult {
  if (written.length > LONGEST_PATTERN)
    return { ok: false, reason: `longer than ${LONGEST_PATTERN} characters` };
  const expression = /^\/(.*)\/i?$/s.exec(written)?.[1];
  if (expression !== undefined) return compileExpression(expression);
  const exact = written.startsWith('=');
  const wanted = foldText((exact ? written.slice(1) : written).trim());
  if (wanted === '') return { ok: false, reason: 'empty' };
  if (exact) return { ok: true, test: (texts) => texts.some((text) => foldText(text).trim() === wanted) };
  return {
    ok: true,
    test: (texts) => texts.some((text) => foldText(text.slice(0, LONGEST_TEXT)).includes(wanted)),
  };
}

function compileExpression(expression: string): PatternResult {
  try {
    // Only marks are taken off the pattern: lower-casing it would turn \S into \s.
    const plain = expression.normalize('NFKD').replace(/\p{M}+/gu, '');
    const compiled = RE2JS.compile(plain, RE2JS.CASE_INSENSITIVE);
    return {
      ok: true,
      test: (texts) => texts.some((text) => compiled.test(foldText(text.slice(0, LONGEST_TEXT)))),
    };
  } catch (error) {
    if (error instanceof RE2JSException) return { ok: false, reason: error.message };
    throw error;
  }
}

const SIZE_UNITS: Readonly<Record<string, number>> = {
  '': 1,
  b: 1,
  o: 1,
  kb: 1e3,
  ko: 1e3,
  mb: 1e6,
  mo: 1e6,
  gb: 1e9,
  go: 1e9,
};
const DAY = 86_400_000;
const AGE_UNITS: Readonly<Record<string, number>> = {
  d: DAY,
  day: DAY,
  days: DAY,
  j: DAY,
  jour: DAY,
  jours: DAY,
  w: 7 * DAY,
  week: 7 * DAY,
  weeks: 7 * DAY,
  semaine: 7 * DAY,
  semaines: 7 * DAY,
  month: 30 * DAY,
  months: 30 * DAY,
  mois: 30 * DAY,
  y: 365 * DAY,
  year: 365 * DAY,
  years: 365 * DAY,
  an: 365 * DAY,
  ans: 365 * DAY,
};

/** Compiles `> 5 MB` or `< 200 ko` to a test of bytes, `> 30 days` or `< 2 semaines` to a test of milliseconds; null when it is neither. */
export function compileAmount(written: string, of: 'size' | 'age'): ((amount: number) => boolean) | null {
  const found = /^\s*(>=?|<=?)\s*(\d+(?:[.,]\d+)?)\s*([a-z]*)\s*$/.exec(foldText(written));
  const unit = (of === 'size' ? SIZE_UNITS : AGE_UNITS)[found?.[3] ?? ''];
  if (!found || unit === undefined) return null;
  const limit = Number((found[2] ?? '').replace(',', '.')) * unit;
  return found[1]?.startsWith('>') ? (amount) => amount > limit : (amount) => amount < limit;
}
