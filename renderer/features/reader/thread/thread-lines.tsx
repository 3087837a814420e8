import { UnstyledButton } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import type { MessageId } from '../../../../contract/ids.ts';
import type { MessageRow } from '../../../../contract/messages.ts';
import { longDate, shortDate } from '../../../lib/words/format.ts';
import { useNow } from '../../../lib/now.tsx';
import { nameOf } from '../../../lib/words/people.ts';
import { useText } from '../../../lib/words/text.ts';
import styles from './thread.module.css';

interface Props {
  readonly rows: readonly MessageRow[];
  readonly side: 'earlier' | 'later';
  readonly onOpen: (id: MessageId) => void;
}

const LINE = 32;
const LINES_SHOWN = 4;

/** The mails of a thread before or after the open one, a line each; only lines in sight are drawn. */
export function ThreadLines({ rows, side, onOpen }: Props) {
  const { t, language } = useText();
  const now = useNow();
  const scroller = useRef<HTMLDivElement>(null);
  // eslint-disable-next-line react-hooks/incompatible-library -- nothing here is memoised over what it returns
  const lines = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => LINE,
    overscan: 3,
  });
  useEffect(() => {
    // Those nearest to the open mail are next to it.
    if (side === 'earlier' && rows.length > 0) lines.scrollToIndex(rows.length - 1);
  }, [lines, rows, side]);
  if (rows.length === 0) return null;
  return (
    <div
      ref={scroller}
      className={styles.lines}
      data-side={side}
      style={{ height: Math.min(rows.length, LINES_SHOWN + 0.5) * LINE }}
      data-testid={`thread-${side}`}
    >
      <ul
        className={styles.list}
        style={{ height: lines.getTotalSize() }}
        aria-label={t(`thread.${side}`, { count: rows.length })}
      >
        {lines.getVirtualItems().map(({ index, start, key }) => {
          const row = rows[index];
          if (row === undefined) return null;
          return (
            <li key={key} className={styles.line} style={{ transform: `translateY(${start}px)` }}>
              <UnstyledButton
                className={styles.open}
                data-unread={!row.seen}
                onClick={() => onOpen(row.id)}
                data-testid="thread-line"
              >
                <span className={styles.who}>{nameOf(row.from)}</span>
                <span className={styles.said}>{row.preview}</span>
                <time className={styles.when} title={longDate(row.date, language)}>
                  {shortDate(row.date, now, language)}
                </time>
              </UnstyledButton>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
