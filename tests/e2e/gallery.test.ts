import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { build, preview, type PreviewServer } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findBrowser } from '../../main/shell/chromium/find-browser.ts';
import { root } from '../support/commands.ts';
import { waitFor } from '../support/wait-for.ts';
import { startScreen, type VirtualScreen } from '../support/xvfb.ts';
import { lookInside, seriousProblems } from './support/accessibility.ts';

const configFile = join(root, 'renderer/gallery/vite.config.ts');

describe('the gallery', () => {
  let screen: VirtualScreen;
  let server: PreviewServer;
  let browser: Browser;
  let page: Page;
  let address: string;
  const complaints: string[] = [];

  beforeAll(async () => {
    await build({ configFile, logLevel: 'error' });
    server = await preview({ configFile, logLevel: 'error', preview: { port: 0 } });
    address = server.resolvedUrls?.local[0] ?? '';
    screen = await startScreen({ width: 1480, height: 960 });
    browser = await chromium.launch({
      executablePath: findBrowser(process.platform, process.env) ?? '',
      headless: false,
      env: { ...process.env, DISPLAY: screen.display },
      args: process.getuid?.() === 0 ? ['--no-sandbox', '--test-type'] : [],
    });
    page = await browser.newPage();
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    page.on('pageerror', ({ message }) => complaints.push(message));
  });
  afterAll(async () => {
    await browser.close();
    await screen.stop();
    await server.close();
  });

  // Colours do not depend on the language, and what is said does not depend on the theme. What has a window of its own is opened
  // in one look of each language and theme: a window costs as much as a hundred stories.
  test.each([
    ['en', 'light', 'all', true],
    ['en', 'dark', 'colours', false],
    ['fr', 'light', 'all but colours', false],
    ['fr', 'dark', null, true],
  ] as const)(
    'in %s, %s: every story is drawn, with all its texts, and readable by everyone',
    async (language, theme, rules, withWindows) => {
      complaints.length = 0;
      await page.goto(`${address}?language=${language}&theme=${theme}`);
      await page.locator('[data-story]').first().waitFor();
      const windows = await page.evaluate<number>(withWindows ? OPEN_WINDOWS : CLOSE_WINDOWS);
      await waitFor(async () => {
        const drawn = await Promise.all(page.frames().map((frame) => frame.evaluate<boolean>(SETTLED)));
        return drawn.length === windows + 1 && drawn.every(Boolean);
      });
      expect(complaints).toEqual([]);
      if (rules === null) return;
      for (const frame of page.frames()) await lookInside(frame);
      expect(await seriousProblems({ page }, rules)).toEqual([]);
    },
  );
});

const OPEN_WINDOWS = `[...document.querySelectorAll('iframe')].map((frame) => (frame.loading = 'eager')).length`;
const CLOSE_WINDOWS = `document.querySelectorAll('iframe').forEach((frame) => frame.remove()), 0`;

/** Something is drawn in the frame, in its font, and nothing of it moves any more but what turns for ever. */
const SETTLED = `
  document.fonts.status === 'loaded' && document.querySelector('#root > *, [data-portal] *') !== null &&
  document.getAnimations().every(({ playState, effect }) =>
    playState !== 'running' || effect.getTiming().iterations === Infinity)`;
