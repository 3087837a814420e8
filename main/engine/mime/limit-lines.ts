const MAX_LINES = 50_000;
/** Base64 has 60 to 76 bytes a line, text written by people some 30: what has less is a list of short lines, or hostile. */
const SHORT_LINE = 24;
/** From here on mails within mails are attachments: reading them costs as much as reading the mail once more. */
const LARGE = 500_000;

/**
 * What the parser of record is given: it spends some ten microseconds on each line, so of a mail of very many, very short lines only
 * the beginning is read.
 */
export function withFewLines(source: Uint8Array): Uint8Array {
  if (source.length <= MAX_LINES) return source;
  let lines = 0;
  let cut = source.length;
  for (let at = source.indexOf(0x0a); at >= 0; at = source.indexOf(0x0a, at + 1)) {
    lines += 1;
    if (lines === MAX_LINES) cut = at + 1;
  }
  return source.length / lines < SHORT_LINE ? source.subarray(0, cut) : source;
}

/** How deep mails within mails are read: each level is read again by the one above it. Deeper ones are attachments. */
export function nestingLimit(source: Uint8Array): { readonly maxRfc822NestingDepth: number } {
  return { maxRfc822NestingDepth: source.length > LARGE ? 0 : 2 };
}
