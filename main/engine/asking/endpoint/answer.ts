import { z } from 'zod';

const told = z.array(z.object({ token: z.string(), logprob: z.number() }));

/** An answer to `/v1/chat/completions`, as far as it is of use here. */
export const completion = z.object({
  choices: z
    .array(
      z.object({
        message: z.object({ content: z.string().nullish() }).nullish(),
        // Servers that have them in a form of their own are taken not to have any.
        logprobs: z
          .object({ content: z.array(z.object({ top_logprobs: told })).nullish() })
          .nullish()
          .catch(null),
      }),
    )
    .min(1),
  usage: z
    .object({
      prompt_tokens: z.number().int().nonnegative(),
      prompt_tokens_details: z.object({ cached_tokens: z.number().int().nonnegative().nullish() }).nullish(),
    })
    .nullish(),
});
export type Completion = z.infer<typeof completion>;

/** What a model that names one letter is taken to believe of it: it says nothing of how sure it is. */
const BELIEF_IN_ONE = 0.6;

export interface Read {
  /** One for each label; their sum is 1. */
  readonly probabilities: number[];
  /** Share of its belief that went to labels at all. */
  readonly mass: number;
}

/** Reads probabilities of labels from those of the first token, in both spellings; null when the server gave none. */
export function readProbabilities({ choices }: Completion, labels: readonly string[]): Read | null {
  const given = choices[0]?.logprobs?.content?.[0]?.top_logprobs ?? [];
  if (given.length === 0) return null;
  // A server that names a token twice says the same twice.
  const tokens = new Map(given.map(({ token, logprob }) => [token, Math.exp(Math.min(0, logprob))]));
  const sums = new Map(labels.map((label) => [label, 0]));
  for (const [token, share] of tokens) {
    const label = wordOf(token);
    const sum = sums.get(label);
    if (sum !== undefined) sums.set(label, sum + share);
  }
  const each = labels.map((label) => sums.get(label) ?? 0);
  const mass = each.reduce((sum, one) => sum + one, 0);
  return {
    probabilities: each.map((one) => (mass > 0 ? one / mass : 1 / each.length)),
    mass: Math.min(1, mass),
  };
}

/** What one letter says: some belief for it, the same little for all others. Anything but a label is no answer at all. */
export function readLetter({ choices }: Completion, labels: readonly string[]): Read {
  const said = labels.indexOf(wordOf(choices[0]?.message?.content ?? ''));
  if (said < 0 || labels.length < 2) {
    return { probabilities: labels.map(() => 1 / labels.length), mass: said < 0 ? 0 : 1 };
  }
  const rest = (1 - BELIEF_IN_ONE) / (labels.length - 1);
  return { probabilities: labels.map((_, at) => (at === said ? BELIEF_IN_ONE : rest)), mass: 1 };
}

/** A token without the space before it, which some servers give as their vocabulary writes it. */
function wordOf(token: string): string {
  return token.replace(/[▁Ġ]/g, ' ').trim();
}
