/**
 * `npm run screenshots`: opens the program with a demo mailbox that was lived in, and writes what every place, tab and sheet looks
 * like to docs/screens/<language>-<theme>/<width>x<height>. `--language fr`, `--theme dark`, `--size 1024x640`, `--only rules,help`
 * and `--out folder` take less of it, or elsewhere.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { root } from '../support/commands.ts';
import { startScreen } from '../support/xvfb.ts';
import { waitUntilStill } from './support/accessibility.ts';
import { startApp, temporaryFolder } from './support/app.ts';
import { leave, liveIn, SCENE_LANGUAGES, scenes, type SceneLanguage } from './support/scenes/index.ts';
import { firstRunScenes } from './support/scenes/first-run.ts';

const { values: wanted } = parseArgs({
  options: {
    language: { type: 'string', multiple: true, default: [...SCENE_LANGUAGES] },
    theme: { type: 'string', multiple: true, default: ['light', 'dark'] },
    size: { type: 'string', multiple: true, default: ['1280x800', '1024x640'] },
    only: { type: 'string', default: '' },
    out: { type: 'string', default: join(root, 'docs', 'screens') },
  },
});
const FEW_COLOURS = { palette: true, quality: 90, colours: 256, dither: 0, effort: 10 } as const;

const only = wanted.only === '' ? null : wanted.only.split(',');
const sizes = wanted.size.map((size) => {
  const [width = 1280, height = 800] = size.split('x').map(Number);
  return { width, height };
});
const screen = await startScreen({ width: 1280, height: 800 });
try {
  for (const language of SCENE_LANGUAGES) if (wanted.language.includes(language)) await show(language);
} finally {
  await screen.stop();
}

async function show(language: SceneLanguage): Promise<void> {
  const data = temporaryFolder();
  const app = await startApp({
    shell: 'chromium',
    display: screen.display,
    dataDir: join(data.path, 'data'),
    language,
  });
  const stage = { page: app.page, language, program: app.process.pid ?? 0 };
  try {
    app.page.setDefaultTimeout(15_000);
    await app.page.setViewportSize({ width: 1280, height: 800 });
    for (const all of [firstRunScenes, scenes]) {
      if (all === scenes) {
        await app.page.getByTestId('try-demo').click();
        await liveIn(stage);
      }
      for (const [name, { open, close }] of Object.entries(all)) {
        if (only !== null && !only.includes(name)) continue;
        try {
          await open(stage);
          await takePictures(app.page, language, name);
        } catch (error) {
          process.exitCode = 1;
          process.stderr.write(`${name} in ${language}: ${String(error)}\n`);
        }
        await close?.(stage).catch((error: unknown) => process.stderr.write(`${name}: ${String(error)}\n`));
        await leave(stage);
      }
    }
  } finally {
    await app.stop();
    data.remove();
  }
}

async function takePictures(page: Page, language: string, name: string): Promise<void> {
  for (const size of sizes) {
    await page.setViewportSize(size);
    // The pointer would leave something lit.
    await page.mouse.move(size.width - 1, size.height - 1);
    for (const theme of ['light', 'dark'] as const) {
      if (!wanted.theme.includes(theme)) continue;
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
      await page.evaluate('document.fonts.ready.then(() => true)');
      await waitUntilStill(page);
      const folder = join(wanted.out, `${language}-${theme}`, `${size.width}x${size.height}`);
      mkdirSync(folder, { recursive: true });
      const path = join(folder, `${name}.png`);
      // So many pictures are kept small: their colours are few.
      const picture = await sharp(await page.screenshot())
        .png(FEW_COLOURS)
        .toBuffer();
      writeFileSync(path, picture);
      process.stdout.write(`${path} ${Math.round(picture.length / 1000)} kB\n`);
    }
  }
  await page.setViewportSize({ width: 1280, height: 800 });
}
