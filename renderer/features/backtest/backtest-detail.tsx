import { shownPath } from '../../lib/words/folders.ts';
import { longDate } from '../../lib/words/format.ts';
import { useText } from '../../lib/words/text.ts';
import { EmptyNote } from '../../ui/empty-note.tsx';
import { useBacktest } from './backtest-slice.ts';
import { Calibration } from './calibration.tsx';
import { Figures } from './figures.tsx';
import { FolderTable } from './folder-table.tsx';
import styles from './backtest.module.css';

/** What the last back-test of the account showed. */
export function LoadedBacktestDetail() {
  const { t, language } = useText();
  const result = useBacktest((state) => state.result);
  if (result === null) {
    return (
      <EmptyNote title={t('backtest.emptyTitle')}>
        <p>{t('backtest.emptyBody')}</p>
      </EmptyNote>
    );
  }
  return (
    <section
      className={styles.detail}
      aria-label={t('backtest.result')}
      data-testid="backtest-result"
      tabIndex={0}
    >
      <p className={styles.when}>{longDate(result.at, language)}</p>
      <Figures result={result} />
      <FolderTable folders={result.perFolder} promise={result.promise} />
      {result.confusions.length > 0 && (
        <>
          <h2 className={styles.heading}>{t('backtest.confusions')}</h2>
          <ul className={styles.plain}>
            {result.confusions.slice(0, 8).map(({ folder, proposed, mails }) => (
              <li key={`${folder}/${proposed}`}>
                {t('backtest.confusion', {
                  count: mails,
                  folder: shownPath(folder),
                  proposed: shownPath(proposed),
                })}
              </li>
            ))}
          </ul>
        </>
      )}
      <Calibration result={result} />
      <p className={styles.foot}>{t('backtest.foot')}</p>
    </section>
  );
}
