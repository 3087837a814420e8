import { UnstyledButton } from '@mantine/core';
import type { CorrectedPair, Statistics } from '../../../contract/statistics.ts';
import { findMailbox } from '../../lib/words/folders.ts';
import { formatNumber } from '../../lib/words/format.ts';
import { mailboxName } from '../../lib/words/mailbox-name.ts';
import { useSession } from '../../lib/session.ts';
import { useText } from '../../lib/words/text.ts';
import { Question } from './charts/question.tsx';
import { pairKey, useDashboard } from './dashboard-slice.ts';
import styles from './dashboard.module.css';

/** "What do I correct?": which folder was proposed, which one it was; a click lists the mails. */
export function Corrected({ statistics }: { readonly statistics: Statistics }) {
  const { t, language } = useText();
  const mailboxes = useSession((state) => state.mailboxes);
  const list = useDashboard((state) => state.list);
  const { pairs, days, totals } = statistics;
  const title = t('dashboard.corrected.title');
  const called = (pair: CorrectedPair) => ({
    from: mailboxName(findMailbox(mailboxes, pair.from), t) || pair.fromName,
    to: mailboxName(findMailbox(mailboxes, pair.to), t) || pair.toName,
  });
  if (pairs.length === 0) {
    return (
      <Question title={title} testId="what-corrected">
        <p className={styles.note}>
          {totals.answers === 0
            ? t('dashboard.nothingAnswered', { count: days.length })
            : t('dashboard.corrected.nothing', { count: days.length })}
        </p>
      </Question>
    );
  }
  const most = Math.max(...pairs.map(({ count }) => count));
  return (
    <Question
      title={title}
      testId="what-corrected"
      figures={{
        head: [t('dashboard.corrected.pair'), t('dashboard.mails')],
        rows: pairs.map((pair) => [
          t('dashboard.corrected.route', called(pair)),
          formatNumber(pair.count, language),
        ]),
      }}
    >
      <ul className={styles.pairs}>
        {pairs.map((pair) => {
          const { from, to } = called(pair);
          return (
            <li key={`${pair.from}/${pair.to}`}>
              <UnstyledButton
                className={styles.corrected}
                onClick={() => void list({ from: pair.from, fromName: from, to: pair.to, toName: to })}
                data-pair={pairKey(pair)}
                data-testid="corrected-pair"
              >
                <span className={styles.route}>{t('dashboard.corrected.route', { from, to })}</span>
                <span className={styles.figure}>{formatNumber(pair.count, language)}</span>
                <span
                  className={styles.weight}
                  style={{ width: `${(pair.count / most) * 100}%` }}
                  aria-hidden="true"
                />
              </UnstyledButton>
            </li>
          );
        })}
      </ul>
    </Question>
  );
}
