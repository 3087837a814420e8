import type { Page } from 'playwright-core';
import { untilPainted } from './in-page.ts';

/** Typed letter by letter: common and rare words, operators, accents. */
const QUERIES = [
  'facture',
  'réunion',
  'signmaker',
  'from:halden',
  'rendez-vous',
  'train paris',
  'is:unread invoice',
];

/** Milliseconds from each key to the results of what then stands in the field. */
export async function search(page: Page): Promise<number[]> {
  await page.getByTestId('place-search').click();
  const field = page.getByTestId('search-input');
  const took: number[] = [];
  for (const query of QUERIES) {
    await field.fill('');
    await field.focus();
    let typed = '';
    for (const letter of query) {
      typed += letter;
      // An answer to a space is that of the words before it.
      const milliseconds = await untilPainted(page, {
        act: () => page.keyboard.type(letter),
        changed: `() => document.querySelector('[data-testid="search-results"]')?.dataset.answered === ${JSON.stringify(typed)}`,
      });
      took.push(milliseconds);
    }
  }
  return took;
}
