import type { Statistics, StatisticsDay } from '../../../contract/statistics.ts';
import { dayName, formatNumber, formatShare } from '../../lib/words/format.ts';
import { useNow } from '../../lib/now.tsx';
import { useText } from '../../lib/words/text.ts';
import { DayBars } from './charts/day-bars.tsx';
import { Question } from './charts/question.tsx';
import { DECIDERS, shareOf, sumOf } from './dashboard-words.ts';
import charts from './charts/charts.module.css';
import styles from './dashboard.module.css';

/** "Who decided?": mails a day, by the stage that found their folder, or the person. */
export function WhoDecided({ statistics }: { readonly statistics: Statistics }) {
  const { t, language } = useText();
  const now = useNow();
  const { days, stages, totals } = statistics;
  const number = (value: number) => formatNumber(value, language);
  const counted = DECIDERS.map((decider) => ({
    decider,
    mails: days.reduce((sum, day) => sum + day.by[decider], 0),
  })).filter(({ mails }) => mails > 0);
  if (totals.decided === 0) {
    return (
      <Question title={t('dashboard.who.title')} testId="who-decided">
        <p className={styles.note}>{t('dashboard.nothingDecided', { count: days.length })}</p>
      </Question>
    );
  }
  const say = (day: StatisticsDay) =>
    [
      `${dayName(day.start, now, language)}: ${number(sumOf(day))}`,
      ...counted
        .filter(({ decider }) => day.by[decider] > 0)
        .map(({ decider }) => `${t(`dashboard.who.${decider}`)} ${number(day.by[decider])}`),
    ].join(' · ');
  return (
    <Question
      title={t('dashboard.who.title')}
      testId="who-decided"
      figures={{
        head: [t('dashboard.day'), ...counted.map(({ decider }) => t(`dashboard.who.${decider}`))],
        rows: days
          .filter((day) => sumOf(day) > 0)
          .map((day) => [
            dayName(day.start, now, language),
            ...counted.map(({ decider }) => number(day.by[decider])),
          ]),
      }}
      picture={<DayBars days={days} parts={counted.map(({ decider }) => decider)} say={say} />}
    >
      <ul className={styles.legend}>
        {counted.map(({ decider, mails }) => {
          const record = stages.find(({ stage }) => stage === decider);
          const share = record === undefined ? null : shareOf(record);
          return (
            <li key={decider}>
              <span className={charts.swatch} data-part={decider} aria-hidden="true" />
              <span>{t(`dashboard.who.${decider}`)}</span>
              <span className={styles.figure}>{number(mails)}</span>
              {share !== null && (
                <span className={styles.quiet}>
                  {t('dashboard.who.right', { share: formatShare(share, language) })}
                </span>
              )}
            </li>
          );
        })}
      </ul>
    </Question>
  );
}
