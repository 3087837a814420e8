import { Button } from '@mantine/core';
import { formatNumber } from '../../lib/words/format.ts';
import { useText } from '../../lib/words/text.ts';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { useActivity } from './activity-slice.ts';
import styles from './activity.module.css';

/** Operations that were given up and wait for the person. */
export function FailedJobs() {
  const { t, language } = useText();
  const failed = useActivity((state) => state.failed);
  const retry = useActivity((state) => state.retry);
  const discard = useActivity((state) => state.discard);
  if (failed.length === 0) return null;
  return (
    <div
      className={styles.failed}
      role="region"
      aria-label={t('activity.failedTitle')}
      data-testid="failed-jobs"
    >
      {failed.map((job) => (
        <ProblemNote key={job.id} problem={job.problem}>
          <div className={styles.failedFoot}>
            <span className={styles.failedCount}>
              {t('activity.failedCount', { count: job.count, number: formatNumber(job.count, language) })}
            </span>
            <Button size="compact-xs" variant="default" onClick={() => void retry(job.id)}>
              {t('action.retry')}
            </Button>
            <Button size="compact-xs" variant="subtle" color="gray" onClick={() => void discard(job.id)}>
              {t('action.discard')}
            </Button>
          </div>
        </ProblemNote>
      ))}
    </div>
  );
}
