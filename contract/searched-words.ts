/** A word or phrase that was searched for, and in which part of a mail it counts. The window has no schemas: `search.ts` has this one's. */
export interface SearchedWord {
  readonly text: string;
  /** Whether its last word may be the beginning of one. */
  readonly prefix: boolean;
  readonly where: 'anywhere' | 'sender' | 'subject' | 'body' | 'attachments';
}

/** Where something stands in a text: from `start` up to but not including `end`. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

const TOKEN = /[\p{L}\p{N}\p{M}]+/gu;

/** Text as the full-text index compares it: lower case, without accents. */
export function foldText(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/**
 * Where searched words stand in a text, in order and without overlap; both sides of the bridge mark the same. `most` ends the
 * search early. Words are told apart as the full-text index does it (SQLite FTS5, unicode61).
 */
export function findSearchedWords(
  text: string,
  words: readonly Pick<SearchedWord, 'text' | 'prefix'>[],
  most = Infinity,
): Stretch[] {
  const wanted = words
    .map(({ text: word, prefix }) => ({ parts: (word.match(TOKEN) ?? []).map(foldText), prefix }))
    .filter(({ parts }) => parts.length > 0);
  if (wanted.length === 0) return [];
  const longest = Math.max(...wanted.map(({ parts }) => parts.length));
  const recent: { folded: string; start: number; end: number }[] = [];
  const found: Stretch[] = [];
  for (const match of text.matchAll(TOKEN)) {
    recent.push({ folded: foldText(match[0]), start: match.index, end: match.index + match[0].length });
    if (recent.length > longest) recent.shift();
    const length = Math.max(0, ...wanted.map((word) => (endsWith(recent, word) ? word.parts.length : 0)));
    const first = recent[recent.length - length];
    if (length === 0 || first === undefined) continue;
    const before = found.at(-1);
    const end = match.index + match[0].length;
    if (before !== undefined && before.end > first.start)
      found[found.length - 1] = { start: before.start, end };
    else if (found.length >= most) return found;
    else found.push({ start: first.start, end });
  }
  return found;
}

function endsWith(
  recent: readonly { folded: string }[],
  word: { parts: readonly string[]; prefix: boolean },
): boolean {
  const offset = recent.length - word.parts.length;
  if (offset < 0) return false;
  return word.parts.every((part, index) => {
    const token = recent[offset + index]?.folded ?? '';
    return word.prefix && index === word.parts.length - 1 ? token.startsWith(part) : token === part;
  });
}
