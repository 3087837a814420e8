/** How many times a line is quoted (RFC 3676 §4.5): its leading `>` signs, spaces between them allowed. */
export function quoteDepth(line: string): number {
  const marks = /^(?:> ?)+/.exec(line);
  return marks === null ? 0 : marks[0].replaceAll(' ', '').length;
}
