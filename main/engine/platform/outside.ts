/** Whether anybody outside this computer may be contacted: the person's offline switch, as those see it who would. */
export interface Gate {
  readonly offline: boolean;
  /** Aborted for as long as nobody may be contacted. */
  readonly signal: AbortSignal;
  /** Calls `listener` each time the way out is closed; gives a function that ends that. */
  readonly onCut: (listener: () => void) => () => void;
  /** The same after each change, either way. */
  readonly onMoved: (listener: () => void) => () => void;
  /** Resolves when somebody may be contacted (at once, where that is so now), or the signal says to wait no longer. */
  readonly opened: (signal: AbortSignal) => Promise<void>;
}

/** The switch itself. Whoever holds a connection is told before `set` returns. */
export class Outside implements Gate {
  readonly #cut = new Set<() => void>();
  readonly #moved = new Set<() => void>();
  readonly #waiting = new Set<() => void>();
  #closing = new AbortController();

  constructor(offline: boolean) {
    if (offline) this.#closing.abort();
  }

  get offline(): boolean {
    return this.#closing.signal.aborted;
  }

  get signal(): AbortSignal {
    return this.#closing.signal;
  }

  /** Closes or opens the way out; whether that is a change. */
  set(offline: boolean): boolean {
    if (offline === this.offline) return false;
    if (offline) {
      this.#closing.abort();
      for (const listener of [...this.#cut]) listener();
    } else {
      this.#closing = new AbortController();
      for (const resolve of [...this.#waiting]) resolve();
    }
    for (const listener of [...this.#moved]) listener();
    return true;
  }

  readonly onCut = (listener: () => void): (() => void) => listenIn(this.#cut, listener);

  readonly onMoved = (listener: () => void): (() => void) => listenIn(this.#moved, listener);

  readonly opened = (signal: AbortSignal): Promise<void> => {
    if (!this.offline || signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const end = (): void => {
        this.#waiting.delete(end);
        signal.removeEventListener('abort', end);
        resolve();
      };
      this.#waiting.add(end);
      signal.addEventListener('abort', end, { once: true });
    });
  };
}

function listenIn(listeners: Set<() => void>, listener: () => void): () => void {
  // A function of its own each time, so that one listener given twice is two.
  const own = (): void => listener();
  listeners.add(own);
  return () => void listeners.delete(own);
}

/** For what is on this computer: there is nothing to cut off. */
export const alwaysOpen: Gate = new Outside(false);
