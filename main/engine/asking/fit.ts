import { z } from 'zod';
import type { MailboxId } from '../../../contract/ids.ts';

/** What was fitted to a model and a person: see `Fit`. */
export const fitState = z.object({
  /** Weight of the classifier's and of the model's logarithms. */
  learned: z.number(),
  model: z.number(),
  /** Added to the logarithm of "none of these". */
  none: z.number(),
  /** Sums of squared gradients, of each in this order. */
  squares: z.tuple([z.number(), z.number(), z.number()]),
  /** Mails it was fitted to. */
  mails: z.number().int(),
  /** Whether the person's filed mail was used. */
  studied: z.boolean().default(false),
});
export type FitState = z.infer<typeof fitState>;

export const firstFit: FitState = {
  learned: 0.6,
  model: 0.5,
  none: 0,
  squares: [1, 1, 1],
  mails: 0,
  studied: false,
};

const RATE = 0.15;
const FLOOR = 1e-4;

/** Chances of folders; what is missing to 1 is "none of these". */
export type Chances = ReadonlyMap<MailboxId, number>;

/**
 * Joins what the classifier and the language model think, as a product of weighted opinions (logarithmic pool, Genest & Zidek
 * 1986): with weights fitted online to mails whose folder is known (AdaGrad on the logarithmic loss), the result is calibrated
 * too. A folder that only one of them was asked about has the other's doubt.
 */
export function pool(fit: FitState, learned: Chances, model: Chances): Map<MailboxId, number> {
  const { folders, chances } = weigh(fit, learned, model);
  return new Map(folders.map((mailbox, at) => [mailbox, chances[at] ?? 0]));
}

/** The fit after one more mail; `right` is null where none of the folders was right. */
export function learnFit(fit: FitState, learned: Chances, model: Chances, right: MailboxId | null): FitState {
  const { folders, chances, logs } = weigh(fit, learned, model);
  const target = right === null ? folders.length : folders.indexOf(right);
  if (target < 0) return fit;
  const gradient = [0, 0, 0];
  logs.forEach(([ofLearned, ofModel], at) => {
    const error = (chances[at] ?? 0) - (at === target ? 1 : 0);
    gradient[0] = (gradient[0] ?? 0) + error * ofLearned;
    gradient[1] = (gradient[1] ?? 0) + error * ofModel;
    if (at === folders.length) gradient[2] = (gradient[2] ?? 0) + error;
  });
  const squares = fit.squares.map((square, at) => square + (gradient[at] ?? 0) ** 2) as FitState['squares'];
  const step = (at: 0 | 1 | 2): number => (RATE * (gradient[at] ?? 0)) / Math.sqrt(squares[at]);
  return {
    learned: between(0.1, 1.5, fit.learned - step(0)),
    model: between(0, 1.5, fit.model - step(1)),
    none: between(-3, 3, fit.none - step(2)),
    squares,
    mails: fit.mails + 1,
    studied: fit.studied,
  };
}

function weigh(fit: FitState, learned: Chances, model: Chances) {
  const folders = [...new Set([...learned.keys(), ...model.keys()])];
  const logs = folders.map((mailbox): [number, number] => [
    Math.log(Math.max(FLOOR, learned.get(mailbox) ?? 0)),
    Math.log(Math.max(FLOOR, model.get(mailbox) ?? 0)),
  ]);
  logs.push([Math.log(Math.max(FLOOR, rest(learned))), Math.log(Math.max(FLOOR, rest(model)))]);
  const utilities = logs.map(
    ([ofLearned, ofModel], at) =>
      fit.learned * ofLearned + fit.model * ofModel + (at === folders.length ? fit.none : 0),
  );
  const highest = Math.max(...utilities);
  const weights = utilities.map((utility) => Math.exp(utility - highest));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return { folders, logs, chances: weights.map((weight) => weight / sum) };
}

function rest(chances: Chances): number {
  let left = 1;
  for (const chance of chances.values()) left -= chance;
  return Math.max(0, left);
}

function between(low: number, high: number, value: number): number {
  return Math.min(high, Math.max(low, value));
}
