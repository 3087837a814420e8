import { Button } from '@mantine/core';
import { IconClock } from '@tabler/icons-react';
import { useSession } from '../../lib/session.ts';
import { formatNumber } from '../../lib/words/format.ts';
import { useText } from '../../lib/words/text.ts';
import { useGroups } from './groups-slice.ts';
import styles from './triage.module.css';

/** Below the proposals: how many were put off, and the way to them. */
export function Snoozed() {
  const { t, language } = useText();
  const count = useGroups((state) => state.snoozed);
  const openSheet = useSession((state) => state.openSheet);
  if (count === 0) return null;
  return (
    <footer className={styles.snoozed}>
      <Button
        variant="subtle"
        color="gray"
        size="compact-xs"
        leftSection={<IconClock size={14} aria-hidden="true" />}
        onClick={() => openSheet('snoozed')}
        data-testid="snoozed"
      >
        {t('snooze.count', { count, number: formatNumber(count, language) })}
      </Button>
    </footer>
  );
}
