import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startSession, type TestSession } from '../support/session-bus.ts';
import { waitFor } from '../support/wait-for.ts';
import { startScreen, type VirtualScreen } from '../support/xvfb.ts';
import { startApp, temporaryFolder, type RunningApp } from './support/app.ts';
import { hasPanel, startPanel, type RealPanel } from './support/panel.ts';
import { browserPid } from './support/browser-pid.ts';
import { askWindow, waitUntilDecided } from './support/window.ts';

const size = { width: 1280, height: 800 };

/** The icon stands in a panel of a real desktop; a hand clicks on it. */
describe.skipIf(!hasPanel())('the tray, in the panel of LXQt', () => {
  let screen: VirtualScreen;
  let session: TestSession;
  let panel: RealPanel;
  let app: RunningApp;
  const folder = temporaryFolder();

  beforeAll(async () => {
    screen = await startScreen(size);
    session = await startSession(screen.display);
    panel = await startPanel(session, size);
    app = await startApp({
      shell: 'chromium',
      display: screen.display,
      dataDir: folder.path,
      environment: { DBUS_SESSION_BUS_ADDRESS: session.env['DBUS_SESSION_BUS_ADDRESS'] },
      args: ['--demo'],
    });
    await waitUntilDecided(app.page);
  });
  afterAll(async () => {
    await app.stop();
    await session.stop();
    await screen.stop();
    folder.remove();
  });

  /** What can be chosen from the menu, as it travels over the bus. */
  async function labels(): Promise<string[]> {
    const bus = await session.connect();
    const [answer] = await bus.call({
      destination: `org.kde.StatusNotifierItem-${app.process.pid}-1`,
      path: '/MenuBar',
      interface: 'com.canonical.dbusmenu',
      member: 'GetGroupProperties',
      signature: 'aias',
      body: [[], []],
    });
    bus.close();
    const entries = answer as [number, Record<string, { value: unknown } | undefined>][];
    return entries.flatMap(([, { label, enabled }]) =>
      enabled?.value === true && typeof label?.value === 'string' ? label.value : [],
    );
  }
  test('the window closed, Casier goes on', async () => {
    expect(await askWindow(app.page, 'app.info', {})).toMatchObject({ tray: true });
    await app.page.close();
    await waitFor(() => browserPid(app.process.pid ?? 0) === undefined);
    expect(app.process.exitCode).toBeNull();
  });

  test('its menu offers to file the largest groups', async () => {
    await waitFor(async () => (await labels()).filter((label) => label.startsWith('File ')).length === 3);
    expect((await labels()).at(-1)).toBe('Quit');
  });

  test('a click on the icon opens the window again', async () => {
    await waitFor(
      async () => {
        if (browserPid(app.process.pid ?? 0) !== undefined) return true;
        await panel.clickIcon();
        return false;
      },
      { every: 1_500 },
    );
  });
});
