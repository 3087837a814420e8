import { waitFor } from '../../../support/wait-for.ts';
import { askWindow, countIn, groupRows, waitUntilDecided, waitUntilFiled } from '../window.ts';
import { faultScenes } from './faults.ts';
import { lastScenes, momentScenes } from './moments.ts';
import { goTo, placeScenes } from './places.ts';
import type { Scene, Stage } from './scene.ts';
import { sheetScenes, tabScenes } from './sheets.ts';

export { leave, SCENE_LANGUAGES, textsIn, type Scene, type SceneLanguage, type Stage } from './scene.ts';

/** Everything that can be on the screen of a window with mail, by name. */
export const scenes: Readonly<Record<string, Scene>> = {
  ...placeScenes,
  ...momentScenes,
  ...sheetScenes,
  ...tabScenes,
  ...lastScenes,
  ...faultScenes,
};

/** Has the demo mailbox lived in: mails approved, some of them corrected, a decision put off, a back-test done. */
export async function liveIn({ page }: Pick<Stage, 'page'>): Promise<void> {
  await waitUntilDecided(page);
  let approved = 0;
  while (approved < 18) {
    const row = groupRows(page).first();
    approved += await countIn(row);
    await row.getByTestId('approve-group').click();
    await waitUntilFiled(page);
    await waitUntilDecided(page);
  }
  for (let mails = 0; mails < 2; mails += 1) {
    await groupRows(page).first().click();
    await page.getByTestId('mail-row').first().click();
    await page.getByTestId('reader').waitFor();
    await page.keyboard.press('m');
    await page.getByRole('dialog').getByRole('combobox').fill('Chorale');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await waitUntilFiled(page);
    await waitUntilDecided(page);
  }
  await groupRows(page).last().click();
  await page.keyboard.press('z');
  await page.getByTestId('snooze-tomorrow').click();
  await page.getByTestId('snoozed').waitFor();
  await page.keyboard.press('g');
  await page.keyboard.press('b');
  await page.getByTestId('backtest-start').click();
  await page.getByTestId('backtest-result').waitFor();
  await goTo(page, 'proposals');
  await waitFor(async () => (await askWindow(page, 'status.get', {})).jobs.queued === 0);
  // What was told just now would lie over something else.
  const notice = page.locator('.mantine-Notification-closeButton');
  while ((await notice.count()) > 0) {
    await notice
      .first()
      .click({ force: true, timeout: 2_000 })
      .catch(() => undefined);
  }
}
