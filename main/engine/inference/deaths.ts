const MAX = 5;
const WINDOW_MS = 60_000;

/** Counts how often a process died lately, so that one that cannot live is not started for ever. */
export class Deaths {
  readonly #times: number[] = [];

  record(): void {
    this.#times.push(performance.now());
  }

  /** Five within a minute. */
  tooMany(): boolean {
    const since = performance.now() - WINDOW_MS;
    while (this.#times[0] !== undefined && this.#times[0] < since) this.#times.shift();
    return this.#times.length >= MAX;
  }

  forget(): void {
    this.#times.length = 0;
  }
}
