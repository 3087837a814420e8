import { execFileSync, spawnSync } from 'node:child_process';
import dbus from 'dbus-next';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { PANEL_NAME, showPanel, startSession, type TestSession } from '../../../tests/support/session-bus.ts';
import { startScreen, type VirtualScreen } from '../../../tests/support/xvfb.ts';
import { silentLogger } from '../../engine/platform/logger.ts';
import { SecretsUnavailable, type SecretStore } from '../../engine/platform/secrets.ts';
import { openNotifications } from './notifications.ts';
import { openSecretService } from './secret-service.ts';
import { connectSessionBus, type SessionBus } from './session-bus.ts';
import { openTray } from './tray.ts';

const logger = silentLogger();

function installed(...programs: string[]): boolean {
  const missing = programs.filter((program) => spawnSync('which', [program]).status !== 0);
  if (missing.length > 0) process.stderr.write(`skipped: ${missing.join(', ')} not installed\n`);
  return missing.length === 0;
}

const owned = (bus: SessionBus, name: string) =>
  vi.waitFor(async () => expect(await bus.hasOwner(name)).toBe(true), { timeout: 5_000, interval: 20 });

test('without a session bus there is none, and nothing fails', async () => {
  expect(await connectSessionBus({}, logger)).toBeNull();
  const gone = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus' };
  expect(await connectSessionBus(gone, logger)).toBeNull();
});

describe.skipIf(!installed('dbus-daemon', 'gnome-keyring-daemon'))('the keychain', () => {
  let session: TestSession;
  let bus: SessionBus;
  let store: SecretStore;

  beforeAll(async () => {
    session = await startSession();
    bus = await session.connect();
  });
  afterAll(async () => {
    bus.close();
    await session.stop();
  });

  test('is none where the service has no collection to keep things in', async () => {
    const bare = await startSession();
    const bareBus = await bare.connect();
    bare.run('gnome-keyring-daemon', ['--foreground', '--components=secrets']);
    await owned(bareBus, 'org.freedesktop.secrets');
    expect(await openSecretService(bareBus, '/a')).toBeNull();
    bareBus.close();
    await bare.stop();
  });

  test('keeps, replaces and forgets a secret', async () => {
    session.run('gnome-keyring-daemon', ['--foreground', '--unlock', '--components=secrets'], 'password');
    await owned(bus, 'org.freedesktop.secrets');
    store = (await vi.waitFor(async () => {
      const opened = await openSecretService(bus, '/a');
      expect(opened).not.toBeNull();
      return opened;
    }, 5_000))!;
    expect(await store.get('account-1')).toBeNull();
    await store.set('account-1', 'mot de passe à garder');
    await store.set('account-1', 'un autre');
    await store.set('account-2', 'second');
    expect(await store.get('account-1')).toBe('un autre');
    await store.delete('account-1');
    expect(await store.get('account-1')).toBeNull();
    expect(await store.get('account-2')).toBe('second');
  });

  test('keeps the secrets of another data folder apart', async () => {
    const other = (await openSecretService(bus, '/b'))!;
    expect(await other.get('account-2')).toBeNull();
  });

  test('says so when the service has gone', async () => {
    bus.close();
    await expect(store.get('account-2')).rejects.toThrow(SecretsUnavailable);
  });
});

describe.skipIf(!installed('dbus-daemon', 'dunst', 'Xvfb'))('notifications', () => {
  test('are shown as plain text and tell of a click', async () => {
    const screen: VirtualScreen = await startScreen({ width: 800, height: 600 });
    const session = await startSession(screen.display);
    const bus = await session.connect();
    try {
      session.run('dunst', []);
      await owned(bus, 'org.freedesktop.Notifications');
      const notifications = await openNotifications(bus, { iconPath: '', logger });
      const dunst = (...args: string[]) =>
        execFileSync('dunstctl', args, { env: session.env, encoding: 'utf8', timeout: 5_000 }).trim();
      const displayed = () =>
        vi.waitFor(() => expect(dunst('count', 'displayed')).toBe('1'), { timeout: 5_000, interval: 50 });

      await notifications.show({
        title: '2 mails',
        body: 'From <b>Ann</b> & co',
        actions: [{ label: 'Show', run: () => {} }],
        onClick: () => {},
      });
      await displayed();
      dunst('close-all');
      const { data } = JSON.parse(dunst('history')) as {
        data: { body: { data: string }; summary: { data: string } }[][];
      };
      expect(data[0]![0]).toMatchObject({
        summary: { data: '2 mails' },
        body: { data: expect.stringContaining('&lt;b&gt;Ann&lt;/b&gt; &amp; co') as string },
      });

      const clicked = new Promise<void>((resolve) => {
        void notifications.show({ title: '1 mail', body: '', actions: [], onClick: resolve });
      });
      await displayed();
      dunst('action', '0');
      await clicked;
    } finally {
      bus.close();
      await session.stop();
      await screen.stop();
    }
  });
});

