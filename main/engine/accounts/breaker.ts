const FAILURES_TO_OPEN = 5;
const OPEN_MS = 30_000;
const SUCCESSES_TO_CLOSE = 3;

/**
 * A circuit breaker (Nygard, Release It!, 2007): after five failures in a row the server is left alone for half a minute,
 * then tried once; three successes and all is as before, one failure and it waits again. A server that names a time of its
 * own is left alone for as long.
 */
export class Breaker {
  readonly #steady: () => number;
  #state: 'closed' | 'open' | 'half-open' = 'closed';
  #failures = 0;
  #successes = 0;
  #until = 0;

  /** `steady` gives milliseconds that never go back. */
  constructor(steady: () => number) {
    this.#steady = steady;
  }

  /** Milliseconds for which the server must be left alone; 0 when it may be tried. */
  get wait(): number {
    return Math.max(0, this.#until - this.#steady());
  }

  get state(): 'closed' | 'open' | 'half-open' {
    return this.#state === 'open' && this.wait === 0 ? 'half-open' : this.#state;
  }

  failed(askedMs = 0): void {
    this.#failures += 1;
    this.#successes = 0;
    const opens = this.state !== 'closed' || this.#failures >= FAILURES_TO_OPEN;
    if (opens) this.#state = 'open';
    this.#until = this.#steady() + Math.max(opens ? OPEN_MS : 0, askedMs);
  }

  succeeded(): void {
    this.#until = 0;
    if (this.state === 'closed') {
      this.#failures = 0;
      return;
    }
    this.#state = 'half-open';
    this.#successes += 1;
    if (this.#successes < SUCCESSES_TO_CLOSE) return;
    this.#state = 'closed';
    this.#failures = 0;
  }

  /** Lets one try through now: a person asks for it, or the computer has just woken up. */
  letTry(): void {
    this.#until = 0;
  }
}
