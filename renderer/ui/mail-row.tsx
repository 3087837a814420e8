import { IconExclamationMark, IconPaperclip, IconStarFilled, IconUserStar } from '@tabler/icons-react';
import { memo, type ReactNode } from 'react';
import type { Address } from '../../contract/mail.ts';
import { longDate, shortDate } from '../lib/words/format.ts';
import { nameOf } from '../lib/words/people.ts';
import type { Modifiers } from '../lib/lists/selection.ts';
import { useNow } from '../lib/now.tsx';
import { useText } from '../lib/words/text.ts';
import type { SearchedWord } from '../../contract/searched-words.ts';
import { Highlighted } from './highlighted.tsx';
import styles from './mail-row.module.css';

interface Props {
  readonly index: number;
  readonly sender: Address;
  readonly subject: string;
  readonly preview: string;
  readonly date: number;
  readonly seen: boolean;
  /** Marked as important by the person. */
  readonly flagged?: boolean;
  readonly hasAttachments: boolean;
  /** From somebody whose mail matters. */
  readonly vip?: boolean;
  /** Of high priority, by a rule. */
  readonly urgent?: boolean;
  readonly atCursor: boolean;
  readonly picked: boolean;
  readonly open: boolean;
  readonly onClick: (held: Modifiers) => void;
  /** Stands where the date is while the pointer or the focus is here. */
  readonly actions?: ReactNode;
  /** Words that were searched for: marked where they stand. */
  readonly words?: readonly SearchedWord[];
  /** A quiet word beside the date. */
  readonly note?: ReactNode;
}

/** One mail in a list: who, what, the beginning of the text, when. */
export function MailRow(props: Props) {
  return (
    <div
      role="row"
      aria-rowindex={props.index + 1}
      aria-selected={props.picked || props.atCursor}
      tabIndex={props.atCursor ? 0 : -1}
      data-row={props.index}
      data-testid="mail-row"
      data-picked={props.picked}
      data-cursor={props.atCursor}
      data-open={props.open}
      data-seen={props.seen}
      className={styles.row}
      onClick={(event) => props.onClick({ shift: event.shiftKey, ctrl: event.ctrlKey || event.metaKey })}
    >
      <MailLines
        sender={props.sender}
        subject={props.subject}
        preview={props.preview}
        date={props.date}
        seen={props.seen}
        flagged={props.flagged === true}
        hasAttachments={props.hasAttachments}
        vip={props.vip === true}
        urgent={props.urgent === true}
        words={props.words}
        note={props.note}
      />
      {props.actions !== undefined && (
        <div role="gridcell" className={styles.actions} onClick={(event) => event.stopPropagation()}>
          {props.actions}
        </div>
      )}
    </div>
  );
}

type Lines = Required<
  Pick<
    Props,
    'sender' | 'subject' | 'preview' | 'date' | 'seen' | 'flagged' | 'hasAttachments' | 'vip' | 'urgent'
  >
> & { readonly words: Props['words'] | undefined; readonly note: ReactNode };

/** What is written in the row: the same while the row moves up or down, is picked or under the cursor. */
const MailLines = memo(function MailLines(props: Lines) {
  const now = useNow();
  const { t, language } = useText();
  return (
    <div role="gridcell" className={styles.text}>
      <div className={styles.top}>
        {!props.seen && <span className={styles.unread} role="img" aria-label={t('mail.unread')} />}
        <span className={styles.sender} dir="auto">
          <Highlighted text={nameOf(props.sender) || t('mail.noSender')} words={props.words} part="sender" />
        </span>
        {props.vip && (
          <IconUserStar
            size={13}
            className={styles.vip}
            role="img"
            aria-label={t('vip.mail')}
            data-testid="vip-mark"
          />
        )}
        {props.urgent && (
          <IconExclamationMark
            size={13}
            className={styles.urgent}
            role="img"
            aria-label={t('mail.urgent')}
            data-testid="urgent-mark"
          />
        )}
        {props.flagged && (
          <IconStarFilled
            size={12}
            className={styles.star}
            role="img"
            aria-label={t('mail.flagged')}
            data-testid="star"
          />
        )}
        {props.hasAttachments && (
          <IconPaperclip size={13} className={styles.clip} role="img" aria-label={t('mail.hasAttachments')} />
        )}
        <span className={styles.spring} />
        {props.note}
        <time className={styles.date} title={longDate(props.date, language)}>
          {shortDate(props.date, now, language)}
        </time>
      </div>
      <p className={styles.line}>
        <span className={styles.subject} dir="auto">
          <Highlighted
            text={props.subject.trim() || t('mail.noSubject')}
            words={props.words}
            part="subject"
          />
        </span>
        <span className={styles.preview} dir="auto">
          <Highlighted text={props.preview} words={props.words} part="body" />
        </span>
      </p>
    </div>
  );
});

/** What stands in place of a row that has not come yet. */
export function MailRowWaiting() {
  return (
    <div className={styles.waiting} aria-hidden="true">
      <span />
      <span />
    </div>
  );
}
