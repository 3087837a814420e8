import { seeded } from './random.ts';

/** Two words agree in at most this share of their signs more than they differ. */
const LIKENESS = 0.45;

/**
 * Rows of ±1 that tell words apart: the product of two different rows is at most 0.45 of that of a row with itself.
 * @throws when `length` is too short for that many
 */
export function makeCodes(count: number, length: number, seed: number): Int8Array[] {
  const random = seeded(seed);
  const codes: Int8Array[] = [];
  for (let tries = 0; codes.length < count; tries++) {
    if (tries > count * 1000) throw new Error(`${length} signs do not tell ${count} words apart`);
    const code = Int8Array.from({ length }, () => (random() < 0.5 ? -1 : 1));
    if (codes.every((other) => product(code, other) <= LIKENESS * length)) codes.push(code);
  }
  return codes;
}

function product(a: Int8Array, b: Int8Array): number {
  return a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);
}
