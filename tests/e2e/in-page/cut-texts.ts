/**
 * What of the texts on screen cannot be read whole, as sentences: cut by a box without an ellipsis and a place to read the rest,
 * out of the window with no way to scroll there, or under something else. Empty when everything can be read. Runs in the window,
 * and uses nothing of this program.
 */
export function findCutTexts(): string[] {
  const found = new Set<string>();
  const SLACK = 1.5;
  const seen = (element: Element): boolean =>
    element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  const name = (element: Element, text: string): string =>
    `<${element.tagName.toLowerCase()} ${element.className}> “${text.trim().slice(0, 60)}”`;
  /** What is only heard, and what the window draws itself. */
  const unseen =
    '.heard-only, .heard-only *, .cm-editor *, iframe, [aria-hidden="true"], svg, svg *, [class*="VisuallyHidden"]';
  const dialogs = [...document.querySelectorAll('[role="dialog"], [role="alertdialog"]')].filter(seen);
  const floating = [...document.querySelectorAll('[role="menu"], [role="listbox"]')].filter(seen);
  // Behind a sheet nothing is to be read.
  const room: Element = dialogs.at(-1) ?? document.body;
  const rooms = [room, ...floating.filter((one) => !room.contains(one))];

  if (document.documentElement.scrollWidth > innerWidth + SLACK) found.add('the page scrolls sideways');
  for (const one of rooms) {
    const walker = document.createTreeWalker(one, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const text = node.textContent ?? '';
      const element = node.parentElement;
      if (element === null || text.trim() === '' || element.matches(unseen) || !seen(element)) continue;
      look(node, element, text);
    }
  }
  return [...found];

  function look(node: Node, element: Element, text: string): void {
    const range = document.createRange();
    range.selectNodeContents(node);
    const lines = [...range.getClientRects()].filter(({ width, height }) => width > 0.5 && height > 0.5);
    let scrolls = { x: false, y: false };
    let frame = { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
    let shortened = false;
    for (let box: Element | null = element; box !== null && box !== document.body; box = box.parentElement) {
      const style = getComputedStyle(box);
      if (style.position === 'fixed' && box !== element) break;
      const inside = box.getBoundingClientRect();
      if (style.textOverflow === 'ellipsis' || style.webkitLineClamp !== 'none')
        shortened ||= readElsewhere(box);
      const x = style.overflowX;
      const y = style.overflowY;
      if (x === 'auto' || x === 'scroll') scrolls = { ...scrolls, x: true };
      if (y === 'auto' || y === 'scroll') scrolls = { ...scrolls, y: true };
      const clipped = (x === 'hidden' || x === 'clip') && style.display !== 'inline';
      for (const line of lines) {
        if (
          clipped &&
          !shortened &&
          !scrolls.x &&
          (line.right > inside.right + SLACK || line.left < inside.left - SLACK)
        )
          found.add(
            `cut at the side by <${box.tagName.toLowerCase()} ${box.className}>: ${name(element, text)}`,
          );
        const hides = (y === 'hidden' || y === 'clip') && style.display !== 'inline';
        if (
          hides &&
          !shortened &&
          !scrolls.y &&
          (line.bottom > inside.bottom + 4 || line.top < inside.top - 4)
        )
          found.add(
            `cut below or above by <${box.tagName.toLowerCase()} ${box.className}>: ${name(element, text)}`,
          );
      }
      if (x !== 'visible')
        frame = {
          ...frame,
          left: Math.max(frame.left, inside.left),
          right: Math.min(frame.right, inside.right),
        };
      if (y !== 'visible')
        frame = {
          ...frame,
          top: Math.max(frame.top, inside.top),
          bottom: Math.min(frame.bottom, inside.bottom),
        };
    }
    for (const line of lines) {
      const beside = line.right > innerWidth + SLACK || line.left < -SLACK;
      if (beside && !scrolls.x && !shortened) found.add(`beside the window: ${name(element, text)}`);
      const below = line.bottom > innerHeight + 4 || line.top < -4;
      if (below && !scrolls.y) found.add(`above or below the window: ${name(element, text)}`);
      covered(line, frame, element, text);
    }
  }

  /** A row opens into what it shortens; elsewhere a title tells the rest. */
  function readElsewhere(box: Element): boolean {
    return box.closest('[title], [role="row"], [role="option"], [role="menuitem"], [data-row]') !== null;
  }

  /** Whether something else lies over the middle of a line that can be seen. */
  function covered(
    at: DOMRect,
    frame: { left: number; top: number; right: number; bottom: number },
    element: Element,
    text: string,
  ): void {
    const x = (Math.max(at.left, frame.left) + Math.min(at.right, frame.right)) / 2;
    const y = (at.top + at.bottom) / 2;
    if (x < frame.left || x > frame.right || y < frame.top + 1 || y > frame.bottom - 1) return;
    if (x <= 0 || y <= 0 || x >= innerWidth || y >= innerHeight) return;
    const hit = document.elementFromPoint(x, y);
    if (hit === null || hit.contains(element) || element.contains(hit)) return;
    // What floats is there for a moment, and closed with a key.
    if (hit.closest('[class*="dropdown" i], [class*="Notification"]') !== null) return;
    // Words and marks of one line touch.
    const line = hit.closest('[role="gridcell"], p, li');
    if (line?.contains(element) === true && getComputedStyle(hit).display === 'inline') return;
    // What scrolls goes under what stays.
    for (let over: Element | null = hit; over !== null; over = over.parentElement)
      if (getComputedStyle(over).position === 'sticky') return;
    // What lets the pointer through is drawn elsewhere than it is clicked.
    if (getComputedStyle(element).pointerEvents === 'none') return;
    if (hit.closest('label') !== null && hit.closest('label') === element.closest('label')) return;
    found.add(`${name(element, text)} lies under <${hit.tagName.toLowerCase()} ${hit.className}>`);
  }
}
