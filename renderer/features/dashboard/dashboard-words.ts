import type { TFunction } from 'i18next';
import type { AnswerRecord, Decider, Statistics, StatisticsDay } from '../../../contract/statistics.ts';
import { formatNumber, formatShare, inFigures } from '../../lib/words/format.ts';

/** Answers below which a share says nothing. */
export const FEWEST = 20;
/** From the ground of a bar up: the cheapest stage first, the person last. */
export const DECIDERS: readonly Decider[] = ['memory', 'rules', 'learned', 'language-model', 'person'];

/** Mails decided on a day. */
export function sumOf(day: StatisticsDay): number {
  return DECIDERS.reduce((sum, decider) => sum + day.by[decider], 0);
}

/** The round number at or above a value that an axis ends with: 1, 2, 3, 4, 5, 6, 8, 10, 20 … */
export function niceTop(value: number): number {
  let step = 1;
  while (step * 10 < value) step *= 10;
  return [1, 2, 3, 4, 5, 6, 8, 10].map((factor) => factor * step).find((top) => top >= value) ?? step * 10;
}

/** Right answers to all, 0 to 1; null while they are too few to say. */
export function shareOf({ answers, right }: AnswerRecord): number | null {
  return answers < FEWEST ? null : right / answers;
}

/** The trend of the accuracy in words; empty where it cannot be told. */
export function trendLine({ totals, before, days }: Statistics, t: TFunction, language: string): string {
  const [now, then] = [shareOf(totals), shareOf(before)];
  if (now === null || then === null) return '';
  const share = formatShare(then, language);
  const count = days.length;
  if (Math.abs(now - then) < 0.005) return t('dashboard.trend.same', { count });
  return now > then ? t('dashboard.trend.up', { share, count }) : t('dashboard.trend.down', { share, count });
}

/** Seconds saved: each mail that stayed where it was filed, less each act that filed it. Never below nothing. */
export function secondsSaved({ mails, acts }: Statistics['saved'], secondsPerMail: number): number {
  return Math.max(0, (mails - acts) * secondsPerMail);
}

/** A length of time as one would tell it: "40 sec", "25 min", "3.5 hr". */
export function formatSaved(seconds: number, language: string): string {
  const [value, unit, digits] =
    seconds < 60
      ? ([seconds, 'second', 0] as const)
      : seconds < 5400
        ? ([seconds / 60, 'minute', 0] as const)
        : ([seconds / 3600, 'hour', 1] as const);
  return inFigures(value, language, {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumFractionDigits: digits,
  });
}

/** How long what waits will take at the pace of late, without promising more than is known. */
export function paceLine({ waiting, pace }: Statistics, t: TFunction, language: string): string {
  if (waiting === 0) return t('dashboard.left.nothing');
  const rate = (value: number) => inFigures(value, language, { maximumFractionDigits: value < 10 ? 1 : 0 });
  const rates = { answered: rate(pace.answered), came: rate(pace.came) };
  if (pace.answered === 0) return t('dashboard.left.noPace');
  if (pace.daysLeft === null) {
    return pace.answered > pace.came ? t('dashboard.left.unknown', rates) : t('dashboard.left.grows', rates);
  }
  const days = Math.max(1, Math.ceil(pace.daysLeft));
  if (days > 365) return t('dashboard.left.years', rates);
  return t('dashboard.left.days', { ...rates, count: days, days: formatNumber(days, language) });
}

/** A day as short as an axis wants it: "21 Nov". */
export function dayLabel(at: number, language: string): string {
  return new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short' }).format(at);
}
