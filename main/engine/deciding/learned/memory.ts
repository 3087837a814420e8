import type { ByteReader, ByteWriter } from './bytes.ts';
import { hashText } from './tokens.ts';

/** Where mails with one key (a sender, a subject, a thread) went. */
export interface Remembered {
  readonly classes: number[];
  /** Recent filings weigh more. */
  readonly weights: number[];
  /** Mails, as a person would count them. */
  readonly counts: number[];
}

/** What is remembered, without the filings in some columns. */
export function without(
  { classes, weights, counts }: Remembered,
  left: (column: number) => boolean,
): Remembered {
  const kept = classes.flatMap((column, at) => (left(column) ? [] : [at]));
  return {
    classes: kept.map((at) => classes[at] ?? 0),
    weights: kept.map((at) => weights[at] ?? 0),
    counts: kept.map((at) => counts[at] ?? 0),
  };
}

/** Remembers, by key, where mail was filed. Each new filing of a key fades its older ones by `fade`. */
export class FilingMemory {
  readonly #fade: number;
  #entries = new Map<number, Remembered>();

  constructor(fade: number) {
    this.#fade = fade;
  }

  get(key: string): Remembered | undefined {
    return this.#entries.get(hashText(key));
  }

  add(key: string, column: number): void {
    const hash = hashText(key);
    let entry = this.#entries.get(hash);
    if (!entry) this.#entries.set(hash, (entry = { classes: [], weights: [], counts: [] }));
    for (let at = 0; at < entry.weights.length; at++)
      entry.weights[at] = (entry.weights[at] ?? 0) * this.#fade;
    let at = entry.classes.indexOf(column);
    if (at < 0) at = entry.classes.push(column) - 1;
    entry.weights[at] = (entry.weights[at] ?? 0) + 1;
    entry.counts[at] = (entry.counts[at] ?? 0) + 1;
  }

  /** Takes one filing back; a key with nothing left is forgotten. */
  remove(key: string, column: number): void {
    const hash = hashText(key);
    const entry = this.#entries.get(hash);
    const at = entry?.classes.indexOf(column) ?? -1;
    if (!entry || at < 0) return;
    entry.counts[at] = (entry.counts[at] ?? 0) - 1;
    entry.weights[at] = Math.max(0, (entry.weights[at] ?? 0) - 1);
    if ((entry.counts[at] ?? 0) <= 0) this.#drop(hash, entry, at);
  }

  dropColumn(column: number): void {
    for (const [hash, entry] of this.#entries) {
      const at = entry.classes.indexOf(column);
      if (at >= 0) this.#drop(hash, entry, at);
    }
  }

  write(writer: ByteWriter): void {
    const entries = [...this.#entries];
    writer.array(Int32Array.from(entries, ([hash]) => hash));
    writer.array(Uint16Array.from(entries, ([, entry]) => entry.classes.length));
    writer.array(Uint16Array.from(entries.flatMap(([, entry]) => entry.classes)));
    writer.array(Float64Array.from(entries.flatMap(([, entry]) => entry.weights)));
    writer.array(Uint32Array.from(entries.flatMap(([, entry]) => entry.counts)));
  }

  static read(reader: ByteReader, fade: number): FilingMemory {
    const memory = new FilingMemory(fade);
    const hashes = reader.array(Int32Array);
    const lengths = reader.array(Uint16Array);
    const classes = reader.array(Uint16Array);
    const weights = reader.array(Float64Array);
    const counts = reader.array(Uint32Array);
    let from = 0;
    hashes.forEach((hash, index) => {
      const to = from + (lengths[index] ?? 0);
      memory.#entries.set(hash, {
        classes: [...classes.subarray(from, to)],
        weights: [...weights.subarray(from, to)],
        counts: [...counts.subarray(from, to)],
      });
      from = to;
    });
    return memory;
  }

  #drop(hash: number, entry: Remembered, at: number): void {
    for (const list of [entry.classes, entry.weights, entry.counts]) list.splice(at, 1);
    if (entry.classes.length === 0) this.#entries.delete(hash);
  }
}
