/** How the common programs mark what they quote of earlier mails. */
const QUOTED = [
  'blockquote[type="cite"]',
  'blockquote.gmail_quote',
  'div.gmail_quote',
  'div.yahoo_quoted',
  'div.protonmail_quote',
  'div.moz-forward-container',
].join(', ');

/**
 * Folds the earlier mails that a mail quotes behind a button, for which the frame needs no script. What is answered between
 * quoted lines stays in sight, and so does a mail that is nothing but a quotation.
 */
export function foldQuotes(root: HTMLElement, label: string): void {
  const outer = [...root.querySelectorAll(QUOTED)].filter(
    (quoted) => quoted.parentElement?.closest(QUOTED) === null,
  );
  const last = outer.at(-1);
  if (last === undefined || last.textContent.trim() === '') return;
  const all = root.querySelector('body')?.textContent.trim().length ?? 0;
  if (all - last.textContent.trim().length < 2 || textFollows(last, root)) return;
  const fold = root.ownerDocument.createElement('details');
  fold.setAttribute('data-quoted', '');
  const button = root.ownerDocument.createElement('summary');
  button.textContent = '•••';
  button.setAttribute('aria-label', label);
  button.setAttribute('title', label);
  last.replaceWith(fold);
  fold.append(button, last);
}

/** Whether somebody wrote below the quotation. */
function textFollows(quoted: Element, root: HTMLElement): boolean {
  const range = root.ownerDocument.createRange();
  range.setStartAfter(quoted);
  range.setEndAfter(root.lastChild ?? root);
  return range.toString().trim().length > 200;
}
