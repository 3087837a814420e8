import { agoFormat, dateFormat, numberFormat } from './formats.ts';

const DAY = 86_400_000;

function startOfDay(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}

/** A date as short as it can be read in a list: the time today, the weekday this week, else day and month, and the year when it is another. */
export function shortDate(at: number, now: number, language: string): string {
  const daysAgo = Math.round((startOfDay(now) - startOfDay(at)) / DAY);
  if (daysAgo === 0) return dateFormat(language, { timeStyle: 'short' }).format(at);
  if (daysAgo > 0 && daysAgo < 7) return dateFormat(language, { weekday: 'short' }).format(at);
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return dateFormat(
    language,
    sameYear ? { day: 'numeric', month: 'short' } : { day: 'numeric', month: 'short', year: 'numeric' },
  ).format(at);
}

/** Date and time in full, for a mail's header and for tooltips. */
export function longDate(at: number, language: string): string {
  return dateFormat(language, { dateStyle: 'full', timeStyle: 'short' }).format(at);
}

/** How long ago, in words: "5 minutes ago", "yesterday". */
export function timeAgo(at: number, now: number, language: string): string {
  const format = agoFormat(language, { numeric: 'auto' });
  const seconds = Math.round((at - now) / 1000);
  if (seconds > -60) return format.format(0, 'second');
  if (seconds > -3600) return format.format(Math.round(seconds / 60), 'minute');
  if (seconds > -86_400) return format.format(Math.round(seconds / 3600), 'hour');
  return format.format(-Math.round((startOfDay(now) - startOfDay(at)) / DAY), 'day');
}

/** The day a thing happened, as a heading: "today", "yesterday", else the date. */
export function dayName(at: number, now: number, language: string): string {
  const daysAgo = Math.round((startOfDay(now) - startOfDay(at)) / DAY);
  if (daysAgo < 2) return agoFormat(language, { numeric: 'auto' }).format(-daysAgo, 'day');
  return dateFormat(language, { weekday: 'long', day: 'numeric', month: 'long' }).format(at);
}

/** A moment to come: "today at 18:00", "Monday 23 November at 08:00". */
export function momentName(at: number, now: number, language: string): string {
  const days = Math.round((startOfDay(at) - startOfDay(now)) / DAY);
  const time = timeOfDay(at, language);
  if (days < 2) {
    const day = agoFormat(language, { numeric: 'auto' }).format(days, 'day');
    return `${day}, ${time}`;
  }
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  const date = dateFormat(language, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(sameYear ? {} : { year: 'numeric' }),
  }).format(at);
  return `${date}, ${time}`;
}

/** The time of day. */
export function timeOfDay(at: number, language: string): string {
  return dateFormat(language, { timeStyle: 'short' }).format(at);
}

/** The same figures with spaces that can be seen: Inter draws the narrow one so thin that 1 015 reads as 1015. */
export function spacesSeen(figures: string): string {
  return figures.replaceAll('\u202f', '\u00a0');
}

/** A number as `Intl` writes it, with spaces that can be seen. */
export function inFigures(value: number, language: string, options: Intl.NumberFormatOptions): string {
  return spacesSeen(numberFormat(language, options).format(value));
}

/** Grouped digits. */
export function formatNumber(value: number, language: string): string {
  return inFigures(value, language, { maximumFractionDigits: 0 });
}

/** A measured share with one decimal where it is not whole: "98.4%". */
export function formatShare(share: number, language: string): string {
  return inFigures(share, language, { style: 'percent', maximumFractionDigits: 1 });
}

/** A chance as a whole percent. Rounded down, and never 100 or 0: nothing here is certain. */
export function formatChance(probability: number, language: string): string {
  const percent = Math.min(99, Math.floor(probability * 100 + 1e-9));
  if (percent < 1) return `<\u00a0${inFigures(0.01, language, { style: 'percent' })}`;
  return inFigures(percent / 100, language, { style: 'percent' });
}

const BYTE_UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** A size with a unit a person uses (1 kB = 1000 bytes). */
export function formatBytes(bytes: number, language: string): string {
  let value = bytes;
  let step = 0;
  while (value >= 1000 && step < BYTE_UNITS.length - 1) {
    value /= 1000;
    step += 1;
  }
  return inFigures(value, language, {
    style: 'unit',
    unit: BYTE_UNITS[step] ?? 'byte',
    unitDisplay: step === 0 ? 'long' : 'short',
    maximumFractionDigits: step === 0 || value >= 100 ? 0 : 1,
  });
}

/** A duration in seconds with its largest fitting unit: "40 sec", "3 min", "2 hr". */
export function formatDuration(seconds: number, language: string): string {
  const [value, unit] =
    seconds < 60
      ? ([Math.max(1, Math.ceil(seconds)), 'second'] as const)
      : seconds < 5400
        ? ([Math.round(seconds / 60), 'minute'] as const)
        : ([Math.round(seconds / 3600), 'hour'] as const);
  return inFigures(value, language, { style: 'unit', unit, unitDisplay: 'short' });
}
