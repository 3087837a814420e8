import { useCallback, useEffect, useRef, type RefObject } from 'react';
import { chordOf } from '../lib/keys/chords.ts';
import { allKeysOf } from '../lib/keys/key-map.ts';
import { useSession } from '../lib/session.ts';
import { focusPlace } from './keep-focus.ts';

/**
 * In a window too narrow for list and detail (or with everything twice as large) the columns lie side by side and slide: what is
 * opened in the list brings the detail into view, going back or elsewhere brings the list. Gives the reference for the columns, and the way to
 * the list for a hand.
 */
export function useSlide(): { columns: RefObject<HTMLDivElement | null>; toList: () => void } {
  const columns = useRef<HTMLDivElement>(null);
  const view = useSession((state) => state.view);
  const changes = useSession((state) => state.settings.shortcuts);
  useEffect(() => slide(columns.current, 'list'), [view]);
  useEffect(() => {
    const onClick = ({ target }: MouseEvent) => {
      if (!(target instanceof Element) || target.closest('[data-column="list"]') === null) return;
      if (target.closest('[data-row]') !== null && target.closest('button, input, a') === null)
        slide(columns.current, 'detail');
    };
    const onKey = (event: KeyboardEvent) => {
      const chord = chordOf(event);
      if (chord === null || !(event.target instanceof Element)) return;
      if (event.target.closest('[role="dialog"], input, textarea') !== null) return;
      if (allKeysOf('back', changes).includes(chord)) slide(columns.current, 'list');
      else if (allKeysOf('open', changes).includes(chord) && event.target.closest('[data-row]') !== null)
        slide(columns.current, 'detail');
    };
    window.addEventListener('click', onClick);
    window.addEventListener('keydown', onKey);
    return () => {
      window.removeEventListener('click', onClick);
      window.removeEventListener('keydown', onKey);
    };
  }, [changes]);
  const toList = useCallback(() => {
    slide(columns.current, 'list');
    focusPlace();
  }, []);
  return { columns, toList };
}

/** Does nothing where both columns are in view. */
function slide(columns: HTMLElement | null, to: 'list' | 'detail'): void {
  if (columns === null || columns.scrollWidth <= columns.clientWidth) return;
  columns.scrollTo({ left: to === 'list' ? 0 : columns.scrollWidth });
}
