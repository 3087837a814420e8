export type Confidence = 'sure' | 'likely' | 'possible' | 'unsure';

/** Above this, a whole folder can be approved at once with one button. */
export const SURE = 0.95;

/** A word for a chance; the percent stands beside it. */
export function confidenceOf(probability: number): Confidence {
  if (probability >= SURE) return 'sure';
  if (probability >= 0.8) return 'likely';
  if (probability >= 0.6) return 'possible';
  return 'unsure';
}
