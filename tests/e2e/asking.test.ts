import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeModel } from '../../models/maker/index.ts';
import texts from '../../resources/locales/en.json' with { type: 'json' };
import { startScreen, type VirtualScreen } from '../support/xvfb.ts';
import { waitFor } from '../support/wait-for.ts';
import { seriousProblems } from './support/accessibility.ts';
import { startApp, temporaryFolder, type RunningApp } from './support/app.ts';
import { shells } from './support/shells.ts';
import { askWindow, waitUntilDecided } from './support/window.ts';

/** A person lets a model help: sees what it does, pauses it, and tells it what a folder is for. */
describe.each(shells)('asking the language model, in %s', (shell) => {
  let screen: VirtualScreen;
  let app: RunningApp;
  let page: Page;
  let waiting = 0;
  const folder = temporaryFolder();
  const tiny = join(folder.path, 'tiny.gguf');
  const status = () => askWindow(page, 'asking.status', {});
  const sentence = () => page.getByTestId('asking-state').innerText();

  beforeAll(async () => {
    await makeModel({ shape: 'tiny', path: tiny });
    screen = await startScreen({ width: 1280, height: 800 });
    app = await startApp({
      shell,
      display: screen.display,
      dataDir: join(folder.path, 'data'),
      args: ['--demo'],
      language: 'en',
      idle: true,
    });
    page = app.page;
    await waitUntilDecided(page);
  });
  afterAll(async () => {
    await app.stop();
    await screen.stop();
    folder.remove();
  });

  async function openPanel(): Promise<void> {
    await page.getByTestId('place-settings').click();
    await page.getByRole('tab', { name: texts.settings.tab.model }).click();
    await page.getByTestId('model-panel').waitFor();
  }

  test('without a model nothing is said of one, though mails are in doubt', async () => {
    ({ waiting } = await status());
    expect(waiting).toBeGreaterThan(5);
    expect(await page.getByTestId('status-asking').count()).toBe(0);
    await openPanel();
    expect(await page.getByTestId('asking-panel').count()).toBe(0);
  });

  test('a model that is chosen works off what waits, and says what it did', async () => {
    await page.getByTestId('model-own').fill(tiny);
    await page.getByTestId('model-add').click();
    const card = page.getByTestId('model-card').filter({ hasText: tiny });
    // The first one there is, is asked at once.
    await card.getByTestId('model-in-use').waitFor();
    await page.getByTestId('asking-panel').waitFor();
    await waitFor(async () => (await status()).waiting === 0, { every: 200 });
    await waitFor(async () => (await sentence()) === texts.asking.state['nothing-waits']);
    await waitFor(async () => /Today: \d+ mails/.test(await page.getByTestId('asking-line').innerText()));
    // What it learns from answers can put others in doubt.
    expect((await status()).today.mails).toBeGreaterThanOrEqual(waiting);
    expect(await seriousProblems(app)).toEqual([]);
  });

  test('a folder is described in the own words of a person: Escape takes back, Enter keeps', async () => {
    await page.getByTestId('asking-folders').click();
    const row = page.locator('[data-testid="asking-folder"][data-folder="Factures"]');
    expect(await row.getByTestId('asking-examples').innerText()).toMatch(/^Found here: .+ · /);
    const field = row.getByTestId('asking-description');
    await field.fill('Nothing of the kind');
    await field.press('Escape');
    expect(await field.inputValue()).toBe('');
    expect(await page.getByTestId('model-panel').isVisible()).toBe(true);
    await field.fill('Bills to pay, from any company');
    await field.press('Enter');
    const [account] = (await askWindow(page, 'status.get', {})).accounts;
    await waitFor(async () => {
      const notes = await askWindow(page, 'asking.folderNotes', { accountId: account!.id });
      return notes.some(({ description }) => description === 'Bills to pay, from any company');
    });
    await waitFor(async () => (await status()).state === 'nothing-waits', { every: 200 });
  });

  test('paused, mails wait and the status bar says so quietly; then it goes on', async () => {
    // What it is told anew is asked anew; the pause comes first, from what the person sees while it works.
    await askWindow(page, 'asking.pause', { paused: true });
    const field = page
      .locator('[data-testid="asking-folder"][data-folder="Voyages"]')
      .getByTestId('asking-description');
    await field.fill('Trains, hotels and tickets');
    await field.blur();
    await waitFor(async () => (await sentence()) === texts.asking.state.paused);
    const left = (await status()).waiting;
    expect(left).toBeGreaterThan(0);
    await page.keyboard.press('Escape');
    await page.getByTestId('status-asking').waitFor();
    expect(await page.getByTestId('status-asking').innerText()).toContain(`${left}`);
    await page.getByTestId('status-asking').click();
    await page.getByTestId('asking-pause').click();
    await waitFor(async () => (await status()).waiting === 0, { every: 200 });
    await page.getByTestId('status-asking').waitFor({ state: 'detached' });
  });

  test('switched off, it is not asked, and its other switches are out of the way', async () => {
    await page.getByTestId('asking-minutes').selectOption('30');
    await waitFor(async () => (await status()).limits.minutesADay === 30);
    await page.getByTestId('asking-enabled').click({ force: true });
    await waitFor(async () => (await sentence()) === texts.asking.state.off);
    expect(await page.getByTestId('asking-minutes').count()).toBe(0);
    expect((await status()).limits).toMatchObject({ enabled: false, minutesADay: 30 });
  });
});
