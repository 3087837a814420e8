import type { NoticeSettings } from '../../../contract/notices.ts';

const DAY_MINUTES = 24 * 60;

/**
 * When the quiet that holds at `now` ends; null when nothing is quiet. Milliseconds since 1970; all hours are those of the
 * clock on the wall, so that a change to or from summer time moves neither end.
 */
export function quietUntil(settings: NoticeSettings, now: number): number | null {
  let end = now;
  // Nights that touch a quiet weekend are one stretch with it.
  for (let stretch = 0; stretch < 4; stretch += 1) {
    const next = endOfNight(settings, end) ?? endOfWeekend(settings, end);
    if (next === null || next <= end) break;
    end = next;
  }
  return end > now ? end : null;
}

function endOfNight({ quiet, quietFrom, quietUntil: until }: NoticeSettings, at: number): number | null {
  if (!quiet || quietFrom === until) return null;
  const date = new Date(at);
  const minute = date.getHours() * 60 + date.getMinutes();
  const overMidnight = quietFrom > until;
  const within = overMidnight ? minute >= quietFrom || minute < until : minute >= quietFrom && minute < until;
  if (!within) return null;
  const nextDay = overMidnight && minute >= quietFrom ? 1 : 0;
  return wallClock(date, nextDay, until);
}

function endOfWeekend({ quietWeekends }: NoticeSettings, at: number): number | null {
  if (!quietWeekends) return null;
  const date = new Date(at);
  const day = date.getDay();
  if (day !== 0 && day !== 6) return null;
  return wallClock(date, day === 6 ? 2 : 1, 0);
}

/** So many days after the day of `date`, at this minute of the day. An hour that does not exist is the one after it. */
function wallClock(date: Date, days: number, minute: number): number {
  const within = minute % DAY_MINUTES;
  return new Date(
    date.getFullYear(),
    date.getMonth(),
    date.getDate() + days,
    Math.floor(within / 60),
    within % 60,
  ).getTime();
}
