import { Button, Loader } from '@mantine/core';
import { IconMoodSmile, IconPlugConnectedX } from '@tabler/icons-react';
import { formatNumber } from '../../lib/words/format.ts';
import { selectAccounts, useSession } from '../../lib/session.ts';
import { problemSentence } from '../../lib/words/problem-sentence.ts';
import { useText } from '../../lib/words/text.ts';
import { EmptyNote } from '../../ui/empty-note.tsx';
import { useGroups } from './groups-slice.ts';
import { SuggestFolders, WORTH_A_FOLDER } from './unplaced.tsx';

/** No proposal: either the first mails are still being read, or all is done. */
export function NothingWaits() {
  const { t, language } = useText();
  const undecided = useGroups((state) => state.undecided);
  const busy = useSession((state) =>
    selectAccounts(state).some(({ status }) => status === 'starting' || status === 'syncing'),
  );
  const inbox = useSession((state) => state.mailboxes.find(({ role }) => role === 'inbox'));
  const go = useSession((state) => state.go);
  const openSheet = useSession((state) => state.openSheet);
  // Nothing was read yet, and why is not told by "nothing waits".
  const cutOff = useSession((state) =>
    selectAccounts(state).find(({ problem, lastSyncAt }) => problem !== null && lastSyncAt === null),
  );
  if (cutOff && cutOff.problem !== null) {
    return (
      <EmptyNote
        icon={<IconPlugConnectedX size={32} stroke={1.25} aria-hidden="true" />}
        title={t('triage.cutOffTitle', { name: cutOff.name || cutOff.address })}
      >
        <p>{problemSentence(t, cutOff.problem)}</p>
        <Button variant="default" size="xs" onClick={() => openSheet('settings', 'accounts')}>
          {t('triage.toAccounts')}
        </Button>
      </EmptyNote>
    );
  }
  if (busy) {
    return (
      <EmptyNote icon={<Loader size="sm" color="gray" />} title={t('triage.learningTitle')}>
        <p>{t('triage.learningBody')}</p>
      </EmptyNote>
    );
  }
  return (
    <EmptyNote
      icon={<IconMoodSmile size={32} stroke={1.25} aria-hidden="true" />}
      title={t('triage.doneTitle')}
    >
      <p>
        {undecided > 0
          ? t('triage.undecided', { count: undecided, number: formatNumber(undecided, language) })
          : t('triage.doneBody')}
      </p>
      {undecided > 0 && inbox !== undefined && (
        <Button variant="default" size="xs" onClick={() => go({ place: 'mailbox', id: inbox.id })}>
          {t('triage.toInbox')}
        </Button>
      )}
      {undecided >= WORTH_A_FOLDER && <SuggestFolders />}
    </EmptyNote>
  );
}

/** No proposal is what the list was narrowed to. */
export function NothingShown() {
  const { t } = useText();
  return (
    <EmptyNote title={t('filter.nothing')}>
      <p>{t('filter.nothingBody')}</p>
    </EmptyNote>
  );
}
