const FIRST_MS = 1000;
const MOST_MS = 32_000;

/** A refused password is not tried again soon: servers lock accounts for that. A new one starts at once. */
export const SIGN_IN_AGAIN_MS = 15 * 60_000;
/** What was lost by accident is tried again within this time, so that new mail does not wait. */
export const SOON_MS = 250;

/** Waiting time after `failures` failures in a row: 1, 2, 4 … 32 s, each with up to a quarter more at random. Milliseconds. */
export function backoff(failures: number, random: () => number): number {
  const exponent = Math.max(0, failures - 1);
  return Math.min(MOST_MS, FIRST_MS * 2 ** exponent) * (1 + random() / 4);
}
