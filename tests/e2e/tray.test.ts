import { basename } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SessionBus } from '../../main/shell/dbus/session-bus.ts';
import { startSession, type TestSession } from '../support/session-bus.ts';
import { waitFor } from '../support/wait-for.ts';
import { startScreen, type VirtualScreen } from '../support/xvfb.ts';
import { startApp, temporaryFolder, type RunningApp } from './support/app.ts';
import { hasPanel, startPanel, type RealPanel } from './support/panel.ts';
import { browserPid } from './support/browser-pid.ts';
import { TrayMenu } from './support/tray-menu.ts';
import { mailsOnDisk, movesBetween, type Whereabouts } from './support/whereabouts.ts';
import { askWindow, waitUntilDecided } from './support/window.ts';

const size = { width: 1280, height: 800 };

/** The icon stands in a panel of a real desktop; a hand clicks on it, and its menu is chosen from as a panel does that. */
describe.skipIf(!hasPanel())('the tray, in the panel of LXQt', () => {
  let screen: VirtualScreen;
  let session: TestSession;
  let panel: RealPanel;
  let app: RunningApp;
  let bus: SessionBus;
  let menu: TrayMenu;
  let maildir: string;
  let before: Whereabouts;
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
    maildir = (await waitUntilDecided(app.page)).location;
    before = mailsOnDisk(maildir);
    bus = await session.connect();
    menu = new TrayMenu(bus, app.process.pid ?? 0);
  });
  afterAll(async () => {
    bus.close();
    await app.stop();
    await session.stop();
    await screen.stop();
    folder.remove();
  });

  const closeWindow = async () => {
    await app.page.close();
    await waitFor(() => browserPid(app.process.pid ?? 0) === undefined);
  };
  const offered = async (beginning: string) =>
    (await menu.choices()).filter(({ label }) => label.startsWith(beginning)).map(({ label }) => label);
  const movesNow = () => movesBetween(before, mailsOnDisk(maildir));

  test('the window closed, Casier goes on', async () => {
    expect(await askWindow(app.page, 'app.info', {})).toMatchObject({ tray: true });
    await closeWindow();
    expect(app.process.exitCode).toBeNull();
  });

  test('its menu offers to file the largest groups', async () => {
    await waitFor(async () => (await offered('File ')).length === 3);
    expect((await menu.choices()).at(-1)?.label).toBe('Quit');
  });

  test('a group is filed from the menu without a window, and taken back from it', async () => {
    const chosen: string[] = [];
    // What was proposed after the menu was drawn is not filed from it: then it is drawn anew, and chosen from again.
    const [undo = ''] = await again(
      async () => chosen.push(await menu.choose('File ')),
      async () => {
        const acts = await offered('Undo the last act');
        return acts.length > 0 && acts;
      },
    );
    const filed = numberIn(undo);
    expect(chosen.map(numberIn).some((offer) => filed <= offer)).toBe(true);
    const moves = await waitFor(() => {
      const now = movesNow();
      return now.length >= filed && now;
    });
    for (const { from, to } of moves) {
      expect(from).toBe('INBOX');
      expect(chosen.some((label) => label.endsWith(` in ${basename(to ?? '')}`))).toBe(true);
    }
    await again(
      () => menu.choose('Undo the last act'),
      () => movesNow().length === 0,
    );
  });

  test('all accounts are paused from the menu, and resumed', async () => {
    await menu.choose('Pause all accounts');
    await waitFor(async () => (await offered('Resume all accounts')).length === 1);
    expect(await offered('Pause all')).toEqual([]);
    await menu.choose('Resume all accounts');
    await waitFor(async () => (await offered('Pause all accounts')).length === 1);
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

  test('quitting from the menu ends the program and its window', async () => {
    await menu.choose('Quit');
    await waitFor(() => app.process.exitCode === 0);
    expect(browserPid(app.process.pid ?? 0)).toBeUndefined();
  });
});

/** How many mails an entry of the menu is about. */
function numberIn(label: string): number {
  return Number(/\d+/.exec(label)?.[0]);
}

/** Acts, and acts again where nothing came of it in five seconds. */
function again<T>(act: () => Promise<unknown>, look: () => T | Promise<T>) {
  return waitFor(async () => {
    await act();
    return waitFor(look, { timeout: 5_000 });
  });
}
