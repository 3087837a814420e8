import { Button } from '@mantine/core';
import { IconFolderPlus } from '@tabler/icons-react';
import { useSession } from '../../lib/session.ts';
import { formatNumber } from '../../lib/words/format.ts';
import { useText } from '../../lib/words/text.ts';
import { useGroups } from './groups-slice.ts';
import styles from './triage.module.css';

/** Fewer mails need no folder of their own. */
export const WORTH_A_FOLDER = 5;

/** Below the proposals: what could not be placed, and the way to make folders for it. */
export function Unplaced() {
  const { t, language } = useText();
  const undecided = useGroups((state) => state.undecided);
  if (undecided < WORTH_A_FOLDER) return null;
  return (
    <footer className={styles.unplaced}>
      <span>{t('newFolders.unplaced', { count: undecided, number: formatNumber(undecided, language) })}</span>
      <SuggestFolders />
    </footer>
  );
}

/** Leads to the view that suggests folders. */
export function SuggestFolders() {
  const { t } = useText();
  const go = useSession((state) => state.go);
  return (
    <Button
      variant="subtle"
      size="compact-sm"
      leftSection={<IconFolderPlus size={15} aria-hidden="true" />}
      onClick={() => go({ place: 'new-folders' })}
      data-testid="suggest-folders"
    >
      {t('newFolders.suggest')}
    </Button>
  );
}