describe.skipIf(!installed('dbus-daemon'))('the tray', () => {
  test('registers with a panel, shows the state and runs what is chosen', async () => {
    const session = await startSession();
    const [bus, panelBus] = [await session.connect(), await session.connect()];
    try {
      expect(await openTray(bus, { iconsDir: '/icons', logger })).toBeNull();
      const panel = await showPanel(panelBus);

      const tray = (await openTray(bus, { iconsDir: '/icons', logger }))!;
      const run: string[] = [];
      tray.onActivate(() => run.push('icon'));
      const item = (label: string, enabled = true) => ({ label, enabled, run: () => run.push(label) });
      tray.update({
        tooltip: '3 proposals wait',
        badge: 3,
        menu: [[item('Open_it')], [], [item('waiting', false), item('Quit')]],
      });

      const [destination] = panel.items;
      const ask = (path: string, name: string, member: string, signature: string, body: unknown[]) =>
        panelBus.call({ destination: destination!, path, interface: name, member, signature, body });
      const property = async (name: string) => {
        const body = ['org.kde.StatusNotifierItem', name];
        const answer = await ask('/StatusNotifierItem', 'org.freedesktop.DBus.Properties', 'Get', 'ss', body);
        return (answer[0] as dbus.Variant).value as unknown;
      };
      expect(await property('Title')).toBe('Casier (3)');
      expect(await property('IconName')).toBe('casier-tray-waiting');
      expect(await property('IconThemePath')).toBe('/icons');
      expect(await property('ToolTip')).toEqual(['', [], 'Casier (3)', '3 proposals wait']);
      expect(await property('Menu')).toBe('/MenuBar');

      const menu = 'com.canonical.dbusmenu';
      const [, layout] = await ask('/MenuBar', menu, 'GetLayout', 'iias', [0, -1, []]);
      const [, , children] = layout as [
        number,
        unknown,
        dbus.Variant<[number, Record<string, dbus.Variant>]>[],
      ];
      expect(
        children.map(({ value: [id, of] }) => [id, (of['label'] ?? of['type'])?.value as string]),
      ).toEqual([
        [1, 'Open__it'],
        [2, 'separator'],
        [3, 'waiting'],
        [4, 'Quit'],
      ]);
      const nothing = new dbus.Variant('s', '');
      for (const id of [1, 2, 3, 4])
        await ask('/MenuBar', menu, 'Event', 'isvu', [id, 'clicked', nothing, 0]);
      await ask('/StatusNotifierItem', 'org.kde.StatusNotifierItem', 'Activate', 'ii', [0, 0]);
      expect(run).toEqual(['Open_it', 'Quit', 'icon']);

      // The panel still shows the first menu: its entries do what they say, wherever they stand in the new one.
      tray.update({ tooltip: '', badge: 0, menu: [[item('Pause')], [item('Quit')]] });
      for (const id of [1, 4]) await ask('/MenuBar', menu, 'Event', 'isvu', [id, 'clicked', nothing, 0]);
      expect(run.slice(3)).toEqual(['Open_it', 'Quit']);

      await panelBus.connection.releaseName(PANEL_NAME);
      await panelBus.connection.requestName(PANEL_NAME, 0);
      await vi.waitFor(() => expect(panel.items).toHaveLength(2), { timeout: 2_000, interval: 10 });
    } finally {
      bus.close();
      panelBus.close();
      await session.stop();
    }
  });
});
