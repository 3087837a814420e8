/**
 * Midnights of this computer's time zone: of the last `days` days, the present one included, oldest first, and of tomorrow.
 * A day has 23 or 25 hours where the clocks change.
 */
export function midnights(now: number, days: number): number[] {
  const today = new Date(now);
  const midnight = (ago: number): number =>
    new Date(today.getFullYear(), today.getMonth(), today.getDate() - ago).getTime();
  return Array.from({ length: days + 1 }, (_, at) => midnight(days - 1 - at));
}

/** Which day a moment is in; −1 before the first, and the last one for what is still to come. */
export function dayAt(borders: readonly number[], at: number): number {
  let low = 0;
  let high = borders.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((borders[middle] ?? Infinity) <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
