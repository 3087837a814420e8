/** Attribute of an element that looks as if it had what the value names. */
export const PRETENDS = 'data-pretends';

const PRETENCES: readonly (readonly [RegExp, string])[] = [
  [/:hover/g, `[${PRETENDS}='pointer']`],
  [/:focus-visible|:focus-within|:focus/g, `[${PRETENDS}='keys']`],
];

/**
 * Gives every rule for what is under the pointer or has the focus a twin for elements that pretend so, in all styles of the page
 * and in those that come later: a picture can then show several such elements at once.
 */
export function pretendStates(page: Document): void {
  const known = new WeakSet<CSSStyleSheet>();
  const addAll = (): void => {
    for (const sheet of page.styleSheets) {
      if (known.has(sheet)) continue;
      known.add(sheet);
      addTwins(sheet);
    }
  };
  addAll();
  new MutationObserver(addAll).observe(page.head, { childList: true, subtree: true });
  page.addEventListener('load', addAll, true);
}

function addTwins(parent: CSSStyleSheet | CSSGroupingRule): void {
  // From the end, so that a twin moves none of the rules still to be read.
  for (let at = parent.cssRules.length - 1; at >= 0; at -= 1) {
    const rule = parent.cssRules[at];
    // An attribute cannot follow a part that only the browser knows.
    if (rule instanceof CSSStyleRule && !rule.selectorText.includes('::-webkit-')) {
      const twin = PRETENCES.reduce((text, [state, as]) => text.replace(state, as), rule.selectorText);
      if (twin !== rule.selectorText) parent.insertRule(`${twin} { ${rule.style.cssText} }`, at + 1);
    }
    if (rule instanceof CSSGroupingRule) addTwins(rule);
  }
}
