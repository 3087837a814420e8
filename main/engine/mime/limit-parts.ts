/** More parts than any person or program sends: reading them all would keep everything else waiting. */
const MAX_PARTS = 2000;
/** Longer ones are not allowed (RFC 2046 §5.1.1). */
const MAX_BOUNDARY = 70;
const MAX_BOUNDARIES = 1000;

/** The mail up to its 2,000th part: some hundred bytes a part are enough to keep a parser busy for minutes. */
export function withFewParts(source: Uint8Array): Uint8Array {
  const bytes = Buffer.from(source.buffer, source.byteOffset, source.byteLength);
  // Lines that begin with two dashes are all that is counted at first: boundaries are looked for in hardly any mail.
  if (!hasMore(bytes, MAX_PARTS)) return source;
  const boundaries = boundariesOf(bytes);
  let parts = 0;
  for (let at = bytes.indexOf('\n--'); at >= 0; at = bytes.indexOf('\n--', at + 1)) {
    const lineFeed = bytes.indexOf(0x0a, at + 1);
    const end = Math.min(lineFeed < 0 ? bytes.length : lineFeed, at + MAX_BOUNDARY + 8);
    const mark = bytes.toString('latin1', at + 3, end).trimEnd();
    if (!boundaries.has(mark) && !boundaries.has(mark.replace(/--$/, ''))) continue;
    parts += 1;
    if (parts > MAX_PARTS) return source.subarray(0, at + 1);
  }
  return source;
}

function hasMore(bytes: Buffer, count: number): boolean {
  let found = 0;
  for (let at = bytes.indexOf('\n--'); at >= 0; at = bytes.indexOf('\n--', at + 1)) {
    found += 1;
    if (found > count) return true;
  }
  return false;
}

/** Everything that a field of the mail calls a boundary. */
function boundariesOf(bytes: Buffer): Set<string> {
  const boundaries = new Set<string>();
  for (const [, quoted, bare] of bytes
    .toString('latin1')
    .matchAll(/boundary(?:\*\d*\*?)?\s{0,4}=\s{0,4}(?:"([^"\r\n]{1,70})"?|([^\s;"]{1,70}))/gi)) {
    if (boundaries.size === MAX_BOUNDARIES) break;
    boundaries.add((quoted ?? bare ?? '').trimEnd());
  }
  return boundaries;
}
