import type { Page } from 'playwright-core';
import { entryOf } from '../../../../renderer/lib/keys/commands.ts';
import { groupRows, waitUntilFiled } from '../window.ts';
import { goTo } from './places.ts';
import { openTab, toWays } from './sheets.ts';
import { pressChord, textsIn, type Scene, type Stage } from './scene.ts';

/** A group of proposals, with its mails. */
async function openGroup(page: Page): Promise<void> {
  await goTo(page, 'proposals');
  await groupRows(page).nth(1).click();
  await page.getByTestId('mail-row').first().waitFor();
}

async function openMail(page: Page): Promise<void> {
  await openGroup(page);
  await page.getByTestId('mail-row').first().click();
  await page.getByTestId('proposal-card').waitFor();
}

/** Types into the search and waits for what it finds. */
async function find(page: Page, words: string): Promise<void> {
  await goTo(page, 'search');
  await page.getByTestId('search-input').fill(words);
  await page.getByTestId('search-results').filter({ hasText: /\d/ }).waitFor();
}

async function addAccount({ page, language }: Stage, way: 'imap' | 'maildir' | 'mbox'): Promise<void> {
  await openTab(page, 'accounts');
  await page.getByRole('tabpanel').getByRole('button').last().click();
  await toWays({ page, language });
  await page.getByTestId(`add-${way}`).click();
}

