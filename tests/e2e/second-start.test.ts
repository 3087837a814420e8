import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startScreen, type VirtualScreen } from '../support/xvfb.ts';
import { waitFor } from '../support/wait-for.ts';
import { launch, startApp, temporaryFolder, type AppOptions, type RunningApp } from './support/app.ts';
import { casier } from './support/casier.ts';
import { askWindow } from './support/window.ts';

describe('a second start', () => {
  let screen: VirtualScreen;
  let app: RunningApp;
  let options: AppOptions;
  const folder = temporaryFolder();

  beforeAll(async () => {
    screen = await startScreen({ width: 1280, height: 800 });
    options = { shell: 'chromium', display: screen.display, dataDir: join(folder.path, 'data') };
    app = await startApp(options);
  });
  afterAll(async () => {
    await app.stop();
    await screen.stop();
    folder.remove();
  });

  test('makes the first window show itself, and ends', async () => {
    const { page } = app;
    // Without a window manager nothing can be minimised: the window tells what it was asked.
    await page.evaluate(`casier.on('app.show', ({ place }) => { globalThis.asked = place; })`);
    const second = launch(options);
    const [code] = (await once(second.child, 'exit')) as [number | null];
    expect(code).toBe(0);
    await waitFor(async () => (await page.evaluate<unknown>('globalThis.asked')) === 'proposals');
    expect(await page.evaluate('document.visibilityState')).toBe('visible');
    expect(await askWindow(page, 'app.engineState', {})).toMatchObject({ state: 'ready' });
  });

  test('of a command asks the engine of the window', async () => {
    const { code, stdout } = await casier(['doctor', '--json', '--data', options.dataDir]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ integrity: 'ok' });
    expect(await askWindow(app.page, 'app.engineState', {})).toMatchObject({ state: 'ready' });
  });
});
