import { Button } from '@mantine/core';
import { useEffect } from 'react';
import type { MailboxId } from '../../../contract/ids.ts';
import { evidenceSentence } from '../../lib/words/evidence.ts';
import { formatNumber } from '../../lib/words/format.ts';
import { useText } from '../../lib/words/text.ts';
import { useTrust } from './trust-slice.ts';
import styles from './trust.module.css';

interface Props {
  readonly mailboxId: MailboxId;
  readonly name: string;
}

/** What a folder's mail taught, with ways to have it forgotten or learned again, and what the person called no reason. */
export function LearnedOf({ mailboxId, name }: Props) {
  const { t, language } = useText();
  const { forget, trustAgain, loadLearned } = useTrust((state) => state);
  const known = useTrust((state) => state.learned.get(mailboxId));
  useEffect(() => void loadLearned(mailboxId), [loadLearned, mailboxId]);

  if (known === undefined) return null;
  const forgotten = known.forgotten > 0;
  const count = forgotten ? known.forgotten : known.learned;
  const number = formatNumber(count, language);
  return (
    <>
      {count > 0 && (
        <div className={styles.waiting}>
          <span className={styles.small}>
            {t(forgotten ? 'trust.forgotten' : 'trust.learned', { count, number })}
          </span>
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => void forget(mailboxId, !forgotten)}
            data-testid="trust-forget"
          >
            {t(forgotten ? 'trust.learnAgain' : 'trust.forget')}
          </Button>
        </div>
      )}
      {known.doubts.map(({ id, evidence }) => (
        <div key={id} className={styles.waiting} data-testid="trust-doubt">
          <span className={styles.small}>
            {t('trust.noReason', { sentence: evidenceSentence(evidence, name, t, language) })}
          </span>
          <Button size="compact-sm" variant="default" onClick={() => void trustAgain(mailboxId, id)}>
            {t('trust.reasonAgain')}
          </Button>
        </div>
      ))}
    </>
  );
}
