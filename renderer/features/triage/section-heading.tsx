import { Button } from '@mantine/core';
import { IconFolder } from '@tabler/icons-react';
import { SURE } from '../../lib/words/confidence.ts';
import { findMailbox, parentPath, shownPath } from '../../lib/words/folders.ts';
import { formatChance, formatNumber } from '../../lib/words/format.ts';
import { selectAccounts, useSession } from '../../lib/session.ts';
import { useText } from '../../lib/words/text.ts';
import { useGroups } from './groups-slice.ts';
import type { Section } from './sections.ts';
import styles from './triage.module.css';
import { mailboxName } from '../../lib/words/mailbox-name.ts';

interface Props {
  readonly section: Section;
  readonly index: number;
}

/** A target folder's name, what waits for it, and the two ways to approve it whole. */
export function SectionHeading({ section, index }: Props) {
  const { t, language } = useText();
  const mailbox = useSession((state) => findMailbox(state.mailboxes, section.target));
  const account = useSession((state) => {
    const accounts = selectAccounts(state);
    return accounts.length > 1 ? accounts.find(({ id }) => id === section.accountId)?.name : undefined;
  });
  const approveSection = useGroups((state) => state.approveSection);
  const name = mailboxName(mailbox, t);
  // Mail of the inbox that a rule only marks.
  const folder = mailbox?.role === 'inbox' ? t('triage.stays', { folder: name }) : name;
  const count = formatNumber(section.count, language);
  const chance = formatChance(SURE, language);
  const above = [account, mailbox === undefined ? '' : parentPath(mailbox)].filter(Boolean).join(' · ');
  return (
    <div role="row" aria-rowindex={index + 1} className={styles.heading} data-testid="folder-section">
      <div role="gridcell" className={styles.headingName}>
        <IconFolder size={16} className={styles.headingIcon} aria-hidden="true" />
        <h2 className={styles.headingTitle} title={mailbox && shownPath(mailbox.path)}>
          {folder}
        </h2>
        {above !== '' && <span className={styles.headingAbove}>{above}</span>}
        <span className={styles.count}>{count}</span>
      </div>
      <div role="gridcell" className={styles.headingActions}>
        {section.sure === 'some' && (
          <Button
            variant="subtle"
            size="compact-xs"
            className={styles.sectionAct}
            onClick={() => void approveSection(section, SURE)}
            aria-label={t('triage.approveSectionSureLong', { chance, folder })}
            data-testid="approve-section-sure"
          >
            {t('triage.approveSectionSure', { chance })}
          </Button>
        )}
        <Button
          variant="subtle"
          size="compact-xs"
          className={styles.sectionAct}
          onClick={() => void approveSection(section)}
          aria-label={t('triage.approveSectionLong', { count: section.count, number: count, folder })}
          data-testid="approve-section"
        >
          {t('triage.approveSection')}
        </Button>
      </div>
    </div>
  );
}
