import { Button, SegmentedControl, Select } from '@mantine/core';
import { useEffect, useRef, type ReactNode } from 'react';
import type { Statistics } from '../../../contract/statistics.ts';
import { formatNumber } from '../../lib/words/format.ts';
import { selectAccounts, useSession } from '../../lib/session.ts';
import { useText } from '../../lib/words/text.ts';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { Corrected } from './corrected.tsx';
import { PERIODS, useDashboard } from './dashboard-slice.ts';
import { FEWEST } from './dashboard-words.ts';
import { Health } from './health.tsx';
import { Left } from './left.tsx';
import { Numbers } from './numbers.tsx';
import { Right } from './right.tsx';
import { Saved } from './saved.tsx';
import { WhoDecided } from './who-decided.tsx';
import styles from './dashboard.module.css';

/** One page: what was decided, how well, what is left, and whether everything runs. */
export function LoadedDashboardPage({ recent }: { readonly recent: ReactNode }) {
  const { t } = useText();
  const statistics = useDashboard((state) => state.statistics);
  const problem = useDashboard((state) => state.problem);
  const load = useDashboard((state) => state.load);
  const cameFrom = useDashboard((state) => state.cameFrom);
  const cameBack = useDashboard((state) => state.cameBack);
  const page = useRef<HTMLDivElement>(null);
  useEffect(() => void load(), [load]);
  useEffect(() => {
    if (cameFrom === null) return;
    const line = page.current?.querySelector<HTMLElement>(`[data-pair="${cameFrom}"]`);
    (line ?? page.current)?.focus();
    cameBack();
  }, [cameFrom, cameBack]);
  return (
    <div ref={page} id="dashboard-page" className={styles.page} tabIndex={-1} data-testid="dashboard">
      <div className={styles.inner}>
        <header className={styles.header}>
          <h1 className={styles.title}>{t('place.dashboard')}</h1>
          <Choices />
        </header>
        {problem !== null && <ProblemNote problem={problem} />}
        {statistics !== null && (
          <>
            {statistics.ever === 0 ? (
              <Beginning statistics={statistics} />
            ) : (
              <Answers statistics={statistics} />
            )}
            <div className={styles.pair}>
              <Health />
              {recent}
            </div>
          </>
        )}
      </div>
    </div>
  );
}

/** Of how many days, and of which account where there are several. */
function Choices() {
  const { t } = useText();
  const accounts = useSession(selectAccounts);
  const days = useDashboard((state) => state.days);
  const account = useDashboard((state) => state.account);
  const choose = useDashboard((state) => state.choose);
  return (
    <div className={styles.choices}>
      {accounts.length > 1 && (
        <Select
          size="xs"
          aria-label={t('dashboard.account')}
          data={[
            { value: '', label: t('dashboard.allAccounts') },
            ...accounts.map(({ id, name, address }) => ({ value: String(id), label: name || address })),
          ]}
          value={account === null ? '' : String(account)}
          onChange={(value) =>
            void choose({ account: accounts.find(({ id }) => String(id) === value)?.id ?? null })
          }
          allowDeselect={false}
        />
      )}
      <SegmentedControl
        size="xs"
        aria-label={t('dashboard.period')}
        data={PERIODS.map((period) => ({
          value: String(period),
          label: t('dashboard.days', { count: period }),
        }))}
        value={String(days)}
        onChange={(value) => void choose({ days: PERIODS.find((period) => String(period) === value) ?? 30 })}
        data-testid="dashboard-period"
      />
    </div>
  );
}

/** A new account: what there is to see, and when there will be more. */
function Beginning({ statistics }: { readonly statistics: Statistics }) {
  const { t, language } = useText();
  const go = useSession((state) => state.go);
  const { waiting } = statistics;
  return (
    <section className={styles.beginning} data-testid="dashboard-empty">
      <h2 className={styles.beginningTitle}>{t('dashboard.empty.title')}</h2>
      <p className={styles.lead}>
        {waiting === 0
          ? t('dashboard.empty.nothingWaits')
          : t('dashboard.empty.waits', { count: waiting, number: formatNumber(waiting, language) })}{' '}
        {t('dashboard.empty.then', { count: FEWEST })}
      </p>
      {waiting > 0 && (
        <Button variant="light" onClick={() => go({ place: 'proposals' })}>
          {t('dashboard.empty.look')}
        </Button>
      )}
    </section>
  );
}

function Answers({ statistics }: { readonly statistics: Statistics }) {
  return (
    <>
      <Numbers statistics={statistics} />
      <WhoDecided statistics={statistics} />
      <div className={styles.pair}>
        <Right statistics={statistics} />
        <Corrected statistics={statistics} />
      </div>
      <div className={styles.pair}>
        <Left statistics={statistics} />
        <Saved statistics={statistics} />
      </div>
    </>
  );
}
