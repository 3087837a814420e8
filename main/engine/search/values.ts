import { foldText } from '../../../contract/searched-words.ts';

/** A stretch of time in milliseconds since 1970: from `start` up to but not including `end`. */
export interface Period {
  readonly start: number;
  readonly end: number;
}

const DAY = 86_400_000;

/**
 * The year, month or day that a text names (2025, 2025-03, 2025-03-12, 2025/03/12, 12/03/2025 as written in Europe, today,
 * hier), in this computer's time zone; null when it names none.
 */
export function readPeriod(text: string, now: number): Period | null {
  const word = foldText(text).replaceAll('’', "'");
  if (word === 'today' || word === "aujourd'hui") return dayOf(new Date(now), 0);
  if (word === 'yesterday' || word === 'hier') return dayOf(new Date(now), -1);
  const european = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(word);
  if (european) return period(Number(european[3]), Number(european[2]), Number(european[1]));
  const parts = /^(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?$/.exec(word);
  if (!parts) return null;
  const [, year, month, day] = parts;
  return period(
    Number(year),
    month === undefined ? null : Number(month),
    day === undefined ? null : Number(day),
  );
}

/** The moment so long ago (3d, 2w, 6m, 1y; French 3j, 2s, 6m, 1a); null when the text is no such span. */
export function readAgo(text: string, now: number): number | null {
  const span = /^(\d{1,4})([dwmyjsa])$/.exec(foldText(text));
  if (!span) return null;
  const count = Number(span[1]);
  const then = new Date(now);
  switch (span[2]) {
    case 'd':
    case 'j':
      return now - count * DAY;
    case 'w':
    case 's':
      return now - count * 7 * DAY;
    case 'm':
      then.setMonth(then.getMonth() - count);
      return then.getTime();
    default:
      then.setFullYear(then.getFullYear() - count);
      return then.getTime();
  }
}

const UNITS: Readonly<Record<string, number>> = { k: 2 ** 10, m: 2 ** 20, g: 2 ** 30, '': 2 ** 20 };

/** Bytes that a text names (500k, 5M, 1.5 Go; without a letter megabytes); null when it names none. */
export function readSize(text: string): number | null {
  const size = /^(\d{1,9}(?:[.,]\d{1,3})?)([kmg]?)[bo]?$/.exec(foldText(text));
  if (!size) return null;
  const unit = UNITS[size[2] ?? ''];
  return unit === undefined ? null : Math.round(Number(size[1]?.replace(',', '.')) * unit);
}

function dayOf(now: Date, shift: number): Period {
  const at = (days: number) => new Date(now.getFullYear(), now.getMonth(), now.getDate() + days).getTime();
  return { start: at(shift), end: at(shift + 1) };
}

function period(year: number, month: number | null, day: number | null): Period | null {
  if (month !== null && (month < 1 || month > 12)) return null;
  const start = new Date(year, (month ?? 1) - 1, day ?? 1);
  start.setFullYear(year);
  // 31 April is no day: the calendar would carry it over into May.
  if (day !== null && start.getDate() !== day) return null;
  const end = new Date(start);
  if (month === null) end.setFullYear(year + 1);
  else if (day === null) end.setMonth(end.getMonth() + 1);
  else end.setDate(end.getDate() + 1);
  return { start: start.getTime(), end: end.getTime() };
}
