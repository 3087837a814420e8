import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, type ReactNode } from 'react';
import styles from './virtual-list.module.css';

interface Props {
  readonly label: string;
  readonly count: number;
  /** Height of a row in pixels. */
  readonly heightOf: (index: number) => number;
  readonly keyOf: (index: number) => string | number;
  readonly renderRow: (index: number) => ReactNode;
  /** Position to keep in sight; -1 for none. */
  readonly cursor: number;
  /** Whether keys act on this list: its cursor row then takes the focus. */
  readonly active: boolean;
  readonly multiple?: boolean;
  readonly onRange?: (first: number, last: number) => void;
  /** A change of this puts the list back to its beginning. */
  readonly resetKey?: string | undefined;
}

/** A long list of which only what can be seen is drawn. Rows carry `data-row` with their position. */
export function VirtualList(props: Props) {
  const { count, cursor, active, onRange, resetKey } = props;
  const scroller = useRef<HTMLDivElement>(null);
  // eslint-disable-next-line react-hooks/incompatible-library -- nothing here is memoised over what it returns
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: props.heightOf,
    getItemKey: props.keyOf,
    overscan: 6,
    paddingStart: 4,
    paddingEnd: 56,
  });
  const items = virtualizer.getVirtualItems();
  // When the row under the cursor leaves, the next one takes its position: another row to focus under the same number.
  const atCursor = cursor < 0 ? null : props.keyOf(cursor);
  const first = items[0]?.index ?? 0;
  const last = items[items.length - 1]?.index ?? 0;

  useEffect(() => {
    onRange?.(first, last);
  }, [onRange, first, last, count]);
  useEffect(() => {
    virtualizer.scrollToOffset(0);
  }, [virtualizer, resetKey]);
  useEffect(() => {
    if (cursor < 0) return;
    virtualizer.scrollToIndex(cursor, { align: 'auto' });
    if (!active) return;
    const frame = requestAnimationFrame(() => {
      const inField = document.activeElement?.matches('input, textarea, [role="dialog"] *') ?? false;
      if (inField) return;
      scroller.current?.querySelector<HTMLElement>(`[data-row="${cursor}"]`)?.focus({ preventScroll: true });
    });
    return () => cancelAnimationFrame(frame);
  }, [virtualizer, cursor, atCursor, active]);

  return (
    <div ref={scroller} className={styles.scroller} data-active={active}>
      <div
        role="grid"
        aria-label={props.label}
        aria-multiselectable={props.multiple ?? false}
        aria-rowcount={count}
        className={styles.inner}
        style={{ height: virtualizer.getTotalSize() }}
      >
        {items.map((item) => (
          <div
            key={item.key}
            role="presentation"
            className={styles.item}
            style={{ height: item.size, transform: `translateY(${item.start}px)` }}
          >
            {props.renderRow(item.index)}
          </div>
        ))}
      </div>
    </div>
  );
}
