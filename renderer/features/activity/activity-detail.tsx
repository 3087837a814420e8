import { Button } from '@mantine/core';
import { IconArrowBackUp, IconArrowForwardUp } from '@tabler/icons-react';
import { useStore } from 'zustand';
import type { Batch } from '../../../contract/activity.ts';
import { longDate } from '../../lib/words/format.ts';
import { useSession } from '../../lib/session.ts';
import { useText } from '../../lib/words/text.ts';
import { EmptyNote } from '../../ui/empty-note.tsx';
import { useActivity } from './activity-slice.ts';
import { batchSentence, batchState } from './batch-text.ts';
import { ReceiptList } from './receipt-list.tsx';
import styles from './activity.module.css';

/** One batch: what it did, the way back, and a receipt for each mail. */
export function ActivityDetail() {
  const { t } = useText();
  const batches = useActivity((state) => state.batches);
  const batch = useStore(batches, (state) =>
    [...state.pages.rows.values()].find((row) => row.id === state.marks.cursor),
  );
  if (batch === undefined) return <EmptyNote title={t('activity.pickTitle')} />;
  return (
    <section className={styles.column} aria-label={t('activity.batch')} data-testid="batch-detail">
      <BatchHead batch={batch} />
      <ReceiptList />
    </section>
  );
}

function BatchHead({ batch }: { readonly batch: Batch }) {
  const { t, language } = useText();
  const mailboxes = useSession((state) => state.mailboxes);
  const undoBatch = useActivity((state) => state.undoBatch);
  const undoing = useActivity((state) => state.undoing.has(batch.id));
  const again = batch.action === 'undo';
  return (
    <header className={styles.head}>
      <p className={styles.when}>{longDate(batch.at, language)}</p>
      <h2 className={styles.headTitle}>{batchSentence(batch, mailboxes, t, language)}</h2>
      {batchState(batch) !== 'undone' && (
        <Button
          variant="default"
          mt="md"
          loading={undoing}
          leftSection={
            again ? (
              <IconArrowForwardUp size={16} aria-hidden="true" />
            ) : (
              <IconArrowBackUp size={16} aria-hidden="true" />
            )
          }
          onClick={() => void undoBatch(batch.id)}
          data-testid="undo-batch"
        >
          {again ? t('action.redo') : t('activity.undoAll')}
        </Button>
      )}
    </header>
  );
}
