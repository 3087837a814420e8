import type { TFunction } from 'i18next';
import type { AskingStatus } from '../../../contract/asking.ts';
import { ALL_DAY } from './asking-choices.ts';
import { formatDuration, formatNumber, inFigures } from '../../lib/words/format.ts';

/** What the model is doing now, in one sentence. */
export function stateSentence({ state, limits }: AskingStatus, t: TFunction, language: string): string {
  return t(`asking.state.${state}`, { budget: formatDuration(limits.minutesADay * 60, language) });
}

/** How many wait, how fast it goes, and how long it takes; empty when nothing waits. */
export function queueLine(
  { waiting, secondsAMail, secondsLeft }: AskingStatus,
  t: TFunction,
  language: string,
): string {
  if (waiting === 0) return '';
  const parts = [
    t('asking.waiting', { count: waiting, number: formatNumber(waiting, language) }),
    secondsAMail === null ? null : t('asking.rate', { seconds: formatSeconds(secondsAMail, language) }),
    secondsLeft === null ? null : t('asking.left', { time: formatDuration(secondsLeft, language) }),
  ];
  return parts.filter((part) => part !== null).join(' · ');
}

/** What it has done today; empty when that is nothing. */
export function todayLine({ today, limits }: AskingStatus, t: TFunction, language: string): string {
  if (today.mails === 0) return '';
  const done = {
    count: today.mails,
    number: formatNumber(today.mails, language),
    used: formatDuration(today.minutes * 60, language),
  };
  if (limits.minutesADay >= ALL_DAY) return t('asking.todayUnlimited', done);
  return t('asking.today', { ...done, budget: formatDuration(limits.minutesADay * 60, language) });
}

/** The short form, for the status bar. */
export function barLine(status: AskingStatus, t: TFunction, language: string): string {
  const number = formatNumber(status.waiting, language);
  if (status.state === 'paused') return t('asking.bar.paused', { count: status.waiting, number });
  const { secondsLeft } = status;
  return [
    t('asking.bar.working'),
    t('asking.bar.left', { count: status.waiting, number }),
    secondsLeft === null ? null : t('asking.bar.time', { time: formatDuration(secondsLeft, language) }),
  ]
    .filter((part) => part !== null)
    .join(' · ');
}

/** Seconds as exact as one can feel them: "0.4 sec", "3.2 sec", "14 sec". */
export function formatSeconds(seconds: number, language: string): string {
  return inFigures(Math.max(0.1, seconds), language, {
    style: 'unit',
    unit: 'second',
    unitDisplay: 'short',
    maximumFractionDigits: seconds < 10 ? 1 : 0,
  });
}
