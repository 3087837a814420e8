/** One piece of what a person typed, and where it stands. */
export interface Token {
  readonly start: number;
  readonly end: number;
  readonly negated: boolean;
  /** What stands before the colon; null for plain words. */
  readonly name: string | null;
  /** The word, the value, or what stands between quotation marks. */
  readonly value: string;
  readonly quoted: boolean;
  /** The quotation marks are not closed yet. */
  readonly open: boolean;
}

// A minus, a name with its colon, then a quoted or a bare value. French quotation marks too: keyboards and texts have them.
const PIECE = /(-?)(?:([\p{L}][\p{L}\p{M}-]*):(?!\/\/))?(?:["«“]([^"»”]*)(["»”]?)|([^\s"«“]*))/uy;

/** Cuts a query into pieces. Never fails: whatever fits nothing is a word. */
export function tokens(query: string): Token[] {
  const found: Token[] = [];
  let at = 0;
  while (at < query.length) {
    if (/\s/u.test(query.charAt(at))) {
      at += 1;
      continue;
    }
    PIECE.lastIndex = at;
    const match = PIECE.exec(query);
    if (match === null || match[0] === '') {
      at += 1;
      continue;
    }
    const [whole, minus, name, phrase, closing, bare] = match;
    found.push({
      start: at,
      end: at + whole.length,
      negated: minus === '-',
      name: name ?? null,
      value: (phrase ?? bare ?? '').trim(),
      quoted: phrase !== undefined,
      open: phrase !== undefined && closing === '',
    });
    at += whole.length;
  }
  return found;
}
