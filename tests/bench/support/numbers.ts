export function median(numbers: readonly number[]): number {
  return quantile(numbers, 0.5);
}

/** The value below which `share` (0 to 1) of the numbers lie; NaN of none. */
export function quantile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

export function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
}

/** Prints figures under each other, two decimals at most. */
export function table(figures: Readonly<Record<string, number>>, say: (line: string) => void): void {
  for (const [name, value] of Object.entries(figures)) say(`${name.padEnd(18)} ${Number(value.toFixed(2))}`);
}
