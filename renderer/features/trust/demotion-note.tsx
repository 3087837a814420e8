import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useShallow } from 'zustand/react/shallow';
import { useNow } from '../../lib/now.tsx';
import { useSession } from '../../lib/session.ts';
import { findMailbox } from '../../lib/words/folders.ts';
import { formatNumber, timeAgo } from '../../lib/words/format.ts';
import { mailboxName } from '../../lib/words/mailbox-name.ts';
import { useText } from '../../lib/words/text.ts';
import { selectDemoted, useTrust } from './trust-slice.ts';
import { formatShare } from './trust-words.ts';
import styles from './trust.module.css';

/** Which folders stopped to file by themselves, and why; until the person has read it. */
export function DemotionNote() {
  const { t, language } = useText();
  const now = useNow();
  const demoted = useTrust(useShallow(selectDemoted));
  const markSeen = useTrust((state) => state.markSeen);
  const mailboxes = useSession((state) => state.mailboxes);
  if (demoted.length === 0) return null;
  return (
    <div className={styles.demotion} role="status" data-testid="trust-demotion">
      <IconAlertTriangle size={16} className={styles.demotionIcon} aria-hidden="true" />
      <ul className={styles.demotionList}>
        {demoted.map(
          ({ mailboxId, demotion }) =>
            demotion !== null && (
              <li key={mailboxId}>
                {t('trust.demoted', {
                  folder: mailboxName(findMailbox(mailboxes, mailboxId), t),
                  when: timeAgo(demotion.at, now, language),
                  answers: formatNumber(demotion.answers, language),
                  right: formatNumber(demotion.right, language),
                  promise: formatShare(demotion.promise, language),
                })}
              </li>
            ),
        )}
      </ul>
      <Button
        size="compact-sm"
        variant="default"
        onClick={() => void markSeen(demoted.map(({ mailboxId }) => mailboxId))}
        data-testid="trust-seen"
      >
        {t('trust.understood')}
      </Button>
    </div>
  );
}
