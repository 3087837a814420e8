import type { Statistics, StatisticsDay } from '../../../contract/statistics.ts';
import { dayName, formatNumber } from '../../lib/words/format.ts';
import { useNow } from '../../lib/now.tsx';
import { useText } from '../../lib/words/text.ts';
import { DayLine } from './charts/day-line.tsx';
import { Question } from './charts/question.tsx';
import { paceLine } from './dashboard-words.ts';
import styles from './dashboard.module.css';

/** "How much is left?": what waited, day by day, and how long it will take at this pace. */
export function Left({ statistics }: { readonly statistics: Statistics }) {
  const { t, language } = useText();
  const now = useNow();
  const { days } = statistics;
  const say = (day: StatisticsDay) =>
    `${dayName(day.start, now, language)}: ${formatNumber(day.waiting, language)}`;
  return (
    <Question
      title={t('dashboard.left.title')}
      testId="how-much-left"
      figures={{
        head: [t('dashboard.day'), t('dashboard.left.waited')],
        rows: days.map((day) => [dayName(day.start, now, language), formatNumber(day.waiting, language)]),
      }}
      picture={<DayLine days={days} say={say} />}
    >
      <p className={styles.answer} data-testid="pace">
        {paceLine(statistics, t, language)}
      </p>
      <p className={styles.key}>{t('dashboard.left.key')}</p>
    </Question>
  );
}
