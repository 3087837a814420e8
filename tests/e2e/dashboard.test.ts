import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import en from '../../resources/locales/en.json' with { type: 'json' };
import fr from '../../resources/locales/fr.json' with { type: 'json' };
import { startScreen, type VirtualScreen } from '../support/xvfb.ts';
import { waitFor } from '../support/wait-for.ts';
import { seriousProblems } from './support/accessibility.ts';
import { startApp, temporaryFolder, type RunningApp } from './support/app.ts';
import { shells } from './support/shells.ts';
import { askWindow, countIn, groupRows, waitUntilDecided, waitUntilFiled } from './support/window.ts';

describe.each(shells)('the dashboard, in %s', (shell) => {
  describe.each([
    ['en', en],
    ['fr', fr],
  ] as const)('on a desktop in %s', (language, texts) => {
    let screen: VirtualScreen;
    let app: RunningApp;
    const folder = temporaryFolder();
    const statistics = () => askWindow(app.page, 'statistics.get', { days: 30 });
    const number = async (name: string) =>
      Number((await app.page.getByTestId(`number-${name}`).innerText()).replace(/\D/g, ''));

    beforeAll(async () => {
      screen = await startScreen({ width: 1280, height: 800 });
      app = await startApp({
        shell,
        display: screen.display,
        dataDir: join(folder.path, 'data'),
        args: ['--demo'],
        language,
      });
      await waitUntilDecided(app.page);
    });
    afterAll(async () => {
      await app.stop();
      await screen.stop();
      folder.remove();
    });

    test('says honestly that there is nothing to show yet, and where to begin', async () => {
      const { page } = app;
      await page.keyboard.press('Control+k');
      await page.getByPlaceholder(texts.palette.placeholder).fill(texts.place.dashboard);
      await page.getByRole('button', { name: texts.place.dashboard }).last().click();
      const empty = page.getByTestId('dashboard-empty');
      await empty.waitFor();
      expect(await empty.innerText()).toContain(String((await statistics()).waiting));
      expect(await page.getByTestId('dashboard-health').innerText()).toContain(texts.account.status.live);
      expect(await page.getByTestId('who-decided').count()).toBe(0);
      expect(await seriousProblems(app)).toEqual([]);
      await empty.getByRole('button').click();
      await page.getByRole('heading', { level: 1, name: texts.place.proposals }).waitFor();
    });

    test('counts what is approved, corrected and taken back, as the activity does', async () => {
      const { page } = app;
      let approved = 0;
      while (approved < 18) {
        const row = groupRows(page).first();
        approved += await countIn(row);
        await row.getByTestId('approve-group').click();
        await waitUntilFiled(page);
        await waitUntilDecided(page);
      }
      // Three single mails go where they were not proposed to.
      for (let mails = 0; mails < 3; mails += 1) {
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
      await page.getByTestId('place-dashboard').click();
      await page.getByTestId('who-decided').waitFor();
      const told = await statistics();
      expect(told.totals).toMatchObject({ approved, corrected: 3, undone: 0, decided: approved + 3 });
      expect(await number('decided')).toBe(approved + 3);
      expect(await number('waiting')).toBe((await askWindow(page, 'status.get', {})).waiting);
      const { batches } = await askWindow(page, 'activity.list', {});
      expect(batches.reduce((sum, batch) => sum + batch.count, 0)).toBe(approved + 3);
      expect(await page.getByTestId('recent-activity').locator('time').count()).toBe(
        Math.min(5, batches.length),
      );
    });

    test('follows an undo while it is looked at, in the same place of the page', async () => {
      const { page } = app;
      const before = await number('decided');
      await page.evaluate(`document.querySelector('[data-testid="number-decided"]').marked = true`);
      await page.getByTestId('undo-last').click();
      await waitFor(async () => (await number('decided')) === before - 1);
      expect(await page.evaluate(`document.querySelector('[data-testid="number-decided"]').marked`)).toBe(
        true,
      );
      expect((await statistics()).totals).toMatchObject({ corrected: 2, undone: 1, decided: before - 1 });
    });

    test('answers each question with a picture and with a table', async () => {
      const { page } = app;
      for (const name of ['who-decided', 'is-it-right', 'what-corrected', 'how-much-left']) {
        const question = page.getByTestId(name);
        const heard = question.getByRole('table');
        expect(await heard.count()).toBe(1);
        await page.getByTestId(`${name}-table`).click();
        expect((await heard.boundingBox())!.width).toBeGreaterThan(200);
        expect(await question.locator('tbody tr').count()).toBeGreaterThan(0);
      }
      expect(await seriousProblems(app)).toEqual([]);
      const folders = (await statistics()).folders;
      expect(await page.getByTestId('is-it-right').locator('tbody tr').count()).toBe(folders.length);
      for (const name of ['who-decided', 'is-it-right', 'what-corrected', 'how-much-left'])
        await page.getByTestId(`${name}-table`).click();
      await page
        .getByTestId('dashboard-period')
        .getByText(texts.dashboard.days_other.replace('{{count}}', '90'))
        .click();
      await page.getByTestId('how-much-left-table').click();
      await waitFor(async () => (await page.getByTestId('how-much-left').locator('tbody tr').count()) === 90);
      await page.getByTestId('how-much-left-table').click();
      expect(await seriousProblems(app)).toEqual([]);
    });

    test('opens the corrections, and comes back to where one was, by the keys alone', async () => {
      const { page } = app;
      const pair = page.getByTestId('corrected-pair').first();
      await pair.focus();
      const name = await pair.innerText();
      await page.keyboard.press('Enter');
      await page.getByTestId('correction').first().waitFor();
      const listed = await page.getByTestId('correction').count();
      expect(listed).toBe((await statistics()).pairs[0]!.count);
      await waitFor(() => page.evaluate<boolean>(`document.activeElement.dataset.testid === 'correction'`));
      await page.keyboard.press('Enter');
      await page.getByTestId('reader').waitFor();
      expect(await seriousProblems(app)).toEqual([]);
      await page.keyboard.press('Escape');
      await page.keyboard.press('Escape');
      await page.getByTestId('who-decided').waitFor();
      await waitFor(async () => (await page.evaluate<string>('document.activeElement.innerText')) === name);
    });

    test('shows how the time is reckoned, and lets the guess in it be changed', async () => {
      const { page } = app;
      const { saved } = await statistics();
      const formula = () => page.getByTestId('what-saved').innerText();
      expect(await formula()).toContain(`(${saved.mails} − ${saved.acts}) × 6`);
      await page.getByTestId('seconds-per-mail').fill('60');
      await waitFor(async () => (await formula()).includes('× 60'));
      await waitFor(async () => (await number('saved')) === saved.mails - saved.acts);
      expect((await askWindow(page, 'settings.get', {})).secondsPerMail).toBe(60);
    });

    test('leads to the settings that matter with one click', async () => {
      const { page } = app;
      await page.getByTestId('dashboard-health').getByRole('button').last().click();
      await page
        .getByRole('dialog')
        .getByRole('tab', { name: texts.settings.tab.model, selected: true })
        .waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
      await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
      await page.setViewportSize({ width: 1024, height: 640 });
      expect(await seriousProblems(app)).toEqual([]);
      expect(
        await page.evaluate(
          `document.getElementById('dashboard-page').scrollWidth <= document.getElementById('dashboard-page').clientWidth`,
        ),
      ).toBe(true);
    });
  });
});
