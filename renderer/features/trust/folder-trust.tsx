import { SegmentedControl, UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import type { FolderTrust, TrustLevel } from '../../../contract/trust.ts';
import { useSession } from '../../lib/session.ts';
import { findMailbox, parentPath } from '../../lib/words/folders.ts';
import { mailboxName } from '../../lib/words/mailbox-name.ts';
import { useText } from '../../lib/words/text.ts';
import { FolderTrustDetails } from './folder-details.tsx';
import { useTrust } from './trust-slice.ts';
import { recordSentence, standingSentence } from './trust-words.ts';
import styles from './trust.module.css';

const LEVELS = ['off', 'propose', 'file'] as const satisfies readonly TrustLevel[];

interface Props {
  readonly folder: FolderTrust;
  /** Revision of the proposals that the folder's numbers are of. */
  readonly revision: number;
}

/** One folder: what is known of it, what it does, and a way to change that. */
export function FolderTrustRow({ folder, revision }: Props) {
  const { t, language } = useText();
  const mailboxes = useSession((state) => state.mailboxes);
  const set = useTrust((state) => state.set);
  const changing = useTrust((state) => state.changing.has(folder.mailboxId));
  const [open, setOpen] = useState(false);
  const mailbox = findMailbox(mailboxes, folder.mailboxId);
  const name = mailboxName(mailbox, t);
  const parents = mailbox === undefined ? '' : parentPath(mailbox);
  const details = `trust-details-${folder.mailboxId}`;
  return (
    <li className={styles.folder} data-testid="trust-folder" data-folder={name} data-level={folder.level}>
      <div className={styles.folderTop}>
        <UnstyledButton
          className={styles.folderText}
          aria-expanded={open}
          aria-controls={details}
          onClick={() => setOpen(!open)}
          data-testid="trust-more"
        >
          <span className={styles.folderName}>
            <IconChevronRight size={14} className={styles.chevron} data-open={open} aria-hidden="true" />
            {parents !== '' && <span className={styles.parents} title={parents}>{`${parents} /`}</span>}
            {name}
          </span>
          <span className={styles.small} data-testid="trust-record">
            {recordSentence(folder, t, language)}
          </span>
          <span className={styles.small} data-may-file={folder.mayFile} data-testid="trust-standing">
            {standingSentence(folder, t, language)}
          </span>
        </UnstyledButton>
        <SegmentedControl
          size="xs"
          aria-label={t('trust.levelOf', { folder: name })}
          value={folder.level}
          disabled={changing}
          data={LEVELS.map((level) => ({
            value: level,
            label: t(`trust.level.${level}`),
            disabled: level === 'file' && !folder.mayFile && folder.level !== 'file',
          }))}
          onChange={(level) => void set({ mailboxId: folder.mailboxId, level })}
        />
      </div>
      {open && <FolderTrustDetails id={details} folder={folder} name={name} revision={revision} />}
    </li>
  );
}
