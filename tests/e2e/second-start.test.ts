import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startScreen, type VirtualScreen } from '../support/xvfb.ts';
import { waitFor } from '../support/wait-for.ts';
import { launch, startApp, temporaryFolder, type AppOptions, type RunningApp } from './support/app.ts';
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

  test('brings the first window to the front and ends', async () => {
    const { page } = app;
    const session = await page.context().newCDPSession(page);
    const { windowId } = await session.send('Browser.getWindowForTarget');
    await session.send('Browser.setWindowBounds', { windowId, bounds: { windowState: 'minimized' } });
    const state = async (): Promise<string | undefined> =>
      (await session.send('Browser.getWindowForTarget')).bounds.windowState;
    await waitFor(async () => (await state()) === 'minimized');

    const second = launch(options);
    const [code] = (await once(second.child, 'exit')) as [number | null];
    expect(second.output()).not.toMatch(/error/i);
    expect(code).toBe(0);

    await waitFor(async () => (await state()) === 'normal');
    expect(await askWindow(page, 'app.engineState', {})).toMatchObject({ state: 'ready' });
  });
});
