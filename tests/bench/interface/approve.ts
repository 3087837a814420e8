import type { Page } from 'playwright-core';
import { waitFor } from '../../support/wait-for.ts';
import { groupRows, waitUntilFiled } from '../../e2e/support/window.ts';
import { untilPainted } from './in-page.ts';

const MAILS = '[role="grid"][aria-label="Mails of this group"]';

/** Approves mails of a group one by one with a key; milliseconds until each has left the list. */
export async function approveOne(page: Page, rounds: number): Promise<number[]> {
  await page.getByTestId('place-proposals').click();
  await groupRows(page).first().click();
  const rows = page.locator(`${MAILS} [data-testid="mail-row"]`);
  await rows.first().waitFor();
  const took: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    await rows.first().click({ modifiers: ['Control'] });
    const before = await page.locator(MAILS).getAttribute('aria-rowcount');
    took.push(
      await untilPainted(page, {
        act: () => page.keyboard.press('e'),
        changed: `() => document.querySelector(${JSON.stringify(MAILS)})?.getAttribute('aria-rowcount') !== ${JSON.stringify(before)}`,
      }),
    );
  }
  await waitUntilFiled(page);
  return took;
}

/** Picks groups with the keys until at least `many` mails are meant, and approves them with one more; how long until they are gone. */
export async function approveMany(
  page: Page,
  many: number,
): Promise<{ milliseconds: number; approved: number }> {
  await page.getByTestId('place-proposals').click();
  await groupRows(page).first().click();
  const approve = page.getByTestId('approve-selection');
  let approved = 0;
  await waitFor(
    async () => {
      await page.keyboard.press('Shift+J');
      if ((await approve.count()) === 0) return false;
      approved = Number((await approve.innerText()).replace(/\D/g, ''));
      return approved >= many;
    },
    { timeout: 120_000, every: 0 },
  );
  const count = '[data-testid="waiting-count"]';
  const before = await page.locator(count).innerText();
  const milliseconds = await untilPainted(page, {
    act: () => page.keyboard.press('e'),
    changed: `() => document.querySelector(${JSON.stringify(count)}).innerText !== ${JSON.stringify(before)}`,
  });
  return { milliseconds, approved };
}
