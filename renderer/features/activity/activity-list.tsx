import { useEffect } from 'react';
import { useStore } from 'zustand';
import { dayName, timeOfDay } from '../../lib/words/format.ts';
import { useSession } from '../../lib/session.ts';
import { useNow } from '../../lib/now.tsx';
import { useText } from '../../lib/words/text.ts';
import { EmptyNote } from '../../ui/empty-note.tsx';
import { MailRowWaiting } from '../../ui/mail-row.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { VirtualList } from '../../ui/virtual-list.tsx';
import { useActivity } from './activity-slice.ts';
import { batchSentence, batchState } from './batch-text.ts';
import { FailedJobs } from './failed-jobs.tsx';
import styles from './activity.module.css';

const ROW = 60;

/** What was done, newest first; what failed stands above it. */
export function ActivityList() {
  const now = useNow();
  const { t, language } = useText();
  const batches = useActivity((state) => state.batches);
  const load = useActivity((state) => state.load);
  const open = useActivity((state) => state.open);
  const pages = useStore(batches, (state) => state.pages);
  const loading = useStore(batches, (state) => state.loading);
  const problem = useStore(batches, (state) => state.problem);
  const current = useStore(batches, (state) => state.marks.cursor);
  const need = useStore(batches, (state) => state.need);
  const mailboxes = useSession((state) => state.mailboxes);
  useEffect(() => void load(), [load]);

  return (
    <section className={styles.column} aria-label={t('place.activity')}>
      <header className={styles.header}>
        <h1 className={styles.title}>{t('place.activity')}</h1>
        <p className={styles.subtitle}>{t('activity.subtitle')}</p>
      </header>
      {problem !== null && <ProblemNote problem={problem} />}
      <FailedJobs />
      {pages.total === 0 ? (
        !loading && (
          <EmptyNote title={t('activity.emptyTitle')}>
            <p>{t('activity.emptyBody')}</p>
          </EmptyNote>
        )
      ) : (
        <VirtualList
          label={t('place.activity')}
          count={pages.total}
          heightOf={() => ROW}
          keyOf={(index) => pages.rows.get(index)?.id ?? `waiting-${index}`}
          cursor={-1}
          active={false}
          onRange={need}
          renderRow={(index) => {
            const batch = pages.rows.get(index);
            if (batch === undefined) return <MailRowWaiting />;
            const state = batchState(batch);
            return (
              <div
                role="row"
                aria-rowindex={index + 1}
                aria-selected={current === batch.id}
                tabIndex={0}
                className={styles.batch}
                data-current={current === batch.id}
                data-testid="batch-row"
                onClick={() => void open(batch.id)}
                onKeyDown={(event) => {
                  if (event.key === 'Enter') void open(batch.id);
                }}
              >
                <p role="gridcell" className={styles.sentence} data-undone={state === 'undone'}>
                  {batchSentence(batch, mailboxes, t, language)}
                </p>
                <p role="gridcell" className={styles.when}>
                  {dayName(batch.at, now, language)}, {timeOfDay(batch.at, language)}
                  {state !== 'done' && (
                    <span className={styles.state} data-state={state}>
                      {t(`activity.state.${state}`, {
                        count: state === 'failed' ? batch.failed : batch.pending,
                      })}
                    </span>
                  )}
                </p>
              </div>
            );
          }}
        />
      )}
    </section>
  );
}
