/** So long after a call the next one is likely: somebody is at the window. */
const WATCHED_MS = 2000;
/** How long background work may keep everything else waiting, in milliseconds: with somebody at the window, and else. */
const SHORT_MS = 4;
const LONG_MS = 12;

/** Whether somebody is asking the engine just now: background work then stops more often, for an answer waits behind it. */
export class Attention {
  #last = -Infinity;

  /** A call came. */
  asked(): void {
    this.#last = performance.now();
  }

  /** How long a slice of background work may be, in milliseconds. Longer ones get more done for their transactions. */
  get sliceMs(): number {
    return performance.now() - this.#last < WATCHED_MS ? SHORT_MS : LONG_MS;
  }
}
