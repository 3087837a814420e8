import { useState } from 'react';
import type { Decider, StatisticsDay } from '../../../../contract/statistics.ts';
import { useText } from '../../../lib/words/text.ts';
import { dayLabel, niceTop, sumOf } from '../dashboard-words.ts';
import { formatNumber } from '../../../lib/words/format.ts';
import styles from './charts.module.css';

interface Props {
  readonly days: readonly StatisticsDay[];
  /** Which parts a bar has, from the ground up. */
  readonly parts: readonly Decider[];
  /** What a day says when the pointer is on it. */
  readonly say: (day: StatisticsDay) => string;
}

/** A bar a day, in parts. */
export function DayBars({ days, parts, say }: Props) {
  const { language } = useText();
  const [at, setAt] = useState<number | null>(null);
  const top = niceTop(Math.max(...days.map(sumOf)));
  const shown = at === null ? undefined : days[at];
  return (
    <>
      <div className={styles.plot} onMouseLeave={() => setAt(null)}>
        <span className={styles.top}>{formatNumber(top, language)}</span>
        <div className={styles.bars} data-dense={days.length > 40}>
          {days.map((day, index) => (
            <div key={day.day} className={styles.bar} onMouseEnter={() => setAt(index)}>
              {parts.map(
                (part) =>
                  day.by[part] > 0 && (
                    <span
                      key={part}
                      className={styles.part}
                      data-part={part}
                      style={{ height: `${(day.by[part] / top) * 100}%` }}
                    />
                  ),
              )}
            </div>
          ))}
        </div>
      </div>
      <Axis days={days} said={shown === undefined ? null : say(shown)} />
    </>
  );
}

/** The first and the last day; between them what is said of the one under the pointer. */
export function Axis(props: { readonly days: readonly StatisticsDay[]; readonly said: string | null }) {
  const { language } = useText();
  const { days, said } = props;
  const first = days[0];
  const last = days.at(-1);
  return (
    <div className={styles.axis}>
      <span>{first && dayLabel(first.start, language)}</span>
      <span className={styles.said}>{said}</span>
      <span>{last && dayLabel(last.start, language)}</span>
    </div>
  );
}
