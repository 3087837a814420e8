import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import texts from '../../resources/locales/fr.json' with { type: 'json' };
import { startScreen, type VirtualScreen } from '../support/xvfb.ts';
import { waitFor } from '../support/wait-for.ts';
import { seriousProblems } from './support/accessibility.ts';
import { startApp, temporaryFolder, type RunningApp } from './support/app.ts';
import { shells } from './support/shells.ts';
import { askWindow, groupRows, waitUntilDecided } from './support/window.ts';

describe.each(shells)('a day to decide on, in French, in %s', (shell) => {
  let screen: VirtualScreen;
  let app: RunningApp;
  const folder = temporaryFolder();

  beforeAll(async () => {
    screen = await startScreen({ width: 1280, height: 800 });
    const dataDir = join(folder.path, 'data');
    app = await startApp({ shell, display: screen.display, dataDir, args: ['--demo'], language: 'fr' });
    await waitUntilDecided(app.page);
  });
  afterAll(async () => {
    await app.stop();
    await screen.stop();
    folder.remove();
  });

  const ask = async () => {
    await groupRows(app.page).first().click();
    await app.page.keyboard.press('z');
    return app.page.getByLabel(texts.snooze.day);
  };
  const newest = async () => (await askWindow(app.page, 'suggestions.snoozed', {})).rows.at(-1)?.until;

  test('is typed as one writes it, and picked from a calendar that speaks French', async () => {
    const { page } = app;
    const year = new Date().getFullYear() + 1;
    const field = await ask();
    await field.fill(`14/07/${year}`);
    await field.press('Tab');
    await waitFor(async () => (await field.inputValue()) === `14 juillet ${year}`);
    await field.click();
    await page.getByRole('button', { name: texts.snooze.calendar.nextMonth }).click();
    await page.getByRole('button', { name: `1 août ${year}`, exact: true }).waitFor();
    const pictures = process.env['CASIER_TEST_PICTURES'];
    if (pictures !== undefined) await page.screenshot({ path: join(pictures, 'later-day-fr.png') });
    expect(await seriousProblems(app)).toEqual([]);
    await page.getByRole('button', { name: `1 août ${year}`, exact: true }).click();
    await waitFor(async () => (await field.inputValue()) === `1 août ${year}`);
    await page.getByTestId('snooze-day').click();
    expect(await waitFor(newest)).toBe(new Date(year, 7, 1, 8).getTime());
  });
});
