import { useEffect } from 'react';
import { selectAccounts, useSession } from '../../lib/session.ts';
import { useText } from '../../lib/words/text.ts';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { BacktestControls } from './backtest-controls.tsx';
import { useBacktest } from './backtest-slice.ts';
import { Mistakes } from './mistakes.tsx';
import styles from './backtest.module.css';

/** What a back-test is, on which account, and the mails that it would have misfiled. */
export function LoadedBacktestList() {
  const { t } = useText();
  const account = useBacktest((state) => state.account);
  const first = useSession((state) => selectAccounts(state)[0]?.id ?? null);
  const known = useSession((state) => selectAccounts(state).some(({ id }) => id === account));
  const show = useBacktest((state) => state.show);
  const problem = useBacktest((state) => state.problem);
  // The account that was looked at before, unless it is gone.
  const shown = known ? account : first;
  useEffect(() => {
    if (shown !== null) void show(shown);
  }, [show, shown]);
  return (
    <section className={styles.column} aria-label={t('place.backtest')}>
      <header className={styles.header}>
        <h1 className={styles.title}>{t('place.backtest')}</h1>
        <p className={styles.subtitle}>{t('backtest.about')}</p>
      </header>
      <BacktestControls />
      {problem !== null && (
        <div className={styles.note}>
          <ProblemNote problem={problem} />
        </div>
      )}
      <Mistakes />
    </section>
  );
}
