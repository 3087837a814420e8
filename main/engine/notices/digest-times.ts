import { assertNever } from '../../../contract/assert-never.ts';
import type { NoticeSettings } from '../../../contract/notices.ts';

const HOUR_MS = 3_600_000;
/** Of a digest twice a day. */
const TWICE = [9, 17] as const;

/** The last time at or before `now` that a digest was due, and the next after it; null when there is none. */
export function digestTimes(settings: NoticeSettings, now: number): { last: number; next: number } | null {
  const { digest, digestHour } = settings;
  switch (digest) {
    case 'off':
      return null;
    case 'hourly':
      return hours(now);
    case 'twice':
      return days(now, TWICE);
    case 'daily':
      return days(now, [digestHour]);
    default:
      return assertNever(digest);
  }
}

/** Full hours. By the offset in force, for of an hour that comes twice each is one. */
function hours(now: number): { last: number; next: number } {
  const offset = new Date(now).getTimezoneOffset() * 60_000;
  const last = Math.floor((now - offset) / HOUR_MS) * HOUR_MS + offset;
  return { last, next: last + HOUR_MS };
}

function days(now: number, at: readonly number[]): { last: number; next: number } {
  const date = new Date(now);
  const times = [-1, 0, 1].flatMap((day) =>
    at.map((hour) => new Date(date.getFullYear(), date.getMonth(), date.getDate() + day, hour).getTime()),
  );
  return {
    last: Math.max(...times.filter((time) => time <= now)),
    next: Math.min(...times.filter((time) => time > now)),
  };
}
