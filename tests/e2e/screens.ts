/**
 * `npm run screenshots`: opens the program with the demo mailbox in a window of 1280×800, in both languages and themes, and
 * writes what it looks like to docs/screens.
 */
import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { root } from '../support/commands.ts';
import { startScreen } from '../support/xvfb.ts';
import { waitUntilStill } from './support/accessibility.ts';
import { startApp, temporaryFolder, type RunningApp } from './support/app.ts';
import { groupRows, waitUntilDecided } from './support/window.ts';

const size = { width: 1280, height: 800 };
const folder = join(root, 'docs', 'screens');
const languages = ['en', 'fr'] as const;
const schemes = ['light', 'dark'] as const;

/** Brings the window to each place, by name. */
const places: readonly (readonly [name: string, go: (page: Page) => Promise<void>])[] = [
  ['proposals', async (page) => page.getByTestId('place-proposals').click()],
  [
    'group',
    async (page) => {
      await groupRows(page).nth(1).click();
      await page.getByTestId('mail-row').first().waitFor();
    },
  ],
  [
    'reading',
    async (page) => {
      await page.getByTestId('mail-row').first().click();
      await page.getByTestId('proposal-card').waitFor();
    },
  ],
  [
    'activity',
    async (page) => {
      await page.getByTestId('place-activity').click();
      await page.getByTestId('batch-row').first().click();
      await page.getByTestId('receipt-row').first().waitFor();
    },
  ],
  [
    'dashboard',
    async (page) => {
      await page.getByTestId('place-dashboard').click();
      await page.getByTestId('who-decided').waitFor();
    },
  ],
  [
    'rules',
    async (page) => {
      await page.getByTestId('place-rules').click();
      await page.getByTestId('rule-waiting').first().waitFor();
      await page.getByTestId('yaml-editor').locator('.cm-content').waitFor();
    },
  ],
  [
    'settings',
    async (page) => {
      await page.getByTestId('place-settings').click();
      await page.getByRole('dialog').waitFor();
    },
  ],
];

mkdirSync(folder, { recursive: true });
const screen = await startScreen(size);
try {
  for (const language of languages) await showLanguage(language);
} finally {
  await screen.stop();
}

async function showLanguage(language: (typeof languages)[number]): Promise<void> {
  const data = temporaryFolder();
  const app = await startApp({
    shell: 'chromium',
    display: screen.display,
    dataDir: join(data.path, 'data'),
    language,
  });
  try {
    const { page } = app;
    await page.getByTestId('first-run').waitFor();
    await inBothSchemes(app, `first-run-${language}`);
    await page.getByTestId('try-demo').click();
    await waitUntilDecided(page);
    // Something for the activity to show.
    await groupRows(page).first().getByTestId('approve-group').click();
    await page.getByTestId('notice-act').getByRole('button').waitFor();
    await page.getByTestId('notice-act').waitFor({ state: 'hidden' });
    for (const [name, go] of places) {
      await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
      await go(page);
      await inBothSchemes(app, `${name}-${language}`);
    }
  } finally {
    await app.stop();
    data.remove();
  }
}

async function inBothSchemes({ page }: RunningApp, name: string): Promise<void> {
  // The pointer would leave a row lit.
  await page.mouse.move(size.width - 1, size.height - 1);
  for (const scheme of schemes) {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    await page.evaluate('document.fonts.ready.then(() => true)');
    await waitUntilStill(page);
    const path = join(folder, `${name}-${scheme}.png`);
    await page.screenshot({ path });
    process.stdout.write(`${path} ${Math.round(statSync(path).size / 1000)} kB\n`);
  }
}
