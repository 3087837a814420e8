import type { TFunction } from 'i18next';
import type { Model, ModelState } from '../../../contract/models.ts';
import { formatBytes, formatDuration, spacesSeen, timeOfDay } from '../../lib/words/format.ts';

/** Size, licence, and what it takes, in one line. */
export function factsLine(
  { size, licence, memory, quantisation }: Model,
  t: TFunction,
  language: string,
): string {
  const facts = [
    size === null ? null : formatBytes(size, language),
    quantisation,
    licence,
    memory === null ? null : t('model.memory', { memory: formatBytes(memory, language) }),
  ];
  return facts.filter((fact) => fact !== null).join(' · ');
}

/** What a mail in doubt will cost, and a thousand of them; null where nothing can be said. */
export function speedLine({ speed }: Model, t: TFunction, language: string): string | null {
  const { measured, estimated } = speed;
  if (measured !== null) {
    const { msPerMail } = measured;
    const mail = timeRange(msPerMail, msPerMail, language);
    return t('model.measured', { mail, thousand: timeRange(1000 * msPerMail, 1000 * msPerMail, language) });
  }
  if (estimated === null) return null;
  const { low, high } = estimated;
  return t('model.estimated', {
    mail: timeRange(low, high, language),
    thousand: timeRange(1000 * low, 1000 * high, language),
  });
}

/** "3–15 sec", "45 min – 4 hr": rounded to what an estimate can bear. */
export function timeRange(low: number, high: number, language: string): string {
  const one = inUnit(low);
  const other = inUnit(high);
  if (one.unit !== other.unit)
    return spacesSeen(
      `${unitFormat(one.unit, language).format(one.value)} – ${unitFormat(other.unit, language).format(other.value)}`,
    );
  const format = unitFormat(one.unit, language);
  return spacesSeen(
    one.value === other.value ? format.format(other.value) : format.formatRange(one.value, other.value),
  );
}

type Unit = 'second' | 'minute' | 'hour';

function inUnit(ms: number): { value: number; unit: Unit } {
  const seconds = Math.max(0.1, ms / 1000);
  if (seconds < 10) return { value: Number(seconds.toPrecision(seconds < 1 ? 1 : 2)), unit: 'second' };
  if (seconds < 90) return { value: Math.round(seconds), unit: 'second' };
  const minutes = seconds / 60;
  if (minutes < 90)
    return { value: minutes < 20 ? Math.round(minutes) : 5 * Math.round(minutes / 5), unit: 'minute' };
  const hours = minutes / 60;
  return { value: hours < 10 ? Math.round(2 * hours) / 2 : Math.round(hours), unit: 'hour' };
}

function unitFormat(unit: Unit, language: string): Intl.NumberFormat {
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short' });
}

/** Where a download stands, in one line. */
export function progressLine(
  state: Extract<ModelState, { kind: 'downloading' | 'paused' | 'failed' }>,
  t: TFunction,
  language: string,
): string {
  const bytes = (value: number): string => formatBytes(value, language);
  const received =
    state.total === null
      ? bytes(state.received)
      : t('model.received', { received: bytes(state.received), total: bytes(state.total) });
  if (state.kind !== 'downloading') return received;
  const { step, bytesPerSecond, secondsLeft, retryAt } = state;
  const waits = step === 'waiting' && retryAt !== null;
  const parts = [
    received,
    step === 'checking' ? t('model.checking') : null,
    step === 'asking' ? t('model.asking') : null,
    waits ? t('model.waiting', { time: timeOfDay(retryAt, language) }) : null,
    bytesPerSecond === null ? null : t('model.rate', { rate: bytes(bytesPerSecond) }),
    secondsLeft === null ? null : t('model.left', { time: formatDuration(secondsLeft, language) }),
  ];
  return parts.filter((part) => part !== null).join(' · ');
}
