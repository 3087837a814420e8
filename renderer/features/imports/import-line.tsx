import type { ReactNode } from 'react';
import type { ImportProgress } from '../../../contract/imports.ts';
import { formatDuration, formatNumber } from '../../lib/words/format.ts';
import { useText } from '../../lib/words/text.ts';

/** Mails, rate and time left. */
export function Line({ progress }: { readonly progress: ImportProgress }): ReactNode {
  const { t, language } = useText();
  const { counts, mailsPerSecond, secondsLeft } = progress;
  const parts = [t('mail.count', { count: counts.mails, number: formatNumber(counts.mails, language) })];
  if (mailsPerSecond !== null) parts.push(t('status.rate', { rate: formatNumber(mailsPerSecond, language) }));
  if (secondsLeft !== null) parts.push(t('status.left', { time: formatDuration(secondsLeft, language) }));
  return parts.join(' · ');
}
