import { Button } from '@mantine/core';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { timeAgo } from '../../lib/words/format.ts';
import { useNow } from '../../lib/now.tsx';
import { useSession } from '../../lib/session.ts';
import { useText } from '../../lib/words/text.ts';
import { useActivity } from './activity-slice.ts';
import { batchSentence, batchState } from './batch-text.ts';
import styles from './activity.module.css';

const LAST = 5;

/** What was done last, a line each; a click opens it among all that was done. */
export function RecentActivity() {
  const { t, language } = useText();
  const now = useNow();
  const batches = useActivity((state) => state.batches);
  const load = useActivity((state) => state.load);
  const open = useActivity((state) => state.open);
  const pages = useStore(batches, (state) => state.pages);
  const mailboxes = useSession((state) => state.mailboxes);
  const go = useSession((state) => state.go);
  useEffect(() => void load(), [load]);
  const last = Array.from({ length: LAST }, (_, index) => pages.rows.get(index)).filter(
    (batch) => batch !== undefined,
  );
  return (
    <section aria-labelledby="recent-activity" data-testid="recent-activity">
      <h2 id="recent-activity" className={styles.recentTitle}>
        {t('activity.recent')}
      </h2>
      {last.length === 0 && <p className={styles.subtitle}>{t('activity.emptyTitle')}</p>}
      {last.map((batch) => (
        <button
          key={batch.id}
          type="button"
          className={styles.recent}
          onClick={() => {
            void open(batch.id);
            go({ place: 'activity' });
          }}
        >
          <span className={styles.sentence} data-undone={batchState(batch) === 'undone'}>
            {batchSentence(batch, mailboxes, t, language)}
          </span>
          <time className={styles.ago}>{timeAgo(batch.at, now, language)}</time>
        </button>
      ))}
      {pages.total > last.length && (
        <Button
          size="compact-xs"
          variant="subtle"
          color="gray"
          ml={-8}
          onClick={() => go({ place: 'activity' })}
        >
          {t('activity.recentAll')}
        </Button>
      )}
    </section>
  );
}
