import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconCheck, IconClock } from '@tabler/icons-react';
import type { Group } from '../../../contract/suggestions.ts';
import { evidenceSentence } from '../../lib/words/evidence.ts';
import { formatNumber } from '../../lib/words/format.ts';
import { markNames } from '../../lib/words/marks.ts';
import { nameOf } from '../../lib/words/people.ts';
import { useServices } from '../../lib/services.tsx';
import { useText } from '../../lib/words/text.ts';
import { ConfidenceLabel } from '../../ui/confidence-label.tsx';
import { CauseIcon } from './cause-icon.tsx';
import { moveGroups, snoozeGroups } from './commands.ts';
import { groupNames } from './group-names.ts';
import { groupsStore } from './groups-slice.ts';
import styles from './triage.module.css';

interface Props {
  readonly group: Group;
  readonly folder: string;
}

/** What a group is, where it would go and why, with the acts on all of it. */
export function GroupSummary({ group, folder }: Props) {
  const { t, language } = useText();
  const services = useServices();
  const store = groupsStore.useApi();
  const number = formatNumber(group.count, language);
  const senders = new Intl.ListFormat(language).format(group.senders.map(({ address }) => nameOf(address)));
  return (
    <header className={styles.detailHeader}>
      <p className={styles.detailKind}>
        <CauseIcon kind={group.cause.kind} />
        {t(`cause.${group.cause.kind}`)}
        <span aria-hidden="true">·</span>
        <ConfidenceLabel probability={group.meanProbability} />
      </p>
      <h2 className={styles.detailTitle}>{groupNames(group).title || t('mail.noSubject')}</h2>
      <p className={styles.detailSummary}>
        {t('triage.groupSummary', { count: group.count, number, folder, stage: t(`stage.${group.stage}`) })}
      </p>
      <ul className={styles.facts}>
        {group.evidence.map((fact, position) => (
          <li key={position}>{evidenceSentence(fact, folder, t, language)}</li>
        ))}
        {group.marks.length > 0 && (
          <li>{t('proposal.marks', { marks: markNames(group.marks, t, language) })}</li>
        )}
        {group.senderCount > 1 && (
          <li>
            {group.senderCount > group.senders.length
              ? t('triage.fromMany', { senders, count: group.senderCount - group.senders.length })
              : t('triage.from', { senders })}
          </li>
        )}
      </ul>
      <div className={styles.detailActions}>
        <Button
          leftSection={<IconCheck size={16} aria-hidden="true" />}
          onClick={() => void store.getState().approve([group])}
          data-testid="approve-open-group"
        >
          {t('triage.approveCount', { count: group.count, number })}
        </Button>
        <Button variant="default" onClick={() => void moveGroups([group], store, services)}>
          {t('action.otherFolder')}
        </Button>
        <Tooltip label={t('action.snoozeHint')}>
          <ActionIcon
            size={36}
            variant="subtle"
            color="gray"
            aria-label={t('triage.snoozeGroup', { count: group.count, number, label: group.cause.label })}
            onClick={() => void snoozeGroups([group], store, services)}
            data-testid="snooze-open-group"
          >
            <IconClock size={17} />
          </ActionIcon>
        </Tooltip>
        <Button variant="subtle" color="gray" onClick={() => void store.getState().dismiss([group])}>
          {t('action.dismiss')}
        </Button>
      </div>
    </header>
  );
}
