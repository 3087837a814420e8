/** A moment to put a decision off to. */
export interface SnoozeTime {
  readonly name: 'later-today' | 'tomorrow' | 'next-week';
  readonly at: number;
}

const MORNING = 8;
const EVENING = 18;
/** Later than this, "later today" is no offer any more. */
const LAST_HOUR = 21;

/** A time of day some days on, as the clock on the wall will show it: no sums of hours, which are wrong when the clocks change. */
function onDay(now: Date, days: number, hour: number): number {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, hour).getTime();
}

/** What to offer at this moment, the soonest first: this evening (or in a few hours), tomorrow at 8, next Monday at 8. */
export function snoozeTimes(at: number): SnoozeTime[] {
  const now = new Date(at);
  const hour = now.getHours();
  const evening = hour < EVENING - 1 ? EVENING : hour + 3;
  const toMonday = (8 - now.getDay()) % 7 || 7;
  return [
    ...(evening <= LAST_HOUR ? [{ name: 'later-today' as const, at: onDay(now, 0, evening) }] : []),
    { name: 'tomorrow', at: onDay(now, 1, MORNING) },
    // On a Sunday that is tomorrow.
    ...(toMonday > 1 ? [{ name: 'next-week' as const, at: onDay(now, toMonday, MORNING) }] : []),
  ];
}

/** The morning of a day typed as `2026-11-23`; null for what is no day, or not to come. */
export function morningOf(day: string, now: number): number | null {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (found === null) return null;
  const [, year, month, date] = found;
  const at = new Date(Number(year), Number(month) - 1, Number(date), MORNING).getTime();
  return at > now ? at : null;
}
