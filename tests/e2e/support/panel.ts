import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '../../support/commands.ts';
import { copyUnpacked } from '../../support/servers/unpacked.ts';
import type { TestSession } from '../../support/session-bus.ts';
import { waitFor } from '../../support/wait-for.ts';

const run = promisify(execFile);

/** Of the panel, which lies along the bottom of the screen; its only icon is at the right end. */
const HEIGHT = 32;
const CONFIG = `panels=panel1
[panel1]
plugins=statusnotifier
position=Bottom
panelSize=${HEIGHT}
iconSize=22
[statusnotifier]
type=statusnotifier
alignment=Right
`;

/** Whether LXQt's panel was unpacked by the bootstrap; says so when it was not. */
export function hasPanel(): boolean {
  const there = existsSync(join(root, '.cache', 'servers', 'panel', '.complete'));
  if (!there) process.stderr.write('skipped: no panel is unpacked (node bootstrap.mjs test, on Debian)\n');
  return there;
}

/** A real panel with a tray, and a hand for its icon. */
export interface RealPanel {
  clickIcon(): Promise<void>;
}

/** Starts LXQt's panel on the session's bus and screen. */
export async function startPanel(
  session: TestSession,
  screen: { width: number; height: number },
): Promise<RealPanel> {
  const unpacked = copyUnpacked('panel', join(session.folder, 'panel'));
  const { folder } = unpacked;
  const config = join(session.folder, '.config', 'lxqt');
  mkdirSync(config, { recursive: true });
  writeFileSync(join(config, 'panel.conf'), CONFIG);
  const library = unpacked.libraries.find((path) => path.endsWith('-linux-gnu')) ?? '';
  Object.assign(session.env, {
    LD_LIBRARY_PATH: unpacked.env['LD_LIBRARY_PATH'],
    QT_PLUGIN_PATH: join(library, 'qt5', 'plugins'),
    LXQT_PANEL_PLUGINS_DIR: join(folder, 'usr', 'share', 'lxqt', 'lxqt-panel'),
    XDG_DATA_DIRS: `${join(folder, 'usr', 'share')}:/usr/share`,
    XDG_CONFIG_HOME: join(session.folder, '.config'),
    QT_QPA_PLATFORM: 'xcb',
  });
  session.run(join(folder, 'usr', 'bin', 'lxqt-panel'), []);
  const bus = await session.connect();
  await waitFor(() => bus.hasOwner('org.kde.StatusNotifierWatcher'));
  bus.close();

  const xdotool = async (...args: string[]): Promise<string> =>
    (await run(join(folder, 'usr', 'bin', 'xdotool'), args, { env: session.env, timeout: 5_000 })).stdout;
  const overIcon = () =>
    xdotool('mousemove', String(screen.width - HEIGHT / 2), String(screen.height - HEIGHT / 2));
  return {
    async clickIcon() {
      await overIcon();
      await xdotool('click', '1');
    },
  };
}
