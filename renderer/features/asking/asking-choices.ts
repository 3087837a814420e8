/** Minutes of work a day that a person can choose; `ALL_DAY` is as good as no limit. */
export const MINUTES = [15, 30, 60, 120, 240, 480] as const;
export const ALL_DAY = 1440;

/** Ages of mail, in days, above which the model is not asked; `EVER` is older than any mail. */
export const DAYS = [30, 90, 180, 365, 730] as const;
export const EVER = 36_500;

/** The usual choices in order, with the one that holds when it is none of them. */
export function withOwn(choices: readonly number[], own: number, unlimited: number): number[] {
  return own === unlimited ? [...choices] : [...new Set([...choices, own])].sort((a, b) => a - b);
}
