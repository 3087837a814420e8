import type { FiledMail } from './replay.ts';

const EARLIEST = Date.UTC(1980, 0);
const LATEST = Date.UTC(2100, 0);

/** The mails oldest first, as a back-test wants them. A mail with an absurd date (year 1, 2150) stands at the median of the others. */
export function inTimeOrder(mails: readonly FiledMail[]): FiledMail[] {
  const plausible = mails.map(({ mail }) => mail.date).filter(isPlausible);
  const median = plausible.sort((a, b) => a - b)[plausible.length >> 1] ?? EARLIEST;
  return mails
    .map((filed) =>
      isPlausible(filed.mail.date) ? filed : { ...filed, mail: { ...filed.mail, date: median } },
    )
    .sort((a, b) => a.mail.date - b.mail.date);
}

/** The same for mails that stand in the order of their dates already: nothing is sorted, however many they are. */
export function absurdInTheMiddle<T extends { readonly date: number }>(ordered: readonly T[]): T[] {
  const plausible = ordered.filter(({ date }) => isPlausible(date));
  if (plausible.length === ordered.length) return plausible;
  const middle = plausible.length >> 1;
  const absurd = ordered.filter(({ date }) => !isPlausible(date));
  return [...plausible.slice(0, middle), ...absurd, ...plausible.slice(middle)];
}

function isPlausible(date: number): boolean {
  return date > EARLIEST && date < LATEST;
}
