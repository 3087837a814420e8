import { useEffect, useMemo, useRef, type ReactNode } from 'react';
import { evenRows, rowsWithin, unevenRows } from './row-layout.ts';
import { useScrolled } from './use-scrolled.ts';
import styles from './virtual-list.module.css';

/** Rows drawn before and after those that can be seen. */
const MORE = 4;

interface Props {
  readonly label: string;
  readonly count: number;
  /** Height of a row in pixels: of each, or of one. */
  readonly heightOf: number | ((index: number) => number);
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
  const { count, heightOf, cursor, active, onRange, resetKey } = props;
  const { scroller, seen, show, toTop } = useScrolled();
  const layout = useMemo(
    () => (typeof heightOf === 'number' ? evenRows(count, heightOf) : unevenRows(count, heightOf)),
    [count, heightOf],
  );
  const { first, last } = rowsWithin(layout, seen, MORE);
  // When the row under the cursor leaves, the next one takes its position: another row to focus under the same number.
  const atCursor = cursor < 0 ? null : props.keyOf(cursor);
  // What a list of other rows would change alone is no reason to scroll.
  const shown = useRef(layout);
  useEffect(() => {
    shown.current = layout;
  }, [layout]);

  useEffect(() => {
    if (count > 0) onRange?.(first, last);
  }, [onRange, first, last, count]);
  useEffect(() => toTop(), [toTop, resetKey]);
  useEffect(() => {
    if (cursor < 0) return;
    show(shown.current, cursor);
    if (!active) return;
    const frame = requestAnimationFrame(() => {
      const inField = document.activeElement?.matches('input, textarea, [role="dialog"] *') ?? false;
      if (inField) return;
      scroller.current?.querySelector<HTMLElement>(`[data-row="${cursor}"]`)?.focus({ preventScroll: true });
    });
    return () => cancelAnimationFrame(frame);
  }, [scroller, show, cursor, atCursor, active]);

  return (
    <div ref={scroller} className={styles.scroller} data-active={active}>
      <div
        role="grid"
        aria-label={props.label}
        aria-multiselectable={props.multiple ?? false}
        aria-rowcount={count}
        className={styles.inner}
        style={{ height: layout.total }}
      >
        {Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => {
          const index = first + at;
          return (
            <div
              key={props.keyOf(index)}
              role="presentation"
              className={styles.item}
              style={{
                height: layout.heightOf(index),
                transform: `translateY(${layout.startOf(index)}px)`,
              }}
            >
              {props.renderRow(index)}
            </div>
          );
        })}
      </div>
    </div>
  );
}
