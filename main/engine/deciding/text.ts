const MARKS = /\p{M}+/gu;
const WORD = /[\p{L}\p{N}]+/gu;

/** Text as it is compared everywhere in deciding: lower case, without accents, ligatures opened (é → e, œ → oe, ﬁ → fi). */
export function foldText(text: string): string {
  const lower = text.toLowerCase();
  // Most mail is plain ASCII: normalising it would cost more than everything after.
  if (!NOT_ASCII.test(lower)) return lower;
  return lower
    .normalize('NFKD')
    .replace(MARKS, '')
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .replaceAll('ß', 'ss');
}

// eslint-disable-next-line no-control-regex -- the whole of ASCII is meant
const NOT_ASCII = /[^\x00-\x7f]/;

/** Words of a folded text: runs of letters and digits of any script. */
export function wordsOf(folded: string): string[] {
  return folded.match(WORD) ?? [];
}

/** Folded text with white space and dashes made equal, for comparing folder names and subjects. */
export function foldName(text: string): string {
  return wordsOf(foldText(text)).join(' ');
}

/** How many single-letter edits (swaps of neighbours count one) lie between two short words. */
export function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        best = Math.min(best, (beforeLast[j - 2] ?? 0) + 1);
      }
      row.push(best);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? 0;
}

/** The word of `known` that was most likely meant, when one is near enough to be worth suggesting. */
export function nearestWord(written: string, known: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = Math.max(1, Math.floor(written.length / 3)) + 1;
  for (const word of known) {
    const distance = editDistance(foldText(written), word);
    if (distance < bestDistance) [best, bestDistance] = [word, distance];
  }
  return best;
}
