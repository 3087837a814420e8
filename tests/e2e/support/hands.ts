import type { Page } from 'playwright-core';
import { waitFor } from '../../support/wait-for.ts';

/** Somebody who has a keyboard and nothing else. After each step the focus has to be where it can be seen. */
export interface Hands {
  /** Presses keys one after the other, by Playwright's names. */
  press(...keys: string[]): Promise<void>;
  type(text: string): Promise<void>;
  /** Presses Tab until the focus is in what `selector` means. */
  tabTo(selector: string): Promise<void>;
  /** Presses Shift+Tab until it is. */
  tabBackTo(selector: string): Promise<void>;
  /** Presses the down arrow until it is. */
  arrowTo(selector: string): Promise<void>;
}

/** What they see. */
export interface Eyes {
  /** Waits until it is there, and gives its words. */
  read(selector: string): Promise<string>;
  count(selector: string): Promise<number>;
  /** What has the focus, and how that shows. */
  focus(): Promise<Focus>;
  attribute(selector: string, name: string): Promise<string | null>;
}

export interface Focus {
  /** For people: its tag, name and first words. */
  readonly element: string;
  /** Why nobody could tell that it has the focus; empty when it can be seen. */
  readonly unseen: string;
}

/** More stops than any place has. */
const MOST_STOPS = 90;

/**
 * Looks at the focus in the page: it has to be on something in the document, in sight, with a ring, a shadow or a ground that it
 * would not have otherwise; a field to type in may show its caret instead.
 */
const LOOK = `(() => {
  const focused = document.activeElement;
  if (focused === null || focused === document.body || focused === document.documentElement) {
    return { element: 'nothing', unseen: 'nothing has the focus' };
  }
  const words = (focused.getAttribute('aria-label') ?? focused.textContent ?? '').trim().slice(0, 40);
  const element = focused.localName + ' ' + (focused.dataset.testid ?? focused.getAttribute('role') ?? '') + ' "' + words + '"';
  if (!focused.isConnected || !focused.checkVisibility()) return { element, unseen: 'it is not there' };
  const { top, bottom, left, right } = focused.getBoundingClientRect();
  const inSight = bottom > 0 && top < innerHeight && right > 0 && left < innerWidth;
  if (!inSight) return { element, unseen: 'it is out of sight' };
  if (!focused.matches(':focus-visible')) return { element, unseen: 'nothing shows it' };
  const ring = (one) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
    return (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1) || boxShadow !== 'none';
  };
  const writes = focused.matches('input:not([type=checkbox], [type=radio]), textarea, [contenteditable=true]');
  // A hidden radio or box is drawn by what is beside or around it.
  const around = [focused, focused.nextElementSibling, focused.parentElement].filter(Boolean);
  return { element, unseen: writes || around.some(ring) ? '' : 'it looks as it did before' };
})()`;

export function eyesOf(page: Page): Eyes {
  return {
    async read(selector) {
      await page.locator(selector).first().waitFor();
      return page.locator(selector).first().innerText();
    },
    count: (selector) => page.locator(selector).count(),
    focus: () => page.evaluate<Focus>(LOOK),
    attribute: (selector, name) => page.locator(selector).first().getAttribute(name),
  };
}

export function handsOf(page: Page): Hands {
  const eyes = eyesOf(page);

  async function expectFocusSeen(after: string): Promise<void> {
    await waitFor(async () => {
      const { element, unseen } = await eyes.focus();
      if (unseen !== '') throw new Error(`after ${after}: ${element}: ${unseen}`);
      return true;
    });
  }

  async function press(...keys: string[]): Promise<void> {
    for (const key of keys) {
      await page.keyboard.press(key);
      await expectFocusSeen(key);
    }
  }

  async function go(key: 'Tab' | 'Shift+Tab' | 'ArrowDown', selector: string): Promise<void> {
    const there = `document.activeElement?.closest(${JSON.stringify(selector)}) != null`;
    const stops: string[] = [];
    while (!(await page.evaluate<boolean>(there))) {
      if (stops.length > MOST_STOPS) throw new Error(`${key} never came to ${selector}: ${stops.join(', ')}`);
      await press(key);
      stops.push((await eyes.focus()).element);
    }
  }
  return {
    press,
    async type(text) {
      await page.keyboard.type(text);
      await expectFocusSeen(`typing ${text}`);
    },
    tabTo: (selector) => go('Tab', selector),
    tabBackTo: (selector) => go('Shift+Tab', selector),
    arrowTo: (selector) => go('ArrowDown', selector),
  };
}
