import { setTimeout as delay } from 'node:timers/promises';

/** How long a test waits for what must happen; milliseconds. Machines are slow, and who waits in vain waits once. */
export const PATIENCE = 90_000;

export interface WaitOptions {
  /** Milliseconds; `PATIENCE` unless told. */
  readonly timeout?: number;
  /** Milliseconds between two looks; 50 unless told. */
  readonly every?: number;
}

/**
 * Looks again and again until `look` neither throws nor gives undefined, null or false, and gives what it gave. When the time
 * is over, throws the last error, or one that says that it did not happen.
 */
export async function waitFor<T>(
  look: () => T | Promise<T>,
  { timeout = PATIENCE, every = 50 }: WaitOptions = {},
): Promise<NonNullable<Exclude<T, false>>> {
  const end = performance.now() + timeout;
  for (;;) {
    let reason: unknown = new Error('it did not happen in time');
    try {
      const seen = await look();
      if (seen !== undefined && seen !== null && seen !== false)
        return seen as NonNullable<Exclude<T, false>>;
    } catch (error) {
      reason = error;
    }
    if (performance.now() > end) throw reason;
    await delay(every);
  }
}
