import { useCallback, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { flushSync } from 'react-dom';
import type { RowLayout } from './row-layout.ts';

/** Rows are drawn anew when the list was scrolled this far, in pixels: they stand ready on either side. */
const STEP = 48;
/** Until the list has been measured. */
const GUESS = 624;

/** The part of a list that can be seen, from the last step before it to the first one after. */
export interface Seen {
  readonly top: number;
  readonly height: number;
}

export interface Scrolled {
  /** For the element that scrolls. */
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly seen: Seen;
  /** Scrolls no further than is needed to see a row. */
  readonly show: (layout: RowLayout, index: number) => void;
  readonly toTop: () => void;
}

/** Follows how far an element is scrolled and how high it is, without ever asking for a layout before its time. */
export function useScrolled(): Scrolled {
  const scroller = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState<Seen>({ top: 0, height: GUESS });
  const exact = useRef({ top: 0, height: GUESS });

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const follow = (): void => {
      const next = stepsAround(exact.current);
      setSeen((before) => (before.top === next.top && before.height === next.height ? before : next));
    };
    const onScroll = (): void => {
      exact.current = { ...exact.current, top: element.scrollTop };
      // Within this frame: drawn later, there would be nothing to see where it was scrolled to.
      flushSync(follow);
    };
    const sizes = new ResizeObserver(([entry]) => {
      if (entry === undefined) return;
      exact.current = { ...exact.current, height: entry.contentRect.height };
      follow();
    });
    sizes.observe(element);
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      sizes.disconnect();
      element.removeEventListener('scroll', onScroll);
    };
  }, []);

  const show = useCallback((layout: RowLayout, index: number) => {
    const { top, height } = exact.current;
    const start = layout.startOf(index);
    const end = start + layout.heightOf(index);
    if (start < top) scroller.current?.scrollTo({ top: start });
    else if (end > top + height) scroller.current?.scrollTo({ top: end - height });
  }, []);
  const toTop = useCallback(() => {
    if (exact.current.top !== 0) scroller.current?.scrollTo({ top: 0 });
  }, []);
  return { scroller, seen, show, toTop };
}

function stepsAround({ top, height }: Seen): Seen {
  const from = Math.floor(top / STEP) * STEP;
  return { top: from, height: Math.ceil((top + height) / STEP) * STEP - from };
}
