import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { app, Menu, Tray } from 'electron';
import type { Logger } from '../../engine/platform/logger.ts';
import { connectSessionBus } from '../dbus/session-bus.ts';
import { hasTrayHost } from '../dbus/tray.ts';
import type { ShellTray } from '../port.ts';
import { menuTemplate } from './menu.ts';

/** The icon beside the clock; null on a Linux desktop whose panel takes none, where Electron itself cannot tell. */
export async function openElectronTray(iconsDir: string, logger: Logger): Promise<ShellTray | null> {
  if (process.platform === 'linux' && !(await panelTakesIcons(logger))) return null;
  const icon = (waiting: boolean): string => {
    const path = join(iconsDir, waiting ? 'casier-tray-waiting.png' : 'casier-tray.png');
    return existsSync(path) ? path : join(iconsDir, 'casier-32.png');
  };
  const tray = new Tray(icon(false));
  return {
    update: ({ tooltip, badge, menu }) => {
      tray.setImage(icon(badge > 0));
      tray.setToolTip(`Casier – ${tooltip}`);
      tray.setContextMenu(Menu.buildFromTemplate(menuTemplate(menu)));
      app.setBadgeCount(badge);
    },
    onActivate: (listener) => void tray.on('click', listener),
  };
}

async function panelTakesIcons(logger: Logger): Promise<boolean> {
  const bus = await connectSessionBus(process.env, logger);
  try {
    return bus !== null && (await hasTrayHost(bus));
  } catch {
    return false;
  } finally {
    bus?.close();
  }
}
