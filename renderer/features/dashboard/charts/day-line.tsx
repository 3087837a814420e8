import { useState } from 'react';
import type { StatisticsDay } from '../../../../contract/statistics.ts';
import { formatNumber } from '../../../lib/words/format.ts';
import { useText } from '../../../lib/words/text.ts';
import { niceTop } from '../dashboard-words.ts';
import { Axis } from './day-bars.tsx';
import styles from './charts.module.css';

interface Props {
  readonly days: readonly StatisticsDay[];
  readonly say: (day: StatisticsDay) => string;
}

/** What waited, day by day, as a line with its ground. */
export function DayLine({ days, say }: Props) {
  const { language } = useText();
  const [at, setAt] = useState<number | null>(null);
  const top = niceTop(Math.max(...days.map(({ waiting }) => waiting)));
  const step = 100 / Math.max(1, days.length - 1);
  const points = days.map((day, index) => `${index * step},${100 - (day.waiting / top) * 100}`).join(' ');
  const shown = at === null ? undefined : days[at];
  return (
    <>
      <div className={styles.plot} onMouseLeave={() => setAt(null)}>
        <span className={styles.top}>{formatNumber(top, language)}</span>
        <svg viewBox="0 0 100 100" preserveAspectRatio="none" className={styles.line}>
          <polygon points={`0,100 ${points} 100,100`} className={styles.ground} />
          <polyline points={points} className={styles.stroke} vectorEffect="non-scaling-stroke" />
          {at !== null && (
            <line
              x1={at * step}
              x2={at * step}
              y1="0"
              y2="100"
              className={styles.hair}
              vectorEffect="non-scaling-stroke"
            />
          )}
        </svg>
        <div className={styles.catchers}>
          {days.map((day, index) => (
            <span key={day.day} onMouseEnter={() => setAt(index)} />
          ))}
        </div>
      </div>
      <Axis days={days} said={shown === undefined ? null : say(shown)} />
    </>
  );
}
