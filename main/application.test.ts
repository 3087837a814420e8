import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import dbus from 'dbus-next';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Bridge } from '../contract/index.ts';
import { showPanel, startSession } from '../tests/support/session-bus.ts';
import { startScreen, type VirtualScreen } from '../tests/support/xvfb.ts';
import { runApplication } from './application.ts';
import { silentLogger } from './engine/platform/logger.ts';
import { findBrowser } from './shell/chromium/find-browser.ts';
import { openChromiumShell } from './shell/chromium/index.ts';

declare const window: { casier: Bridge; states: string[] };

const root = join(import.meta.dirname, '..');

describe.skipIf(findBrowser(process.platform, process.env) === null)('the application in Chromium', () => {
  let screen: VirtualScreen;
  let folder: string;
  let running: Promise<void> | null = null;
  let browser: Browser | null = null;

  beforeAll(async () => {
    screen = await startScreen({ width: 1400, height: 900 });
    folder = mkdtempSync(join(tmpdir(), 'casier-application-'));
    vi.stubEnv('DISPLAY', screen.display);
    vi.stubEnv('HOME', folder);
    vi.stubEnv('DBUS_SESSION_BUS_ADDRESS', '');
    vi.stubEnv('XDG_RUNTIME_DIR', '');
    vi.stubEnv('CASIER_TEST_DEBUG_PORT', '0');
    mkdirSync(join(folder, 'renderer'));
    writeFileSync(join(folder, 'renderer', 'index.html'), '<!doctype html><title>Window</title>');
  });
  afterEach(async () => {
    for (const page of browser?.contexts().flatMap((context) => context.pages()) ?? []) await page.close();
    await running;
    running = null;
    browser = null;
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    await screen.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  function run(dataDir: string): Promise<void> {
    mkdirSync(dataDir, { recursive: true });
    return runApplication({
      openShell: openChromiumShell,
      demo: false,
      dataDir,
      version: '1.2.3',
      engineModule: join(root, 'main', 'engine', 'process.ts'),
      inferenceModule: join(root, 'main', 'inference', 'process.ts'),
      rendererDir: join(folder, 'renderer'),
      preloadPath: '',
      resourcesDir: join(root, 'resources'),
      logger: silentLogger(),
    });
  }

  async function openWindow(dataDir: string): Promise<Page> {
    running = run(dataDir);
    const port = await vi.waitFor(
      () => {
        const found = readFileSync(join(dataDir, 'window', 'DevToolsActivePort'), 'utf8');
        // Made before it is filled.
        return /^(\d+)\n/.exec(found)![1];
      },
      { timeout: 10_000, interval: 20 },
    );
    browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
    const view = browser.contexts().flatMap((context) => context.pages())[0]!;
    await view.waitForFunction(() => 'casier' in window);
    return view;
  }

  test('answers the window from the shell and from the engine', async () => {
    const view = await openWindow(join(folder, 'answers'));
    expect(await view.evaluate(() => window.casier.invoke('app.info', {}))).toMatchObject({
      ok: true,
      value: { version: '1.2.3', shell: 'chromium', tray: false, secrets: 'file', demo: false },
    });
    expect(await view.evaluate(() => window.casier.invoke('status.get', {}))).toMatchObject({
      ok: true,
      value: { accounts: [], waiting: 0 },
    });
    const program = await view.evaluate(() =>
      window.casier.invoke('app.openLink', { url: 'file:///etc/passwd' }),
    );
    expect(program).toMatchObject({ ok: false, problem: { code: 'invalid-input' } });
    expect(
      await view.evaluate(() => window.casier.invoke('app.openLink', { url: 7 as unknown as string })),
    ).toMatchObject({ ok: false, problem: { code: 'invalid-input' } });
  });

  test('brings a killed engine back and tells the window', async () => {
    const view = await openWindow(join(folder, 'killed'));
    await view.evaluate(async () => {
      // Answered when the engine is ready, and after the window has been told so.
      await window.casier.invoke('status.get', {});
      window.states = [];
      window.casier.on('app.engineState', ({ state }) => window.states.push(state));
    });
    const engines = enginesOf(process.pid);
    expect(engines).toHaveLength(1);
    process.kill(engines[0]!, 'SIGKILL');
    await view.waitForFunction(() => window.states.includes('ready'));
    expect(await view.evaluate(() => window.states)).toEqual(['restarting', 'ready']);
    expect(await view.evaluate(() => window.casier.invoke('status.get', {}))).toMatchObject({ ok: true });
  });

  test('is one at a time; the window closed, nothing is left', async () => {
    const dataDir = join(folder, 'alone');
    const view = await openWindow(dataDir);
    await run(dataDir);
    expect(await view.title()).toBe('Window');
    await view.close();
    await running;
    expect(enginesOf(process.pid)).toEqual([]);
  });

  test.skipIf(!installed('dbus-daemon'))('with a tray it outlives its window', async () => {
    const session = await startSession();
    vi.stubEnv('DBUS_SESSION_BUS_ADDRESS', session.env['DBUS_SESSION_BUS_ADDRESS'] ?? '');
    const desk = await session.connect();
    const panel = await showPanel(desk);
    const dataDir = join(folder, 'tray');
    const ask = (path: string, name: string, member: string, signature: string, body: unknown[]) =>
      desk.call({ destination: panel.items[0]!, path, interface: name, member, signature, body });
    try {
      const view = await openWindow(dataDir);
      expect(await view.evaluate(() => window.casier.invoke('app.info', {}))).toMatchObject({
        value: { tray: true },
      });
      await view.close();
      await vi.waitFor(() => expect(browsersOf(process.pid)).toEqual([]), { timeout: 5_000, interval: 20 });
      expect(enginesOf(process.pid)).toHaveLength(1);

      await ask('/StatusNotifierItem', 'org.kde.StatusNotifierItem', 'Activate', 'ii', [0, 0]);
      await vi.waitFor(() => expect(browsersOf(process.pid)).toHaveLength(1), {
        timeout: 5_000,
        interval: 20,
      });

      const menu = 'com.canonical.dbusmenu';
      const [, layout] = await ask('/MenuBar', menu, 'GetLayout', 'iias', [0, -1, []]);
      const quit = (layout as [number, unknown, dbus.Variant<[number]>[]])[2].at(-1)!.value[0];
      await ask('/MenuBar', menu, 'Event', 'isvu', [quit, 'clicked', new dbus.Variant('s', ''), 0]);
      await running;
      expect([...browsersOf(process.pid), ...enginesOf(process.pid)]).toEqual([]);
    } finally {
      desk.close();
      vi.stubEnv('DBUS_SESSION_BUS_ADDRESS', '');
      await session.stop();
    }
  });
});

function installed(program: string): boolean {
  return spawnSync('which', [program]).status === 0;
}

const enginesOf = (parent: number) => childrenOf(parent, 'engine/process.ts');
const browsersOf = (parent: number) => childrenOf(parent, '--remote-debugging-pipe');

/** Processes started by this one whose command line holds the mark. */
function childrenOf(parent: number, mark: string): number[] {
  return execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([, ppid, ...args]) => Number(ppid) === parent && args.join(' ').includes(mark))
    .map(([pid]) => Number(pid));
}
