/**
 * Turns what a person typed into an FTS5 expression: every word must occur, the last one may be a beginning. Quotation marks
 * keep words together. Gives null when there is nothing to look for. (SQLite FTS5, §3 Full-text Query Syntax)
 */
export function matchExpression(query: string): string | null {
  const terms = [...query.matchAll(/"([^"]+)"|([^\s"]+)/g)].flatMap(([, phrase, word]) => {
    const text = (phrase ?? word ?? '').trim();
    // A token of punctuation alone matches nothing and would empty the result.
    return /[\p{L}\p{N}]/u.test(text) ? [text.replaceAll('"', '')] : [];
  });
  if (terms.length === 0) return null;
  const open = !query.endsWith('"');
  return terms.map((term, index) => `"${term}"${open && index === terms.length - 1 ? '*' : ''}`).join(' ');
}
