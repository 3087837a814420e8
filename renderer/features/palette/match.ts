/** Small letters without accents, so that `reglages` finds `Réglages`. */
export function fold(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

/** How well a text answers a query: 0 not at all; more for words that begin with it, a little for letters in their order. */
export function matchOf(query: string, text: string): number {
  const wanted = fold(query).trim();
  const held = fold(text);
  if (wanted === '') return 1;
  if (held.startsWith(wanted)) return 100;
  const words = wanted.split(/\s+/);
  const starts = held.split(/[^\p{L}\p{N}%]+/u);
  if (words.every((word) => starts.some((start) => start.startsWith(word)))) return 80;
  if (held.includes(wanted)) return 60;
  if (words.every((word) => held.includes(word))) return 40;
  return inOrder(wanted.replaceAll(/\s/g, ''), held);
}

/** Letters in their order, close together: `apsr` for `Approve all that is sure`. */
function inOrder(wanted: string, held: string): number {
  if (wanted.length < 2) return 0;
  let at = -1;
  let first = -1;
  for (const letter of wanted) {
    at = held.indexOf(letter, at + 1);
    if (at < 0) return 0;
    if (first < 0) first = at;
  }
  const spread = at - first + 1;
  return spread <= wanted.length * 4 ? 20 * (wanted.length / spread) : 0;
}

/** The things that answer a query, the best first; those that answer alike stay in their order. */
export function rank<T>(query: string, things: readonly T[], textsOf: (thing: T) => readonly string[]): T[] {
  const scored = things.map((thing) => {
    const [name = '', ...more] = textsOf(thing);
    return { thing, score: Math.max(matchOf(query, name), ...more.map((text) => matchOf(query, text) / 2)) };
  });
  return scored
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ thing }) => thing);
}
