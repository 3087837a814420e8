import type { ReactNode } from 'react';
import type { Address } from '../../contract/mail.ts';
import { useNow } from '../lib/now.tsx';
import { longDate, shortDate } from '../lib/words/format.ts';
import { nameOf } from '../lib/words/people.ts';
import { useText } from '../lib/words/text.ts';
import styles from './read-row.module.css';

interface Props {
  readonly index: number;
  readonly atCursor: boolean;
  readonly sender: Address;
  readonly subject: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Stands at the end of the subject's line. */
  readonly aside?: string | null;
  /** A line of its own below the subject. */
  readonly children?: ReactNode;
  readonly onClick: () => void;
  readonly testId: string;
}

/** One mail of a list that is there to be read, not to be acted on. */
export function ReadRow({ index, atCursor, sender, subject, at, aside, children, onClick, testId }: Props) {
  const { t, language } = useText();
  const now = useNow();
  return (
    <div
      role="row"
      aria-rowindex={index + 1}
      aria-selected={atCursor}
      tabIndex={atCursor ? 0 : -1}
      className={styles.row}
      data-row={index}
      data-current={atCursor}
      data-testid={testId}
      onClick={onClick}
    >
      <div role="gridcell" className={styles.text}>
        <p className={styles.pair}>
          <bdi className={styles.sender}>{nameOf(sender) || t('mail.noSender')}</bdi>
          <time className={styles.aside} title={longDate(at, language)}>
            {shortDate(at, now, language)}
          </time>
        </p>
        <p className={styles.pair}>
          <bdi>{subject.trim() || t('mail.noSubject')}</bdi>
          {aside && <span className={styles.aside}>{aside}</span>}
        </p>
        {children}
      </div>
    </div>
  );
}
