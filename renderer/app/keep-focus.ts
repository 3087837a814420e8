const CURSOR_ROW = '[data-row][tabindex="0"]';
const ACTIVE_LIST = '[data-active="true"] ';
const DIALOG = '[role="dialog"]';

/**
 * Sees to it that the focus is never nowhere: when the element that had it is gone, because a row left, a sheet closed or another
 * place came, or a key let go of it, the place on screen takes it. A click beside everything is no loss. Gives a function that
 * stops it.
 */
export function keepFocus(): () => void {
  let last: Element | null = null;
  let planned = 0;
  let byKey = false;

  function mend(): void {
    planned = 0;
    const lost = document.activeElement === document.body && last !== null && (byKey || !isThere(last));
    if (lost && document.querySelector(DIALOG) === null) focusPlace();
  }
  const onFocus = ({ target }: FocusEvent) => {
    if (target instanceof Element) last = target;
  };
  const plan = () => {
    if (planned !== 0 || last === null || document.activeElement !== document.body) return;
    // After the frame in which lists focus their own row.
    planned = requestAnimationFrame(() => {
      planned = requestAnimationFrame(mend);
    });
  };
  const observer = new MutationObserver(plan);
  observer.observe(document.body, {
    childList: true,
    subtree: true,
    attributes: true,
    attributeFilter: ['disabled', 'hidden'],
  });
  const onKey = () => {
    byKey = true;
  };
  const onPointer = () => {
    byKey = false;
  };
  // It is still the element that has the focus until this has been told.
  const onLeave = () => queueMicrotask(plan);
  document.addEventListener('focusin', onFocus);
  document.addEventListener('focusout', onLeave);
  document.addEventListener('keydown', onKey, true);
  document.addEventListener('pointerdown', onPointer, true);
  return () => {
    observer.disconnect();
    cancelAnimationFrame(planned);
    document.removeEventListener('focusin', onFocus);
    document.removeEventListener('focusout', onLeave);
    document.removeEventListener('keydown', onKey, true);
    document.removeEventListener('pointerdown', onPointer, true);
  };
}

/** A place whose code is fetched has its heading some frames later. */
const FRAMES_FOR_HEADING = 30;

/** Puts the focus into the place on screen: the row that keys act on, else its heading. In two frames, when it is drawn. */
export function focusPlace(before = document.activeElement, frames = FRAMES_FOR_HEADING): void {
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      const now = document.activeElement;
      // The place knew better, as a search that wants to be typed in.
      if (now !== before && now !== null && now !== document.body) return;
      if (document.querySelector(DIALOG) !== null) return;
      const rows = [ACTIVE_LIST + CURSOR_ROW, CURSOR_ROW].flatMap((selector) => [
        ...document.querySelectorAll<HTMLElement>(selector),
      ]);
      const row = rows.find(isThere);
      if (row !== undefined) return row.focus({ preventScroll: true });
      const title = document.querySelector<HTMLElement>('[data-column] h1');
      if (title === null && frames > 0) return focusPlace(before, frames - 1);
      const heading = title ?? document.querySelector<HTMLElement>('[data-column] h2');
      if (heading === null) return;
      if (!heading.hasAttribute('tabindex')) heading.tabIndex = -1;
      heading.focus({ preventScroll: true });
    }),
  );
}

function isThere(element: Element): boolean {
  return element.isConnected && element.checkVisibility() && !element.matches(':disabled');
}
