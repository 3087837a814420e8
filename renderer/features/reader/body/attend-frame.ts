/** What can happen to a link in the frame; it is named by its position among the mail's links. */
interface Listeners {
  readonly point: (link: number | null) => void;
  readonly open: (link: number) => void;
}

/** Keys that scroll the mail: all others are meant for the window. */
const SCROLLING = new Set(['ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End', ' ', 'Tab', 'Shift']);

/**
 * Hears clicks, the pointer and keys in a frame that has no scripts of its own. Listens on its window, whose methods no element
 * of the mail can stand in for.
 */
export function attend(frame: HTMLIFrameElement, { point, open }: Listeners): void {
  const inside = frame.contentWindow;
  if (inside === null) return;
  inside.addEventListener('click', (event) => {
    const link = linkAt(event);
    if (link === null) return;
    event.preventDefault();
    open(link);
  });
  // The middle button would open another window.
  inside.addEventListener('auxclick', (event) => event.preventDefault());
  inside.addEventListener('mouseover', (event) => point(linkAt(event)));
  inside.addEventListener('mouseout', () => point(null));
  inside.addEventListener('focusin', (event) => point(linkAt(event)));
  inside.addEventListener('focusout', () => point(null));
  inside.addEventListener('dragstart', (event) => event.preventDefault());
  inside.addEventListener('keydown', (event) => {
    const link = linkAt(event);
    if (event.key === 'Enter' && link !== null) {
      event.preventDefault();
      open(link);
      return;
    }
    if (SCROLLING.has(event.key) || (event.key === 'Enter' && isSummary(event))) return;
    const { key, code, shiftKey, ctrlKey, metaKey, altKey } = event;
    const init = { key, code, shiftKey, ctrlKey, metaKey, altKey, bubbles: true, cancelable: true };
    if (!document.body.dispatchEvent(new KeyboardEvent('keydown', init))) event.preventDefault();
  });
}

/** `instanceof` would ask for an element of this window; those of the frame are of their own. */
function linkAt({ target }: Event): number | null {
  const element = target as Partial<Element> | null;
  if (typeof element?.closest !== 'function') return null;
  const link = element.closest('[data-link]')?.getAttribute('data-link') ?? null;
  return link === null ? null : Number(link);
}

function isSummary({ target }: Event): boolean {
  return (target as Partial<Element> | null)?.tagName === 'SUMMARY';
}
