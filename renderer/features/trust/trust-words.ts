import type { TFunction } from 'i18next';
import type { FolderTrust } from '../../../contract/trust.ts';
import { formatNumber, inFigures } from '../../lib/words/format.ts';

/** So many right answers cannot be collected while older ones are forgotten: the folder errs too often. */
const HOPELESS = 600;

/** A share as a percent, with a decimal where it has one: "98 %", "99.5 %". */
export function formatShare(share: number, language: string): string {
  return inFigures(share, language, { style: 'percent', maximumFractionDigits: 1 });
}

/** What is known of a folder: "142 of 143 right; you ask for 98 %". */
export function recordSentence(folder: FolderTrust, t: TFunction, language: string): string {
  if (folder.answers === 0) return t('trust.noRecord');
  return t('trust.record', {
    right: formatNumber(folder.right, language),
    answers: formatNumber(folder.answers, language),
    promise: formatShare(folder.promise, language),
  });
}

/** What follows from it: what it does, could do, or what is missing to that. */
export function standingSentence(folder: FolderTrust, t: TFunction, language: string): string {
  const promise = formatShare(folder.promise, language);
  if (folder.level === 'off') return t('trust.isOff');
  if (folder.level === 'file') {
    const { filedToday } = folder;
    return filedToday === 0
      ? t('trust.filesNoneToday')
      : t('trust.filesToday', { count: filedToday, number: formatNumber(filedToday, language) });
  }
  if (folder.mayFile) return t('trust.mayFile', { coverage: formatShare(folder.coverage, language) });
  if (folder.missing > HOPELESS) return t('trust.errsTooOften', { promise });
  return t('trust.missing', { count: folder.missing, number: formatNumber(folder.missing, language) });
}
