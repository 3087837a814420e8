import { ActionIcon, Tooltip } from '@mantine/core';
import { IconArrowLeft, IconFolderSymlink } from '@tabler/icons-react';
import { useCallback, useEffect, useLayoutEffect, useMemo, useState, type ReactNode } from 'react';
import type { MailboxId, MessageId } from '../../../contract/ids.ts';
import type { OpenMessage } from '../../../contract/messages.ts';
import type { MarkCommand } from '../../lib/acts/marking.ts';
import { useKeyNames } from '../../lib/keys/use-keys.ts';
import { useText } from '../../lib/words/text.ts';
import { MarkButtons } from '../../ui/mark-buttons.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { MailBody } from './body/mail-body.tsx';
import { Attachments } from './files/attachments.tsx';
import { FaceSwitch } from './face-switch.tsx';
import { MailHead } from './mail-head.tsx';
import { ProposalCard } from './proposal-card.tsx';
import { readerStore, useReader } from './reader-slice.ts';
import { SenderWarnings } from './sender-warnings.tsx';
import { ThreadLines } from './thread/thread-lines.tsx';
import { useThreadKeys } from './thread/thread-keys.ts';
import { useThread } from './thread/use-thread.ts';
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
  /** For another mail of the thread that takes the place of the one that was opened; the same where left out. */
  readonly asideActs?: ReaderActs;
  /** Where "back" leads; left out where the list stays in sight. */
  readonly onBack?: () => void;
  /** Stands where a proposal would, for a mail that has none. */
  readonly undecided?: ReactNode;
}

/** The reading pane: who wrote, what is proposed and why, the mail itself. */
export function LoadedReader(props: Props) {
  const { onBack, undecided } = props;
  const { t } = useText();
  const keyName = useKeyNames();
  // Another mail of the thread may take the place of the one that the list opened, until the list opens another.
  const [turned, setTurned] = useState<{ readonly of: MessageId; readonly to: MessageId } | null>(null);
  const id = turned?.of === props.id ? turned.to : props.id;
  // What is done is done to the mail in sight: the list goes on only where that is the one it opened.
  const own = id === props.id;
  const acts = own ? props.acts : (props.asideActs ?? props.acts);
  const store = readerStore.useApi();
  const mail = useReader((state) => state.mail);
  const problem = useReader((state) => state.problem);
  const face = useReader((state) => state.face);
  useEffect(() => void store.getState().open(id), [store, id]);
  // Before a key can be pressed on what is painted next.
  useLayoutEffect(() => {
    store.getState().setAside(own ? null : id);
    return () => store.getState().setAside(null);
  }, [store, own, id]);
  const rows = useThread(props.id, mail?.threadSize ?? 1);
  const here = rows.findIndex((row) => row.id === id);
  const [earlier, later] = useMemo(
    () => (here < 0 ? [[], []] : [rows.slice(0, here), rows.slice(here + 1)]),
    [rows, here],
  );
  const turnTo = useCallback((to: MessageId) => setTurned({ of: props.id, to }), [props.id]);
  useThreadKeys(
    useCallback(
      (by) => {
        const next = here < 0 ? undefined : rows[here + by];
        if (next !== undefined) turnTo(next.id);
      },
      [rows, here, turnTo],
    ),
  );

  return (
    <article className={styles.reader} aria-label={t('mail.reading')} data-testid="reader">
      <div className={styles.bar}>
        {onBack !== undefined && (
          <Tooltip label={t('action.backHint', { key: keyName('back') })}>
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
            <Tooltip label={t('action.moveHint', { key: keyName('move') })}>
              <ActionIcon
                onClick={() => acts.move(mail)}
                aria-label={t('action.otherFolder')}
                data-testid="move-open-mail"
              >
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
          <ThreadLines rows={earlier} side="earlier" onOpen={turnTo} />
          <MailHead mail={mail} />
          <SenderWarnings warnings={mail.warnings} />
          {mail.proposal !== null && mail.id === id && (
            <ProposalCard mail={mail} proposal={mail.proposal} acts={acts} />
          )}
          {own && mail.proposal === null && mail.id === id && undecided}
          {mail.textOnly && <p className={styles.hint}>{t('mail.textOnly')}</p>}
          {mail.unreadable !== null && <p className={styles.hint}>{t('mail.unreadable')}</p>}
          <Attachments mail={mail} />
          <MailBody mail={mail} face={face} />
          <ThreadLines rows={later} side="later" onOpen={turnTo} />
        </>
      )}
    </article>
  );
}
