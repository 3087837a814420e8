import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconClock, IconFolderSymlink, IconUserStar, IconX } from '@tabler/icons-react';
import { Fragment, memo } from 'react';
import type { Group } from '../../../contract/suggestions.ts';
import { evidenceNote, evidenceSentence } from '../../lib/words/evidence.ts';
import { findMailbox } from '../../lib/words/folders.ts';
import { formatNumber } from '../../lib/words/format.ts';
import { markNames } from '../../lib/words/marks.ts';
import { useServices } from '../../lib/services.tsx';
import { useSession } from '../../lib/session.ts';
import { useKeyNames } from '../../lib/keys/use-keys.ts';
import { useText } from '../../lib/words/text.ts';
import { ConfidenceLabel } from '../../ui/confidence-label.tsx';
import { CauseIcon } from './cause-icon.tsx';
import { moveGroups, snoozeGroups } from './commands.ts';
import { groupNames } from './group-names.ts';
import { groupsStore, useGroups } from './groups-slice.ts';
import { groupMailsStore } from './mails-slice.ts';
import styles from './triage.module.css';
import { mailboxName } from '../../lib/words/mailbox-name.ts';

interface Props {
  readonly group: Group;
  readonly id: string;
  readonly index: number;
}

/** One group: what its mails share, how many, why they belong there, and the acts on them. */
export const GroupRow = memo(function GroupRow({ group, id, index }: Props) {
  const { t, language } = useText();
  const keyName = useKeyNames();
  const services = useServices();
  const store = groupsStore.useApi();
  const mails = groupMailsStore.useApi();
  const atCursor = useGroups((state) => state.marks.cursor === id);
  const picked = useGroups((state) => state.marks.selected.has(id));
  const folder = mailboxName(
    useSession((state) => findMailbox(state.mailboxes, group.target)),
    t,
  );
  const number = formatNumber(group.count, language);
  const fact = group.evidence[0];
  const { title, who } = groupNames(group);
  const others = group.senderCount - 1;
  const why = fact === undefined ? '' : evidenceSentence(fact, folder, t, language);
  const samples = group.samples.map(({ messageId, subject }) => ({
    messageId,
    subject: subject.trim() || t('mail.noSubject'),
  }));
  return (
    <div
      role="row"
      aria-rowindex={index + 1}
      aria-selected={picked || atCursor}
      tabIndex={atCursor ? 0 : -1}
      data-row={index}
      data-testid="group-row"
      data-picked={picked}
      data-cursor={atCursor}
      className={styles.group}
      onClick={(event) => {
        mails.getState().unmark();
        store.getState().click(id, { shift: event.shiftKey, ctrl: event.ctrlKey || event.metaKey });
      }}
    >
      <div role="gridcell" className={styles.groupTop}>
        <CauseIcon kind={group.cause.kind} />
        <span className={styles.groupLabel} dir="auto" title={group.cause.label}>
          {title || t('mail.noSubject')}
        </span>
        {group.vip && (
          <IconUserStar
            size={13}
            className={styles.vip}
            role="img"
            aria-label={t('vip.mail')}
            data-testid="vip-mark"
          />
        )}
        <span className={styles.count}>{number}</span>
        <span className={styles.spring} />
        <span className={styles.groupActions} onClick={(event) => event.stopPropagation()}>
          <Tooltip label={t('action.dismissHint', { key: keyName('dismiss') })}>
            <ActionIcon
              size={24}
              className={styles.quiet}
              onClick={() => void store.getState().dismiss([group])}
              aria-label={t('triage.dismissGroup', { count: group.count, number, label: title })}
            >
              <IconX size={15} />
            </ActionIcon>
          </Tooltip>
          <Tooltip label={t('action.snoozeHint', { key: keyName('snooze') })}>
            <ActionIcon
              size={24}
              className={styles.quiet}
              onClick={() => void snoozeGroups([group], store, services)}
              aria-label={t('triage.snoozeGroup', { count: group.count, number, label: title })}
              data-testid="snooze-group"
            >
              <IconClock size={15} />
            </ActionIcon>
          </Tooltip>
          <Tooltip label={t('action.moveHint', { key: keyName('move') })}>
            <ActionIcon
              size={24}
              className={styles.quiet}
              onClick={() => void moveGroups([group], store, services)}
              aria-label={t('triage.moveGroup', { count: group.count, number, label: title })}
            >
              <IconFolderSymlink size={15} />
            </ActionIcon>
          </Tooltip>
          <Button
            size="compact-xs"
            variant="default"
            className={styles.approve}
            onClick={() => void store.getState().approve([group])}
            aria-label={t('triage.approveGroup', {
              count: group.count,
              number,
              folder,
              label: title,
            })}
            data-testid="approve-group"
          >
            {t('action.approve')}
          </Button>
        </span>
      </div>
      <p role="gridcell" className={styles.groupSamples}>
        {who !== null && (
          <span className={styles.groupWho}>{t('triage.senders', { count: others, first: who })}</span>
        )}
        {samples.map(({ messageId, subject }, at) => (
          <Fragment key={messageId}>
            {at > 0 && ' · '}
            <bdi>{subject}</bdi>
          </Fragment>
        ))}
      </p>
      <div role="gridcell" className={styles.groupBottom}>
        <p className={styles.groupWhy} title={why}>
          {fact !== undefined && evidenceNote(fact, t, language)}
          {group.marks.length > 0 &&
            ` · ${t('triage.thenMarked', { marks: markNames(group.marks, t, language) })}`}
        </p>
        <ConfidenceLabel probability={group.meanProbability} />
      </div>
    </div>
  );
});
