import { foldText, STOP_WORDS, wordsOf } from '../../deciding/index.ts';
import { newestFirst, type Heap } from './heap.ts';

/** How alike two heaps' words must be (cosine) to be one. */
const ALIKE = 0.5;
/** The largest heaps are compared with each other; comparing all would cost the square of their number. */
const MOST_COMPARED = 500;
const SHORTEST_WORD = 4;

/** How much each word tells of a heap. */
type Weights = ReadonlyMap<string, number>;

/** Joins heaps whose subjects share telling words. Largest first, and for the same size in a fixed order. */
export function joinByWords(heaps: readonly Heap[]): Heap[] {
  const ordered = largestFirst(heaps);
  const compared = ordered.slice(0, MOST_COMPARED);
  const shares = compared.map((heap) => sharesOf(heap));
  const seen = new Map<string, number>();
  for (const share of shares) for (const word of share.keys()) seen.set(word, (seen.get(word) ?? 0) + 1);
  const weigh = (heap: Heap): Weights =>
    new Map(
      [...sharesOf(heap)].map(([word, share]) => [
        word,
        share * Math.log(1 + compared.length / (seen.get(word) ?? 1)),
      ]),
    );
  const joined: { heap: Heap; weights: Weights }[] = [];
  for (const heap of compared) {
    const weights = weigh(heap);
    const best = bestOf(joined, weights);
    if (best === null) joined.push({ heap, weights });
    else {
      best.heap = join(best.heap, heap);
      best.weights = weigh(best.heap);
    }
  }
  return largestFirst([...joined.map(({ heap }) => heap), ...ordered.slice(MOST_COMPARED)]);
}

/** Words of at least half of a heap's subjects, most told first; folded. */
export function tellingWords(heap: Heap): string[] {
  return [...sharesOf(heap)]
    .filter(([, share]) => share >= 0.5)
    .sort(([a, first], [b, second]) => second - first || (a < b ? -1 : 1))
    .map(([word]) => word);
}

/** The share of mails whose subject says a word. */
function sharesOf({ mails }: Heap): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { mail } of mails) {
    const words = wordsOf(foldText(mail.subjectNormal));
    for (const word of new Set(words)) {
      if (word.length < SHORTEST_WORD || /\d/.test(word) || STOP_WORDS.has(word)) continue;
      counts.set(word, (counts.get(word) ?? 0) + 1);
    }
  }
  return new Map([...counts].map(([word, count]) => [word, count / mails.length]));
}

function bestOf<T extends { readonly weights: Weights }>(joined: readonly T[], weights: Weights): T | null {
  let best: T | null = null;
  let most = ALIKE;
  for (const one of joined) {
    const alike = cosine(one.weights, weights);
    if (alike >= most && (best === null || alike > most)) [best, most] = [one, alike];
  }
  return best;
}

function cosine(a: Weights, b: Weights): number {
  let dot = 0;
  for (const [word, weight] of a) dot += weight * (b.get(word) ?? 0);
  return dot === 0 ? 0 : dot / (lengthOf(a) * lengthOf(b));
}

function lengthOf(weights: Weights): number {
  return Math.hypot(...weights.values());
}

function join(one: Heap, other: Heap): Heap {
  const mails = newestFirst([...one.mails, ...other.mails]);
  // The larger one's key stays: it is the one that came first.
  return { key: one.bond === 'words' ? one.key : `words:${one.key}`, bond: 'words', label: '', mails };
}

function largestFirst(heaps: readonly Heap[]): Heap[] {
  return heaps.toSorted((a, b) => b.mails.length - a.mails.length || (a.key < b.key ? -1 : 1));
}
