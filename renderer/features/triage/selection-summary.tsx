import { Button } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import type { Group } from '../../../contract/suggestions.ts';
import { formatNumber } from '../../lib/words/format.ts';
import { useServices } from '../../lib/services.tsx';
import { useText } from '../../lib/words/text.ts';
import { EmptyNote } from '../../ui/empty-note.tsx';
import { moveGroups, snoozeGroups } from './commands.ts';
import { groupsStore } from './groups-slice.ts';
import styles from './triage.module.css';

/** Several groups are picked: one act for all. */
export function SelectionSummary({ groups }: { readonly groups: readonly Group[] }) {
  const { t, language } = useText();
  const services = useServices();
  const store = groupsStore.useApi();
  const mails = groups.reduce((sum, group) => sum + group.count, 0);
  const number = formatNumber(mails, language);
  const oneAccount = groups.every((group) => group.accountId === groups[0]?.accountId);
  return (
    <EmptyNote title={t('triage.pickedGroups', { count: groups.length })}>
      <p>{t('mail.count', { count: mails, number })}</p>
      <div className={styles.pickedActions}>
        <Button
          leftSection={<IconCheck size={16} aria-hidden="true" />}
          onClick={() => void store.getState().approve(groups)}
          data-testid="approve-selection"
        >
          {t('triage.approveCount', { count: mails, number })}
        </Button>
        {oneAccount && (
          <Button variant="default" onClick={() => void moveGroups(groups, store, services)}>
            {t('action.otherFolder')}
          </Button>
        )}
        <Button variant="subtle" color="gray" onClick={() => void snoozeGroups(groups, store, services)}>
          {t('action.snooze')}
        </Button>
        <Button variant="subtle" color="gray" onClick={() => void store.getState().dismiss(groups)}>
          {t('action.dismiss')}
        </Button>
      </div>
    </EmptyNote>
  );
}
