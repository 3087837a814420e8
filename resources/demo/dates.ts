import type { Lang } from './types.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

const names = {
  fr: {
    days: ['dimanche', 'lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi'],
    months: [
      'janvier',
      'février',
      'mars',
      'avril',
      'mai',
      'juin',
      'juillet',
      'août',
      'septembre',
      'octobre',
      'novembre',
      'décembre',
    ],
  },
  en: {
    days: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
    months: [
      'January',
      'February',
      'March',
      'April',
      'May',
      'June',
      'July',
      'August',
      'September',
      'October',
      'November',
      'December',
    ],
  },
};

const two = (value: number): string => String(value).padStart(2, '0');

function lastSunday(year: number, month: number): number {
  const end = new Date(Date.UTC(year, month + 1, 0, 1));
  return end.getTime() - end.getUTCDay() * DAY;
}

/** Minutes east of UTC in Paris at a moment: summer time runs between the last Sundays of March and October, 01:00 UTC. */
export function parisOffset(at: number): number {
  const year = new Date(at).getUTCFullYear();
  return at >= lastSunday(year, 2) && at < lastSunday(year, 9) ? 120 : 60;
}

/** The wall clock of Paris as if it were UTC, so that the `getUTC…` readers give local parts. */
export function parisClock(at: number): Date {
  return new Date(at + parisOffset(at) * MINUTE);
}

/** "12 mars 2026" or "12 March 2026". */
export function longDate(at: number, lang: Lang): string {
  const local = parisClock(at);
  const day = local.getUTCDate();
  const first = lang === 'fr' && day === 1 ? '1er' : String(day);
  return `${first} ${monthName(at, lang)} ${local.getUTCFullYear()}`;
}

/** "jeudi 12 mars" or "Thursday 12 March". */
export function dayDate(at: number, lang: Lang): string {
  const local = parisClock(at);
  const day = local.getUTCDate();
  const first = lang === 'fr' && day === 1 ? '1er' : String(day);
  return `${weekday(at, lang)} ${first} ${monthName(at, lang)}`;
}

/** "12/03/2026", day first in both languages. */
export function shortDate(at: number): string {
  const local = parisClock(at);
  return `${two(local.getUTCDate())}/${two(local.getUTCMonth() + 1)}/${local.getUTCFullYear()}`;
}

export function weekday(at: number, lang: Lang): string {
  return names[lang].days[parisClock(at).getUTCDay()] ?? '';
}

export function monthName(at: number, lang: Lang): string {
  return names[lang].months[parisClock(at).getUTCMonth()] ?? '';
}

export function yearOf(at: number): number {
  return parisClock(at).getUTCFullYear();
}

/** "14h35" or "14:35". */
export function clockTime(hour: number, minute: number, lang: Lang): string {
  return lang === 'fr' ? `${hour}h${two(minute)}` : `${two(hour)}:${two(minute)}`;
}

/** "2026-03-12 at 14:05" as mail programs write it above a quotation. */
export function quoteIntro(at: number, lang: Lang, who: string): string {
  const local = parisClock(at);
  const time = `${two(local.getUTCHours())}:${two(local.getUTCMinutes())}`;
  if (lang === 'fr') return `Le ${longDate(at, 'fr')} à ${time}, ${who} a écrit :`;
  return `On ${dayDate(at, 'en')} ${local.getUTCFullYear()} at ${time}, ${who} wrote:`;
}

/** The Date header's form (RFC 5322 §3.3) at an offset in minutes. */
export function headerDate(at: number, offset: number): string {
  const local = new Date(at + offset * MINUTE);
  const day = names.en.days[local.getUTCDay()]?.slice(0, 3) ?? '';
  const month = names.en.months[local.getUTCMonth()]?.slice(0, 3) ?? '';
  const time = `${two(local.getUTCHours())}:${two(local.getUTCMinutes())}:${two(local.getUTCSeconds())}`;
  const sign = offset < 0 ? '-' : '+';
  const zone = `${sign}${two(Math.floor(Math.abs(offset) / 60))}${two(Math.abs(offset) % 60)}`;
  return `${day}, ${local.getUTCDate()} ${month} ${local.getUTCFullYear()} ${time} ${zone}`;
}

/** "20260312T140500Z" (RFC 5545 §3.3.5, form 2). */
export function calendarDate(at: number): string {
  return new Date(at).toISOString().replace(/[-:]/g, '').replace(/\.\d+/, '');
}
