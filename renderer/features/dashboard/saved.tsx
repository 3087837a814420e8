import { NumberInput } from '@mantine/core';
import type { Statistics } from '../../../contract/statistics.ts';
import { formatNumber } from '../../lib/words/format.ts';
import { useSession } from '../../lib/session.ts';
import { useText } from '../../lib/words/text.ts';
import { Question } from './charts/question.tsx';
import { formatSaved, secondsSaved } from './dashboard-words.ts';
import styles from './dashboard.module.css';

/** "What did it save me?": the time, how it is reckoned, and the one guess in it. */
export function Saved({ statistics }: { readonly statistics: Statistics }) {
  const { t, language } = useText();
  const seconds = useSession((state) => state.settings.secondsPerMail);
  const setSettings = useSession((state) => state.setSettings);
  const { mails, acts } = statistics.saved;
  const number = (value: number) => formatNumber(value, language);
  return (
    <Question title={t('dashboard.saved.title')} testId="what-saved">
      <p className={styles.answer} data-testid="saved-formula">
        {t('dashboard.saved.filed', { count: mails, number: number(mails) })}{' '}
        {t('dashboard.saved.acts', { count: acts, number: number(acts) })}
      </p>
      <p className={styles.formula}>
        {t('dashboard.saved.formula', {
          mails: number(mails),
          acts: number(acts),
          seconds: number(seconds),
          saved: formatSaved(secondsSaved(statistics.saved, seconds), language),
        })}
      </p>
      <div className={styles.guess}>
        <label htmlFor="seconds-per-mail">{t('dashboard.saved.seconds')}</label>
        <NumberInput
          id="seconds-per-mail"
          size="xs"
          w={72}
          min={1}
          max={60}
          clampBehavior="strict"
          allowDecimal={false}
          allowNegative={false}
          value={seconds}
          onChange={(value) => {
            if (typeof value === 'number' && value >= 1 && value <= 60)
              void setSettings({ secondsPerMail: value });
          }}
          data-testid="seconds-per-mail"
        />
      </div>
      <p className={styles.key}>{t('dashboard.saved.key')}</p>
    </Question>
  );
}
