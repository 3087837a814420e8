/**
 * Tells something at most once in `everyMs`: at once when it has been quiet, else when the time is over. `stop` tells a
 * last time what is still untold.
 */
export class Pulse {
  readonly #tell: () => void;
  readonly #everyMs: number;
  #timer: NodeJS.Timeout | undefined;
  #again = false;

  constructor(tell: () => void, everyMs: number) {
    this.#tell = tell;
    this.#everyMs = everyMs;
  }

  beat(): void {
    if (this.#timer) {
      this.#again = true;
      return;
    }
    this.#tell();
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      if (this.#again) {
        this.#again = false;
        this.beat();
      }
    }, this.#everyMs);
    this.#timer.unref();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#again) this.#tell();
    this.#again = false;
  }
}
