const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** `Tue Nov 21 10:20:45 2026`, with a zone or without, wherever it stands in the line (RFC 4155, appendix A). */
const DATE =
  /\b(?:mon|tue|wed|thu|fri|sat|sun)\w*,?\s+(?:(?<month>[a-z]{3})\s+(?<day>\d{1,2})|(?<day2>\d{1,2})\s+(?<month2>[a-z]{3}))\s+(?:(?<year2>\d{4})\s+)?(?<time>\d{1,2}:\d{2}(?::\d{2})?)(?:\s+[a-z]{1,5}|\s+[+-]\d{4})*(?:\s+(?<year>\d{4}))?/i;

/** Header fields have names of printable ASCII without a colon (RFC 5322, 2.2); `>From` is an old hand-over mark. */
const HEADER = /^(?:[!-9;-~]+[ \t]*:|>From )/;

/** What a line that begins with `From ` says of itself. */
export type FromLine =
  | { readonly kind: 'dated'; readonly at: number }
  /** Nothing but `From `, or `From -`: recent Thunderbird writes it so. */
  | { readonly kind: 'bare' }
  /** A sentence that begins so. */
  | { readonly kind: 'text' };

/** Reads a line that begins with `From `, without its line end. Times are UTC, as RFC 4155 has them. */
export function readFromLine(line: string): FromLine {
  const date = DATE.exec(line)?.groups;
  if (date) {
    const month = MONTHS.indexOf((date['month'] ?? date['month2'] ?? '').toLowerCase());
    const year = Number(date['year'] ?? date['year2']);
    const [hours = 0, minutes = 0, seconds = 0] = (date['time'] ?? '').split(':').map(Number);
    if (month >= 0 && year >= 1970 && year < 2200) {
      const day = Number(date['day'] ?? date['day2']);
      return { kind: 'dated', at: Date.UTC(year, month, day, hours, minutes, seconds) };
    }
  }
  return /^From(?: -)?\s*$/.test(line) ? { kind: 'bare' } : { kind: 'text' };
}

/**
 * Whether a line that begins with `From ` begins a mail. Programs forget to quote such lines, and to leave the line before
 * them empty: so it must have two of the three marks, an empty line before it, a date, and a header field after it.
 */
export function beginsMail(line: string, next: string, afterEmpty: boolean): boolean {
  const { kind } = readFromLine(line);
  if (kind === 'text') return false;
  const header = HEADER.test(next);
  if (kind === 'bare') return afterEmpty && header;
  return header || (afterEmpty && (next === '' || next.startsWith('From ')));
}
