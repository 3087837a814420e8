import type { FiledMail } from './replay.ts';

const EARLIEST = Date.UTC(1980, 0);
const LATEST = Date.UTC(2100, 0);

/** The mails oldest first, as a back-test wants them. A mail with an absurd date (year 1, 2150) stands at the median of the others. */
export function inTimeOrder(mails: readonly FiledMail[]): FiledMail[] {
  const dates = sensibleDates(mails.map(({ mail }) => mail.date));
  return mails
    .map((filed, at) => {
      const date = dates[at] ?? EARLIEST;
      return date === filed.mail.date ? filed : { ...filed, mail: { ...filed.mail, date } };
    })
    .sort((a, b) => a.mail.date - b.mail.date);
}

/** The dates (milliseconds since 1970), absurd ones replaced by the median of the others. */
export function sensibleDates(dates: readonly number[]): number[] {
  const plausible = dates.filter(isPlausible).sort((a, b) => a - b);
  const median = plausible[plausible.length >> 1] ?? EARLIEST;
  return dates.map((date) => (isPlausible(date) ? date : median));
}

function isPlausible(date: number): boolean {
  return date > EARLIEST && date < LATEST;
}
