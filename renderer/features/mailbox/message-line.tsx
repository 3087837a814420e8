import { memo, useMemo } from 'react';
import type { MessageRow } from '../../../contract/messages.ts';
import type { SearchedWord } from '../../../contract/searched-words.ts';
import type { Modifiers } from '../../lib/lists/selection.ts';
import { MailRow } from '../../ui/mail-row.tsx';
import styles from './mailbox.module.css';

interface Props {
  readonly row: MessageRow;
  readonly index: number;
  readonly atCursor: boolean;
  readonly picked: boolean;
  readonly open: boolean;
  /** What the mailbox is called; null where all mails are of one. */
  readonly folder: string | null;
  readonly words: readonly SearchedWord[] | undefined;
  /** Stands in place of the preview. */
  readonly snippet: string | undefined;
  readonly onClick: (row: MessageRow, held: Modifiers) => void;
}

/** One mail of a mailbox or of what was found; drawn anew only when something of it changes. */
export const MessageLine = memo(function MessageLine(props: Props) {
  const { row, folder, words, snippet, onClick } = props;
  const note = useMemo(() => folder !== null && <span className={styles.where}>{folder}</span>, [folder]);
  return (
    <MailRow
      index={props.index}
      sender={row.from}
      subject={row.subject}
      preview={snippet || row.preview}
      {...(words === undefined ? {} : { words })}
      date={row.date}
      seen={row.seen}
      flagged={row.flagged}
      hasAttachments={row.hasAttachments}
      vip={row.vip}
      urgent={row.urgent}
      atCursor={props.atCursor}
      picked={props.picked}
      open={props.open}
      note={note}
      onClick={(held) => onClick(row, held)}
    />
  );
});
