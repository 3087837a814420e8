/** Bytes are counted over so long; milliseconds. */
const WINDOW_MS = 10_000;
/** Before that nothing is said. */
const LEAST_MS = 1000;

/** How fast bytes come, over the last seconds. */
export class Rate {
  readonly #samples: { readonly at: number; readonly bytes: number }[] = [];

  /** @param at a clock that never goes back; milliseconds. @param bytes all that were received */
  add(at: number, bytes: number): void {
    const before = this.#samples.at(-2);
    // A few samples a second say as much as all.
    if (before !== undefined && at - before.at < 200) this.#samples.pop();
    this.#samples.push({ at, bytes });
    while (this.#samples.length > 2 && at - (this.#samples[1]?.at ?? at) > WINDOW_MS) this.#samples.shift();
  }

  clear(): void {
    this.#samples.length = 0;
  }

  /** Bytes a second; null while too little is known. */
  perSecond(now: number): number | null {
    const [first] = this.#samples;
    const last = this.#samples.at(-1);
    if (first === undefined || last === undefined || now - first.at < LEAST_MS) return null;
    return Math.max(0, (1000 * (last.bytes - first.bytes)) / (now - first.at));
  }
}
