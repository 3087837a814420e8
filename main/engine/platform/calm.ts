/** Milliseconds until what nobody waits for may begin; 0 from then on. */
export type Calm = () => number;

/** Calm for so many milliseconds from now. */
export function calmFor(ms: number): Calm {
  const end = performance.now() + ms;
  return () => Math.max(0, end - performance.now());
}
