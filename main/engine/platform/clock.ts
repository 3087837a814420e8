/** Time as the engine sees it. Tests give their own. */
export interface Clock {
  /** Milliseconds since 1970; may jump when the person or the network sets the clock. */
  now(): number;
  /** Milliseconds since some moment; never goes back, and stands still while the computer sleeps. For durations. */
  monotonic(): number;
}

export const systemClock: Clock = { now: () => Date.now(), monotonic: () => performance.now() };