/** What a place becomes when something is done in it, and what floats over it. */
export const momentScenes = {
  group: { open: ({ page }) => openGroup(page) },
  reading: { open: ({ page }) => openMail(page) },
  links: {
    async open({ page, language }) {
      await find(page, 'from:slow-design');
      await page.getByTestId('mail-row').first().click();
      const { links_other: words } = textsIn[language].mail;
      await page.getByRole('button', { name: new RegExp(words.replace('{{count}}', '[0-9]+')) }).click();
      await page.getByRole('menuitem').first().waitFor();
    },
    floats: 'renderer/features/reader/body/links.tsx',
  },
  'groups-picked': {
    async open({ page }) {
      await goTo(page, 'proposals');
      await groupRows(page).nth(0).click();
      await pressChord(page, entryOf('selectAll').key);
      await page.getByTestId('approve-selection').waitFor();
    },
    close: ({ page }) => page.keyboard.press('Escape'),
  },
  'search-found': { open: ({ page }) => find(page, 'factu') },
  'search-suggestions': {
    async open({ page }) {
      await goTo(page, 'search');
      await page.getByTestId('search-input').fill('');
      await page.getByTestId('search-input').pressSequentially('is:');
      await page.getByTestId('search-suggestions').getByRole('option').first().waitFor();
    },
    close: ({ page }) => page.getByTestId('search-input').press('Escape'),
  },
  'search-nothing': {
    async open({ page }) {
      await goTo(page, 'search');
      await page.getByTestId('search-input').fill('facture in:Junk subject:facture');
      await page.getByTestId('search-looser').first().waitFor();
    },
  },
  'search-help': {
    async open({ page }) {
      await goTo(page, 'search');
      await page.getByTestId('search-help').click();
      await page.getByRole('dialog').waitFor();
    },
    floats: 'renderer/features/mailbox/search/search-help.tsx',
  },
  batch: {
    async open({ page }) {
      await goTo(page, 'activity');
      await page.getByTestId('batch-row').first().click();
      await page.getByTestId('receipt-row').first().waitFor();
    },
  },
  'activity-day': {
    async open({ page }) {
      await goTo(page, 'activity');
      await page.getByTestId('day-menu').first().click();
      await page.getByTestId('undo-day').waitFor();
    },
    floats: 'renderer/features/activity/day-heading.tsx',
  },
  filter: {
    async open({ page }) {
      await goTo(page, 'activity');
      await page.getByTestId('filter-stage').click();
      await page.getByRole('menuitem').first().waitFor();
    },
    floats: 'renderer/ui/filter-chip.tsx',
  },
  'folder-picker': {
    async open({ page }) {
      await openGroup(page);
      await pressChord(page, entryOf('move').key);
      await page.getByRole('dialog').getByRole('combobox').fill('f');
    },
    floats: 'renderer/features/folder-picker/folder-picker.tsx',
  },
  'snooze-question': {
    async open({ page }) {
      await openGroup(page);
      await pressChord(page, entryOf('snooze').key);
      await page.getByTestId('snooze-tomorrow').waitFor();
    },
    floats: 'renderer/features/snooze/snooze-question.tsx',
  },
  'snooze-calendar': {
    async open({ page, language }) {
      await openGroup(page);
      await pressChord(page, entryOf('snooze').key);
      await page.getByLabel(textsIn[language].snooze.day).click();
      await page.getByRole('button', { name: textsIn[language].snooze.calendar.nextMonth }).waitFor();
    },
  },
  palette: {
    async open({ page, language }) {
      await goTo(page, 'proposals');
      await pressChord(page, entryOf('palette').key);
      await page.getByPlaceholder(textsIn[language].palette.placeholder).waitFor();
    },
    floats: 'renderer/features/palette/palette.tsx',
  },
  'dashboard-tables': {
    async open({ page }) {
      await goTo(page, 'dashboard');
      for (const name of ['who-decided', 'is-it-right', 'what-corrected', 'how-much-left'])
        await page.getByTestId(`${name}-table`).click();
    },
    async close({ page }) {
      for (const name of ['who-decided', 'is-it-right', 'what-corrected', 'how-much-left'])
        await page.getByTestId(`${name}-table`).click();
    },
  },
  corrections: {
    async open({ page }) {
      await goTo(page, 'dashboard');
      await page.getByTestId('corrected-pair').first().click();
      await page.getByTestId('correction').first().waitFor();
    },
  },
  mistake: {
    async open({ page }) {
      await goTo(page, 'backtest');
      await page.getByTestId('backtest-mistake').first().click();
      await page.getByTestId('reader').waitFor();
    },
    async close({ page }) {
      await page.keyboard.press('Escape');
      await page.getByTestId('backtest-result').waitFor();
    },
  },
  'rules-menu': {
    async open({ page }) {
      await goTo(page, 'rules');
      await page.getByTestId('rules-menu').click();
      await page.getByTestId('rules-export').waitFor();
    },
    floats: 'renderer/features/rules/list/exchange-menu.tsx',
  },
  'rules-export': {
    async open({ page }) {
      await goTo(page, 'rules');
      await page.getByTestId('rules-menu').click();
      await page.getByTestId('rules-export').click();
      await page.getByTestId('exchange-sheet').getByTestId('exchange-save').waitFor();
    },
    floats: 'renderer/features/rules/list/exchange-sheet.tsx',
  },
  'rules-tried': {
    async open({ page }) {
      await goTo(page, 'rules');
      await page.getByTestId('rule-add').click();
      await page.getByTestId('rule-name').fill('EDF');
      await page.getByTestId('condition-words').fill('facture');
      await page.keyboard.press('Enter');
      await page.getByTestId('rule-move').fill('Factures');
      await page.keyboard.press('Enter');
      // Away from what the field offers.
      await page.getByTestId('rule-name').click();
      await page.getByTestId('trial-words').filter({ hasText: /\d/ }).waitFor();
    },
    async close({ page }) {
      await page.getByTestId('rules-discard').click();
    },
  },
  'rules-choices': {
    once: true,
    async open({ page }) {
      await goTo(page, 'rules');
      await page.getByTestId('rule-add').click();
      await page.getByTestId('rule-move').fill('f');
      await page.keyboard.press('Enter');
      await page.getByTestId('rule-move').press('ArrowDown');
      await page.locator('[role="option"]').filter({ visible: true }).first().waitFor();
    },
    async close({ page }) {
      await page.getByTestId('rule-name').click();
      await page.getByTestId('rules-discard').click();
    },
  },
  'vip-choices': {
    once: true,
    async open({ page }) {
      await openTab(page, 'notifications');
      await page.getByTestId('add-vip').fill('a');
      await page.locator('[role="option"]').filter({ visible: true }).first().waitFor();
    },
    close: ({ page }) => page.getByTestId('add-vip').fill(''),
  },
  'account-menu': {
    async open({ page }) {
      await openTab(page, 'accounts');
      await page.getByTestId('account-card').getByRole('button').first().click();
      await page.getByRole('menuitem').first().waitFor();
    },
    floats: 'renderer/features/settings/account-card.tsx',
  },
  'account-removal': {
    async open({ page }) {
      await openTab(page, 'accounts');
      await page.getByTestId('account-card').getByRole('button').first().click();
      await page.getByRole('menuitem').last().click();
      await page.getByTestId('confirm-remove').waitFor();
    },
  },
  'trust-more': {
    async open({ page }) {
      await openTab(page, 'trust');
      await page.getByTestId('trust-more').first().click();
    },
  },
  'add-imap': {
    async open(stage) {
      await addAccount(stage, 'imap');
      await stage.page.getByTestId('find-settings').waitFor();
    },
  },
  'add-by-hand': {
    async open(stage) {
      await addAccount(stage, 'imap');
      await stage.page.getByTestId('by-hand').click();
      await stage.page.getByTestId('test-account').waitFor();
    },
  },
  'add-maildir': {
    async open(stage) {
      await addAccount(stage, 'maildir');
      await stage.page.getByTestId('open-maildir').waitFor();
    },
  },
  'add-mbox': {
    async open(stage) {
      await addAccount(stage, 'mbox');
      await stage.page.getByTestId('import-path').waitFor();
    },
  },
} as const satisfies Record<string, Scene>;

/** What wants more mail to be filed than leaves anything for the others: it comes last. */
export const lastScenes = {
  'activity-question': {
    async open({ page }) {
      await goTo(page, 'proposals');
      await page.getByTestId('approve-sure').click();
      await waitUntilFiled(page);
      await goTo(page, 'activity');
      await page.getByTestId('day-menu').first().click();
      await page.getByTestId('undo-day').click();
      await page.getByTestId('sure').waitFor();
    },
    floats: 'renderer/features/activity/many-question.tsx',
  },
} as const satisfies Record<string, Scene>;
