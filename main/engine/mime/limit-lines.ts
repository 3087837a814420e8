const MAX_LINES = 30_000;
/** Base64 has 60 to 76 bytes a line, text written by people some 30: what has less is a list of short lines, or hostile. */
const SHORT_LINE = 24;
/** How deep mails within mails are read: each level is read again by the one above it. Deeper ones are attachments. */
const MAX_NESTING = 2;
/** From here on all of them are. */
const LARGE = 1_500_000;
const LARGE_OF_SHORT_LINES = 50_000;

/** What the parser of record is given, and told. */
export interface Bounded {
  readonly source: Uint8Array;
  readonly options: { readonly maxRfc822NestingDepth: number };
}

/**
 * Bounds what the parser of record has to do: it spends some ten microseconds on each line, once for each level of mails within
 * mails. Of a mail of very many, very short lines only the beginning is read.
 */
export function withFewLines(source: Uint8Array): Bounded {
  let lines = 1;
  let cut = source.length;
  for (let at = source.indexOf(0x0a); at >= 0; at = source.indexOf(0x0a, at + 1)) {
    lines += 1;
    if (lines === MAX_LINES) cut = at + 1;
  }
  const isShort = source.length / lines < SHORT_LINE;
  const isLarge = source.length > (isShort ? LARGE_OF_SHORT_LINES : LARGE);
  return {
    source: isShort ? source.subarray(0, cut) : source,
    options: { maxRfc822NestingDepth: isLarge ? 0 : MAX_NESTING },
  };
}
