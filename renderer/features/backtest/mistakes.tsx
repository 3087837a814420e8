import { shownPath } from '../../lib/words/folders.ts';
import { formatChance, formatNumber } from '../../lib/words/format.ts';
import { useText } from '../../lib/words/text.ts';
import { ReadRow } from '../../ui/read-row.tsx';
import { VirtualList } from '../../ui/virtual-list.tsx';
import type { BacktestMistake } from '../../../contract/backtest.ts';
import { selectMistakes, useBacktest } from './backtest-slice.ts';
import styles from './backtest.module.css';

const ROW = 76;

/** Mails that would have been proposed for another folder, the surest mistakes first. */
export function Mistakes() {
  const { t, language } = useText();
  const result = useBacktest((state) => state.result);
  const mistakes = useBacktest(selectMistakes);
  const cursor = useBacktest((state) => state.cursor);
  if (result === null) return null;
  const at = mistakes.findIndex(({ messageId }) => messageId === cursor);
  const { mistaken } = result;
  return (
    <>
      <div className={styles.mistakesHead}>
        <h2 className={styles.small}>
          {t('backtest.mistakes', { count: mistaken, number: formatNumber(mistaken, language) })}
        </h2>
        {mistaken > mistakes.length && mistakes.length > 0 && (
          <p className={styles.hint}>
            {t('backtest.someMistakes', { number: formatNumber(mistakes.length, language) })}
          </p>
        )}
      </div>
      {mistakes.length > 0 && (
        <VirtualList
          label={t('backtest.mistakesLabel')}
          count={mistakes.length}
          heightOf={ROW}
          keyOf={(index) => mistakes[index]?.messageId ?? index}
          cursor={at}
          active
          resetKey={String(result.at)}
          renderRow={(index) => {
            const mistake = mistakes[index];
            return mistake && <Mistake mistake={mistake} index={index} atCursor={index === at} />;
          }}
        />
      )}
    </>
  );
}

function Mistake(props: {
  readonly mistake: BacktestMistake;
  readonly index: number;
  readonly atCursor: boolean;
}) {
  const { t, language } = useText();
  const read = useBacktest((state) => state.read);
  const { mistake, index, atCursor } = props;
  const { folder, proposed, probability, sender, subject, date } = mistake;
  return (
    <ReadRow
      {...{ index, atCursor, sender, subject, at: date }}
      onClick={() => read(mistake.messageId)}
      testId="backtest-mistake"
    >
      <p className={styles.mistaken} data-filed={mistake.filed}>
        {t('backtest.mistake', {
          folder: shownPath(folder),
          proposed: shownPath(proposed),
          chance: formatChance(probability, language),
        })}
      </p>
    </ReadRow>
  );
}
