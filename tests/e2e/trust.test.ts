import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import texts from '../../resources/locales/en.json' with { type: 'json' };
import { startScreen, type VirtualScreen } from '../support/xvfb.ts';
import { waitFor } from '../support/wait-for.ts';
import { seriousProblems } from './support/accessibility.ts';
import { startApp, temporaryFolder, type RunningApp } from './support/app.ts';
import { shells } from './support/shells.ts';
import { mailsOnDisk } from './support/whereabouts.ts';
import { askWindow, waitUntilDecided, waitUntilFiled } from './support/window.ts';

describe.each(shells)('trust, in %s', (shell) => {
  let screen: VirtualScreen;
  let app: RunningApp;
  let maildir: string;
  let posted = 0;
  const folder = temporaryFolder();

  beforeAll(async () => {
    screen = await startScreen({ width: 1280, height: 800 });
    app = await startApp({
      shell,
      display: screen.display,
      dataDir: join(folder.path, 'data'),
      args: ['--demo'],
      language: 'en',
    });
    maildir = (await waitUntilDecided(app.page)).location;
    await waitFor(
      async () => typeof (await askWindow(app.page, 'trust.list', {})).accounts[0]?.replayedAt === 'number',
      { every: 200 },
    );
  });
  afterAll(async () => {
    await app.stop();
    await screen.stop();
    folder.remove();
  });

  const row = (): Locator => app.page.locator('[data-testid="trust-folder"][data-folder="Newsletters"]');
  async function openPanel(): Promise<void> {
    await app.page.getByTestId('place-settings').click();
    await app.page.getByRole('tab', { name: texts.settings.tab.trust }).click();
    await row().waitFor();
  }

  /** Another issue of a newsletter comes in; resolves when it was filed. */
  async function post(): Promise<void> {
    const issues = join(maildir, 'Newsletters', 'cur');
    const old = readdirSync(issues).sort()[posted]!;
    posted += 1;
    const name = `${Math.floor(Date.now() / 1000)}.M${posted}.issue`;
    const source = readFileSync(join(issues, old), 'utf8')
      .replace(/^message-id:.*$/im, `Message-ID: <issue${posted}@letters.example>`)
      .replace(/^date:.*$/im, `Date: ${new Date().toUTCString()}`);
    writeFileSync(join(maildir, 'INBOX', 'new', name), source);
    await waitFor(() => mailsOnDisk(maildir).get(name) === 'Newsletters', { every: 50 });
    await waitUntilFiled(app.page);
  }

  test('a folder cannot be let alone before it has proved what is asked of it', async () => {
    const { page } = app;
    await openPanel();
    const byItself = row().getByRole('radio', { name: texts.trust.level.file });
    expect(await byItself.isDisabled()).toBe(true);
    expect(await row().getByTestId('trust-standing').innerText()).toMatch(/Needs about \d+ more/);
    await row().getByTestId('trust-more').click();
    await row().getByTestId('trust-promise').selectOption('0.9');
    await waitFor(async () => !(await byItself.isDisabled()));
    expect(await row().getByTestId('trust-record').innerText()).toMatch(/\d+ of \d+ right; you ask for 90/);
    expect(await seriousProblems(app)).toEqual([]);
    await row().getByText(texts.trust.level.file, { exact: true }).click();
    await page.locator('[data-folder="Newsletters"][data-level="file"]').waitFor();
    await page.keyboard.press('Escape');
  });

  test('then it files what comes, says so in the activity, and asks again once it is corrected', async () => {
    const { page } = app;
    await page.getByTestId('place-activity').click();
    let undone = 0;
    while ((await askWindow(page, 'status.get', {})).demoted === 0) {
      await post();
      const newest = page.getByTestId('batch-row').filter({ hasText: 'Newsletters filed 1 mail by itself' });
      await waitFor(async () => (await newest.count()) > undone);
      await newest.first().click();
      await page.getByTestId('undo-batch').click();
      undone += 1;
      await waitFor(async () => (await askWindow(page, 'activity.list', {})).batches[0]?.action === 'undo');
      await waitUntilFiled(page);
      expect(undone).toBeLessThan(10);
    }
    expect(undone).toBeGreaterThan(1);
    await page.getByTestId('notice-demoted').getByRole('button', { name: texts.notice.why }).click();
    expect(await page.getByTestId('trust-demotion').innerText()).toMatch(/Newsletters asks again/);
    await page.locator('[data-folder="Newsletters"][data-level="propose"]').waitFor();
    await page.getByTestId('status-demoted').waitFor({ state: 'attached' });
    await page.getByTestId('trust-seen').click();
    await page.getByTestId('trust-demotion').waitFor({ state: 'detached' });
    await page.getByTestId('status-demoted').waitFor({ state: 'detached' });
    await page.keyboard.press('Escape');
  });
});
