/*
 * Rotary positions turn each pair of numbers of a query and a key by an angle that grows with the position. In the tiny model
 * some pairs turn fast (together they know which token is the one before), one turns slowly (which is nearer), the rest not at
 * all (what a token is, wherever it stands).
 */
/**
 * Angles that the fast pairs turn a position, chosen by search: within the context they agree to less than 0.66 at any distance
 * but the wanted one.
 */
export const previousAngles: readonly number[] = [
  0.3583, 0.5165, 1.2484, 2.1984, 2.3653, 2.4473, 2.8187, 2.8708,
];

/** The pair that turns slowly, after the fast ones. */
export const RECENT_PAIR = previousAngles.length;
/** The first number of a head that positions leave alone. */
export const FIXED = 2 * (RECENT_PAIR + 1);

/** Positions the model is good for: within it the slow pair turns by less than a quarter. */
export const CONTEXT_LENGTH = 2048;

/**
 * What llama.cpp divides the angle of each pair by (`rope_freqs.weight`), with a frequency base of 1.
 * @param pairs of a head
 */
export function angleDivisors(pairs: number): Float32Array {
  const angles = [...previousAngles, Math.PI / 2 / CONTEXT_LENGTH];
  return Float32Array.from({ length: pairs }, (_, pair) => 1 / (angles[pair] ?? 1e-12));
}
