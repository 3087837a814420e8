import type { Page } from 'playwright-core';
import { textsIn, type Scene, type Stage } from './scene.ts';

/** Back to where one chooses, however many steps that takes. */
async function back({ page, language }: Stage): Promise<void> {
  const button = page.getByTestId('first-run').getByRole('button', { name: textsIn[language].action.back });
  while ((await button.count()) > 0) await button.click();
  await page.getByTestId('try-demo').waitFor();
}

async function way(page: Page, name: string): Promise<void> {
  await page.getByTestId('first-run').waitFor();
  await page.getByTestId(`add-${name}`).click();
}

/** What there is to see before there is any mail. */
export const firstRunScenes: Readonly<Record<string, Scene>> = {
  welcome: { open: ({ page }) => page.getByTestId('try-demo').waitFor() },
  'first-address': {
    async open({ page }) {
      await way(page, 'imap');
      await page.getByTestId('find-settings').waitFor();
    },
    close: back,
  },
  'first-by-hand': {
    async open({ page }) {
      await way(page, 'imap');
      await page.getByTestId('by-hand').click();
      await page.getByTestId('test-account').waitFor();
    },
    close: back,
  },
  'first-maildir': {
    async open({ page }) {
      await way(page, 'maildir');
      await page.getByTestId('open-maildir').waitFor();
    },
    close: back,
  },
  'first-mbox': {
    async open({ page }) {
      await way(page, 'mbox');
      await page.getByTestId('import-path').waitFor();
    },
    close: back,
  },
};
