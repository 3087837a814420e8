import { Button } from '@mantine/core';
import { useCallback, useEffect, useState } from 'react';
import type { MailboxId } from '../../../contract/ids.ts';
import type { CallOutput } from '../../../contract/index.ts';
import type { Reply } from '../../../contract/problem.ts';
import { evidenceSentence } from '../../lib/words/evidence.ts';
import { formatNumber } from '../../lib/words/format.ts';
import { useServices } from '../../lib/services.tsx';
import { useText } from '../../lib/words/text.ts';
import styles from './trust.module.css';

interface Props {
  readonly mailboxId: MailboxId;
  readonly name: string;
}

/** What a folder's mail taught, with ways to have it forgotten or learned again, and what the person called no reason. */
export function LearnedOf({ mailboxId, name }: Props) {
  const { t, language } = useText();
  const { client, tell } = useServices();
  const [known, setKnown] = useState<CallOutput<'deciding.learnedOf'> | null>(null);
  const load = useCallback(async () => {
    const reply = await client.call('deciding.learnedOf', { mailboxId });
    if (reply.ok) setKnown(reply.value);
  }, [client, mailboxId]);
  useEffect(() => void load(), [load]);

  async function settle(asked: Promise<Reply<unknown>>): Promise<void> {
    const reply = await asked;
    if (!reply.ok) tell({ kind: 'problem', problem: reply.problem });
    await load();
  }

  if (known === null) return null;
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
            onClick={() => void settle(client.call('deciding.forget', { mailboxId, forget: !forgotten }))}
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
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => void settle(client.call('deciding.trustAgain', { id }))}
          >
            {t('trust.reasonAgain')}
          </Button>
        </div>
      ))}
    </>
  );
}
