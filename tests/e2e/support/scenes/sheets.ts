import type { Page } from 'playwright-core';
import { entryOf } from '../../../../renderer/lib/keys/commands.ts';
import { SETTINGS_TABS, type SettingsTab, type Sheet } from '../../../../renderer/lib/places.ts';
import { goTo } from './places.ts';
import { choose, pressChord, textsIn, type Scene, type Stage } from './scene.ts';

/** The sheet that adds accounts may still be where it was left: back to where one chooses a way. */
export async function toWays({ page, language }: Pick<Stage, 'page' | 'language'>): Promise<void> {
  const { back } = textsIn[language].action;
  const button = page.getByRole('dialog').getByRole('button', { name: back, exact: true });
  await page.getByTestId('add-imap').or(button).first().waitFor();
  while ((await button.count()) > 0) await button.click();
  await page.getByTestId('add-imap').waitFor();
}

/** Every sheet but the settings, which are walked through tab by tab. */
export const sheetScenes: Record<Exclude<Sheet, 'settings'>, Scene> = {
  snoozed: {
    async open({ page }) {
      await goTo(page, 'proposals');
      await page.getByTestId('snoozed').click();
      await page.getByTestId('snoozed-row').first().waitFor();
    },
    floats: 'renderer/features/snooze/snoozed-sheet.tsx',
  },
  'add-account': {
    async open(stage) {
      await choose(stage, textsIn[stage.language].accounts.addTitle);
      await toWays(stage);
    },
    floats: 'renderer/features/accounts/add-account-sheet.tsx',
  },
  help: {
    async open({ page }) {
      await goTo(page, 'proposals');
      await pressChord(page, entryOf('help').key);
      await page.getByTestId('change-keys').waitFor();
    },
    floats: 'renderer/features/palette/help-sheet.tsx',
  },
  'try-it': {
    async open(stage) {
      await choose(stage, textsIn[stage.language].tryIt.open);
      const source = stage.page.getByTestId('try-it-source');
      await source.fill(
        'From: SNCF Connect <billets@sncf-connect.example>\nSubject: Paris – Lyon\n\n18:04, voiture 7.',
      );
      await stage.page.getByTestId('try-it-ask').click();
      await stage.page.getByTestId('try-it-answer').waitFor();
    },
    floats: 'renderer/features/try-it/try-it-sheet.tsx',
  },
};

/** What is there when a tab has all that it shows; its panel alone says it for the others. */
const THERE: Partial<Record<SettingsTab, (page: Page) => Promise<void>>> = {
  accounts: (page) => page.getByTestId('account-card').first().waitFor(),
  notifications: (page) => page.getByTestId('notifications-panel').waitFor(),
  trust: (page) => page.getByTestId('trust-folder').first().waitFor(),
  model: (page) => page.getByTestId('model-card').first().waitFor(),
  privacy: (page) => page.getByTestId('privacy-panel').waitFor(),
  backup: (page) => page.getByTestId('backup-panel').waitFor(),
  shortcuts: (page) => page.getByTestId('shortcuts-panel').waitFor(),
  about: (page) => page.getByTestId('about-panel').waitFor(),
};

/** Opens the settings at a tab. */
export async function openTab(page: Page, tab: SettingsTab): Promise<void> {
  await page.evaluate('document.activeElement?.blur()');
  await pressChord(page, entryOf('go-settings').key);
  await page.getByRole('tab').nth(SETTINGS_TABS.indexOf(tab)).click();
  await page.getByRole('tabpanel').waitFor();
  await THERE[tab]?.(page);
}

/** Every tab of the settings. */
export const tabScenes = Object.fromEntries(
  SETTINGS_TABS.map((tab): [`settings-${SettingsTab}`, Scene] => [
    `settings-${tab}`,
    {
      open: ({ page }) => openTab(page, tab),
      ...(tab === 'general' ? { floats: 'renderer/features/settings/settings-sheet.tsx' } : {}),
    },
  ]),
) as Record<`settings-${SettingsTab}`, Scene>;
