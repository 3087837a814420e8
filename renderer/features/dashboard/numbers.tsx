import type { Statistics } from '../../../contract/statistics.ts';
import { formatNumber, formatShare } from '../../lib/words/format.ts';
import { useSession } from '../../lib/session.ts';
import { useText } from '../../lib/words/text.ts';
import { FEWEST, formatSaved, secondsSaved, shareOf, trendLine } from './dashboard-words.ts';
import styles from './dashboard.module.css';

/** The few numbers that matter, each with what it means. */
export function Numbers({ statistics }: { readonly statistics: Statistics }) {
  const { t, language } = useText();
  const seconds = useSession((state) => state.settings.secondsPerMail);
  const { totals, waiting, saved, ever } = statistics;
  const number = (value: number) => formatNumber(value, language);
  const share = shareOf(totals);
  const parts = [
    t('dashboard.part.approved', { count: totals.approved, number: number(totals.approved) }),
    totals.byItself > 0 &&
      t('dashboard.part.byItself', { count: totals.byItself, number: number(totals.byItself) }),
    totals.corrected > 0 &&
      t('dashboard.part.corrected', { count: totals.corrected, number: number(totals.corrected) }),
    totals.dismissed > 0 &&
      t('dashboard.part.dismissed', { count: totals.dismissed, number: number(totals.dismissed) }),
    totals.undone > 0 && t('dashboard.part.undone', { count: totals.undone, number: number(totals.undone) }),
  ].filter((part) => typeof part === 'string');
  return (
    <dl className={styles.numbers} data-testid="dashboard-numbers">
      <div>
        <dd data-testid="number-decided">{number(totals.decided)}</dd>
        <dt>
          {t('dashboard.number.decided', { count: totals.decided })}
          <span className={styles.small}>{parts.join(' · ')}</span>
        </dt>
      </div>
      <div>
        <dd data-testid="number-right">{share === null ? '–' : formatShare(share, language)}</dd>
        <dt>
          {t('dashboard.number.right')}
          <span className={styles.small}>
            {share === null
              ? ever < FEWEST
                ? t('dashboard.afterAnswers', { needed: FEWEST, count: ever })
                : t('dashboard.tooFew', { count: totals.answers })
              : trendLine(statistics, t, language)}
          </span>
        </dt>
      </div>
      <div>
        <dd data-testid="number-waiting">{number(waiting)}</dd>
        <dt>{t('dashboard.number.waiting', { count: waiting })}</dt>
      </div>
      <div>
        <dd data-testid="number-saved">{formatSaved(secondsSaved(saved, seconds), language)}</dd>
        <dt>{t('dashboard.number.saved')}</dt>
      </div>
    </dl>
  );
}
