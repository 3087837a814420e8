import { ActionIcon, Tooltip } from '@mantine/core';
import { IconArrowLeft, IconFolderSymlink } from '@tabler/icons-react';
import { useEffect, type ReactNode } from 'react';
import type { MailboxId, MessageId } from '../../../contract/ids.ts';
import type { OpenMessage } from '../../../contract/messages.ts';
import type { MarkCommand } from '../../lib/acts/marking.ts';
import { useText } from '../../lib/words/text.ts';
import { MarkButtons } from '../../ui/mark-buttons.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { Attachments } from './attachments.tsx';
import { FaceSwitch } from './face-switch.tsx';
import { HeaderList } from './header-list.tsx';
import { MailFrame } from './mail-frame.tsx';
import { MailHead } from './mail-head.tsx';
import { PlainText } from './plain-text.tsx';
import { ProposalCard } from './proposal-card.tsx';
import { readerStore, useReader } from './reader-slice.ts';
import styles from './reader.module.css';

export interface ReaderActs {
  readonly approve: (mail: OpenMessage, folder?: MailboxId) => void;
  readonly dismiss: (mail: OpenMessage) => void;
  readonly move: (mail: OpenMessage) => void;
  readonly mark: (command: MarkCommand, mail: OpenMessage) => void;
}

interface Props {
  readonly id: MessageId;
  readonly acts: ReaderActs;
  /** Where "back" leads; left out where the list stays in sight. */
  readonly onBack?: () => void;
  /** Stands where a proposal would, for a mail that has none. */
  readonly undecided?: ReactNode;
}

/** The reading pane: who wrote, what is proposed and why, the mail itself. */
export function Reader({ id, acts, onBack, undecided }: Props) {
  const { t } = useText();
  const store = readerStore.useApi();
  const mail = useReader((state) => state.mail);
  const problem = useReader((state) => state.problem);
  const face = useReader((state) => state.face);
  useEffect(() => void store.getState().open(id), [store, id]);

  return (
    <article className={styles.reader} aria-label={t('mail.reading')} data-testid="reader">
      <div className={styles.bar}>
        {onBack !== undefined && (
          <Tooltip label={t('action.backHint')}>
            <ActionIcon onClick={onBack} aria-label={t('action.back')}>
              <IconArrowLeft size={17} />
            </ActionIcon>
          </Tooltip>
        )}
        <span className={styles.spring} />
        {mail !== null && mail.id === id && (
          <>
            <MarkButtons
              seen={mail.seen}
              flagged={mail.flagged}
              onMark={(command) => acts.mark(command, mail)}
            />
            <FaceSwitch mail={mail} />
            <Tooltip label={t('action.moveHint')}>
              <ActionIcon onClick={() => acts.move(mail)} aria-label={t('action.otherFolder')}>
                <IconFolderSymlink size={17} />
              </ActionIcon>
            </Tooltip>
          </>
        )}
      </div>
      {problem !== null && (
        <div className={styles.note}>
          <ProblemNote problem={problem} />
        </div>
      )}
      {mail !== null && problem === null && (
        <>
          <MailHead mail={mail} />
          {mail.proposal !== null && mail.id === id && (
            <ProposalCard mail={mail} proposal={mail.proposal} acts={acts} />
          )}
          {mail.proposal === null && mail.id === id && undecided}
          {mail.textOnly && <p className={styles.hint}>{t('mail.textOnly')}</p>}
          {mail.unreadable !== null && <p className={styles.hint}>{t('mail.unreadable')}</p>}
          <Attachments mail={mail} />
          {face === 'html' && mail.html !== null ? (
            <MailFrame html={mail.html} inlineImages={mail.inlineImages} />
          ) : face === 'headers' ? (
            <HeaderList headers={mail.headers} />
          ) : (
            <PlainText text={mail.text} />
          )}
        </>
      )}
    </article>
  );
}
