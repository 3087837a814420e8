import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PLACES, SETTINGS_TABS, SHEETS } from '../../renderer/lib/places.ts';
import { root } from '../support/commands.ts';
import { startScreen, type VirtualScreen } from '../support/xvfb.ts';
import { waitFor } from '../support/wait-for.ts';
import { problems } from './support/accessibility.ts';
import { startApp, temporaryFolder, type RunningApp } from './support/app.ts';
import { cutTexts } from './support/cut-texts.ts';
import { firstRunScenes } from './support/scenes/first-run.ts';
import { leave, liveIn, scenes, textsIn, type Scene } from './support/scenes/index.ts';
import { goTo } from './support/scenes/places.ts';
import { shells } from './support/shells.ts';

/** The smallest window; one of 1280×800 with everything twice as large; a large one. */
const SMALL = { width: 1024, height: 640 };
const TWICE = { width: 640, height: 400 };
const LARGE = { width: 2560, height: 1440 };
/** The places, folded. */
const FOLDED = 56;

test('the walk knows every place, sheet, tab, and whatever floats', () => {
  const names = Object.keys(scenes);
  expect(names).toEqual(
    expect.arrayContaining([...PLACES, ...SHEETS.filter((sheet) => sheet !== 'settings')]),
  );
  expect(names).toEqual(expect.arrayContaining(SETTINGS_TABS.map((tab) => `settings-${tab}`)));
  const walked = new Set(Object.values(scenes).map(({ floats }) => floats));
  const floating = readdirSync(join(root, 'renderer'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.tsx'))
    .map((path) => `renderer/${path}`)
    .filter((path) =>
      /<(?:Modal|Menu|Popover|Drawer|HoverCard|Spotlight)[\s>]/.test(readFileSync(join(root, path), 'utf8')),
    );
  expect(floating.filter((path) => !walked.has(path) && !(path in ELSEWHERE))).toEqual([]);
});

/** What floats only over things that the demo mailbox does not have: the specs that look at it, with axe too. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  'renderer/features/model/model-buttons.tsx': 'model.test.ts',
  'renderer/features/reader/files/file-question.tsx': 'reading.test.ts',
  'renderer/features/reader/body/link-question.tsx': 'hostile.test.ts',
};

describe.each(shells)('every screen, in %s', (shell) => {
  // French words are the longest: whatever cuts a text cuts them first.
  describe.each([
    { language: 'en', colorScheme: 'light', sizes: [] },
    { language: 'fr', colorScheme: 'dark', sizes: [TWICE, LARGE] },
  ] as const)('in $language, $colorScheme', ({ language, colorScheme, sizes }) => {
    let screen: VirtualScreen;
    let app: RunningApp;
    const folder = temporaryFolder();

    beforeAll(async () => {
      screen = await startScreen({ width: 1280, height: 800 });
      app = await startApp({ shell, display: screen.display, dataDir: join(folder.path, 'data'), language });
      app.page.setDefaultTimeout(20_000);
      await app.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await app.page.setViewportSize(SMALL);
    });
    afterAll(async () => {
      await app.stop();
      await screen.stop();
      folder.remove();
    });

    /** What is wrong on a screen: for whom it is not usable, and what cannot be read in which window. */
    const walk = async ({ open, close }: Scene): Promise<string[]> => {
      const stage = { page: app.page, language, program: app.process.pid ?? 0 };
      await leave(stage);
      await open(stage);
      const found = await problems(app);
      for (const size of [SMALL, ...sizes]) {
        if (size !== SMALL) await app.page.setViewportSize(size);
        const cut = await cutTexts(app.page);
        found.push(...cut.map((what) => `${size.width}×${size.height}: ${what}`));
      }
      if (sizes.length > 0) await app.page.setViewportSize(SMALL);
      await close?.(stage);
      return found;
    };

    test.each(Object.entries(firstRunScenes))(
      '%s keeps nobody out and cuts nothing',
      async (_name, scene) => {
        expect(await walk(scene)).toEqual([]);
      },
    );

    test('the demo mailbox is lived in', async () => {
      await app.page.getByTestId('try-demo').click();
      await liveIn(app);
    });

    test('the window speaks the language of the desktop, and wears its theme', async () => {
      const { page } = app;
      expect(await page.locator('html').getAttribute('lang')).toBe(language);
      await page.getByRole('heading', { level: 1, name: textsIn[language].place.proposals }).waitFor();
      expect(await page.getByTestId('place-activity').getAttribute('aria-label')).toContain(
        textsIn[language].place.activity,
      );
      expect((await brightness(app)) > 0.5).toBe(colorScheme === 'light');
    });

    test('in a narrow window what is opened slides into view, and back', async () => {
      const { page } = app;
      await leave(app);
      await goTo(page, 'mailbox');
      await page.setViewportSize(TWICE);
      const row = page.getByTestId('mail-row').first();
      await row.click();
      const reader = page.getByTestId('reader');
      const left = async (what: Locator) => (await what.boundingBox())?.x ?? NaN;
      await waitFor(async () => Math.abs((await left(reader)) - FOLDED) < 8);
      await page.keyboard.press('Escape');
      await waitFor(async () => Math.abs((await left(row)) - FOLDED) < 16);
      await row.click();
      await waitFor(async () => Math.abs((await left(reader)) - FOLDED) < 8);
      await page.getByTestId('to-list').click();
      await waitFor(async () => Math.abs((await left(row)) - FOLDED) < 16);
      await waitFor(() => page.evaluate<boolean>(`document.activeElement.matches('[data-column="list"] *')`));
      await page.setViewportSize(SMALL);
    });

    const walked = Object.entries<Scene>(scenes).filter(([, { once }]) => once !== true || sizes.length > 0);
    test.each(walked)('%s keeps nobody out and cuts nothing', async (_name, scene) => {
      expect(await walk(scene)).toEqual([]);
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
