import { join } from 'node:path';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { startScreen, type VirtualScreen } from '../support/xvfb.ts';
import { waitFor } from '../support/wait-for.ts';
import { startApp, temporaryFolder, type RunningApp } from './support/app.ts';
import { shells } from './support/shells.ts';
import { groupRows, waitUntilDecided } from './support/window.ts';

describe.each(shells)('a reason that is none, in %s', (shell) => {
  let screen: VirtualScreen;
  let app: RunningApp;
  const folder = temporaryFolder();

  beforeAll(async () => {
    screen = await startScreen({ width: 1280, height: 800 });
    app = await startApp({
      shell,
      display: screen.display,
      dataDir: join(folder.path, 'data'),
      args: ['--demo'],
    });
    await waitUntilDecided(app.page);
  });
  afterAll(async () => {
    await app.stop();
    await screen.stop();
    folder.remove();
  });

  test('goes from the card at once, and comes back with one click', async () => {
    const { page } = app;
    await groupRows(page).first().click();
    await page.getByTestId('mail-row').first().click();
    const card = page.getByTestId('proposal-card');
    const facts = (): Promise<string[]> => card.locator('li').allInnerTexts();
    await waitFor(async () => (await facts()).length > 0);
    const [first] = await facts();
    await card.locator('li').first().hover();
    if (process.env['CASIER_LOOK']) await page.screenshot({ path: '/tmp/doubt1.png' });
    await card.getByTestId('doubt').first().click();
    await waitFor(async () => {
      const left = (await card.count()) === 0 ? [] : await facts();
      return !left.includes(first ?? '');
    });
    if (process.env['CASIER_LOOK']) await page.screenshot({ path: '/tmp/doubt2.png' });
    await page.getByTestId('notice-act').getByRole('button').click();
    await waitFor(async () => (await facts()).includes(first ?? ''));
  });
});
