import { useCallback, useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import type { Batch } from '../../../contract/activity.ts';
import { timeOfDay } from '../../lib/words/format.ts';
import { useSession } from '../../lib/session.ts';
import { useText } from '../../lib/words/text.ts';
import { EmptyNote } from '../../ui/empty-note.tsx';
import { MailRowWaiting } from '../../ui/mail-row.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { VirtualList } from '../../ui/virtual-list.tsx';
import { ActivityFilters, FilteredActs } from './activity-filters.tsx';
import { useActivity } from './activity-slice.ts';
import { batchSentence, batchState } from './batch-text.ts';
import { DayHeading } from './day-heading.tsx';
import { batchesAmong, rowsOfDays } from './day-rows.ts';
import { FailedJobs } from './failed-jobs.tsx';
import { ManyQuestion } from './many-question.tsx';
import styles from './activity.module.css';

const ROW = 60;
const DAY_ROW = 40;

/** What was done, by day, newest first; what failed stands above it. */
export function ActivityList() {
  const { t } = useText();
  const batches = useActivity((state) => state.batches);
  const load = useActivity((state) => state.load);
  const days = useActivity((state) => state.days);
  const filtered = useActivity((state) => Object.keys(state.filter).length > 0);
  const pages = useStore(batches, (state) => state.pages);
  const loading = useStore(batches, (state) => state.loading);
  const problem = useStore(batches, (state) => state.problem);
  const current = useStore(batches, (state) => state.marks.cursor);
  const source = useStore(batches, (state) => state.source);
  const need = useStore(batches, (state) => state.need);
  const rows = useMemo(() => rowsOfDays(days), [days]);
  const onRange = useCallback(
    (first: number, last: number) => {
      const wanted = batchesAmong(rows, first, last);
      if (wanted !== null) need(wanted.first, wanted.last);
    },
    [rows, need],
  );
  useEffect(() => void load(), [load]);
  const at = [...pages.rows].find(([, batch]) => batch.id === current)?.[0];

  return (
    <section className={styles.column} aria-label={t('place.activity')}>
      <header className={styles.header}>
        <h1 className={styles.title}>{t('place.activity')}</h1>
        <p className={styles.subtitle}>{t('activity.subtitle')}</p>
      </header>
      {(filtered || rows.length > 0) && <ActivityFilters />}
      {filtered && <FilteredActs />}
      {problem !== null && <ProblemNote problem={problem} />}
      <FailedJobs />
      {rows.length === 0 ? (
        !loading &&
        problem === null && (
          <EmptyNote title={t(filtered ? 'filter.nothing' : 'activity.emptyTitle')}>
            <p>{t(filtered ? 'filter.nothingBody' : 'activity.emptyBody')}</p>
          </EmptyNote>
        )
      ) : (
        <VirtualList
          label={t('place.activity')}
          count={rows.length}
          heightOf={(index) => (rows[index]?.kind === 'day' ? DAY_ROW : ROW)}
          keyOf={(index) => {
            const row = rows[index];
            if (row === undefined) return index;
            return row.kind === 'day'
              ? `day-${row.day.since}`
              : (pages.rows.get(row.index)?.id ?? `waiting-${row.index}`);
          }}
          cursor={rows.findIndex((row) => row.kind === 'batch' && row.index === at)}
          active
          onRange={onRange}
          resetKey={source ?? undefined}
          renderRow={(index) => {
            const row = rows[index];
            if (row === undefined) return null;
            if (row.kind === 'day') return <DayHeading day={row.day} index={index} />;
            const batch = pages.rows.get(row.index);
            return batch === undefined ? (
              <MailRowWaiting />
            ) : (
              <BatchRow batch={batch} index={index} current={current === batch.id} />
            );
          }}
        />
      )}
      <ManyQuestion />
    </section>
  );
}

interface RowProps {
  readonly batch: Batch;
  readonly index: number;
  readonly current: boolean;
}

function BatchRow({ batch, index, current }: RowProps) {
  const { t, language } = useText();
  const mailboxes = useSession((state) => state.mailboxes);
  const open = useActivity((state) => state.open);
  const state = batchState(batch);
  return (
    <div
      role="row"
      aria-rowindex={index + 1}
      aria-selected={current}
      tabIndex={0}
      data-row={index}
      className={styles.batch}
      data-current={current}
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
        {timeOfDay(batch.at, language)}
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
}
