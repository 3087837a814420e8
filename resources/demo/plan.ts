import { DAY } from './dates.ts';
import type { Random } from './random.ts';
import type { FolderPlan, MailboxPlan } from './shapes.ts';
import type { Stream } from './types.ts';

/** How many mails one stream gives: so many filed, then so many still in the inbox. */
export interface Allotment {
  readonly plan: FolderPlan;
  readonly stream: Stream;
  readonly filed: number;
  readonly waiting: number;
  /** A label that no other allotment of the mailbox has. */
  readonly label: string;
}

/** Shares whole things out by weight, so that they add up to `total`. */
export function shareOut(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((one, other) => one + other, 0);
  let carried = 0;
  let given = 0;
  return weights.map((weight) => {
    carried += (total * weight) / sum;
    const share = Math.round(carried) - given;
    given += share;
    return share;
  });
}

/** Shares the mails of every folder out among its streams. */
export function allot(mailbox: MailboxPlan): Allotment[] {
  return mailbox.folders.flatMap((plan, place) => {
    const weights = plan.streams.map((stream) => stream.weight ?? 1);
    const filed = shareOut(plan.filed, weights);
    const waiting = shareOut(plan.waiting, weights);
    return plan.streams.map((stream, index) => ({
      plan,
      stream,
      filed: filed[index] ?? 0,
      waiting: waiting[index] ?? 0,
      label: `${place}/${plan.folder}/${index}`,
    }));
  });
}

/**
 * The moments, oldest first, at which a stream begins a text: over at most the days of the mailbox and no thinner than
 * every seven weeks, with some chance in it, and denser towards now, as mail is.
 */
export function moments(count: number, now: number, days: number, random: Random): number[] {
  const span = Math.min(days, count * 50) * DAY;
  const times = Array.from({ length: count }, (_none, index) => {
    const share = (index + random.next() * 0.9) / count;
    return now - DAY / 4 - span * share ** 1.35;
  });
  return times.reverse();
}

/**
 * Which of a stream's mails were filed, oldest first. People stop filing at some point, but not sharply: near it some mails
 * were filed and others left, so that a conversation can lie in both places.
 */
export function filedOnes(filed: number, waiting: number, random: Random): boolean[] {
  const marks = Array.from({ length: filed + waiting }, (_none, index) => index < filed);
  for (let near = 0; near < Math.min(filed, waiting); near += 1) {
    if (!random.chance(0.3)) continue;
    marks[filed - 1 - near] = false;
    marks[filed + near] = true;
  }
  return marks;
}
