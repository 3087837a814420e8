import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startScreen, type VirtualScreen } from '../support/xvfb.ts';
import { waitFor } from '../support/wait-for.ts';
import { seriousProblems } from './support/accessibility.ts';
import { startApp, temporaryFolder, type RunningApp } from './support/app.ts';
import { shells } from './support/shells.ts';
import { groupRows, waitUntilDecided } from './support/window.ts';

const words = {
  en: { proposals: 'Proposals', activity: 'Activity' },
  fr: { proposals: 'Propositions', activity: 'Activité' },
} as const;

describe.each(shells)('language and theme, in %s', (shell) => {
  describe.each(['en', 'fr'] as const)('on a desktop in %s', (language) => {
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
        language,
      });
      await waitUntilDecided(app.page);
    });
    afterAll(async () => {
      await app.stop();
      await screen.stop();
      folder.remove();
    });

    test('speaks the language of the desktop', async () => {
      const { page } = app;
      expect(await page.locator('html').getAttribute('lang')).toBe(language);
      await page.getByRole('heading', { level: 1, name: words[language].proposals }).waitFor();
      expect(await page.getByTestId('place-activity').getAttribute('aria-label')).toContain(
        words[language].activity,
      );
    });

    test.each(['light', 'dark'] as const)('follows a %s desktop, readable for everyone', async (scheme) => {
      const { page } = app;
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
      await waitFor(async () => (await brightness(app)) > 0.5 === (scheme === 'light'));
      await groupRows(page).first().click();
      await page.getByTestId('mail-row').first().waitFor();
      expect(await seriousProblems(app)).toEqual([]);
    });
  });
});

/** 0 for a black page, 1 for a white one. */
function brightness({ page }: RunningApp): Promise<number> {
  return page.evaluate<number>(`(() => {
    const channels = getComputedStyle(document.body).backgroundColor.match(/[0-9.]+/g).slice(0, 3).map(Number);
    return channels.reduce((sum, channel) => sum + channel, 0) / 3 / 255;
  })()`);
}
