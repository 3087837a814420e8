import { join } from 'node:path';
import { openNotifications } from '../dbus/notifications.ts';
import { openSecretService } from '../dbus/secret-service.ts';
import { connectSessionBus } from '../dbus/session-bus.ts';
import { openTray } from '../dbus/tray.ts';
import { keychainOrFile } from '../keychain-or-file.ts';
import { desktopLanguage } from '../language.ts';
import { ShellUnavailable, type Language, type Shell, type ShellOptions } from '../port.ts';
import { openSecretFile } from '../secret-file.ts';
import { openSession } from './browser-session.ts';
import { startChild } from './child-process.ts';
import { chooseFile, chooseFolder, findDownloads, openFile, openLink } from './desktop.ts';
import { findBrowser } from './find-browser.ts';
import { takeInstance } from './single-instance.ts';
import { createWindow } from './window.ts';

const missing: Record<'browser' | 'display', Record<Language, string>> = {
  browser: {
    en: 'Casier needs a browser of the Chromium family for its window. Install Chromium ("apt install chromium") or name one in CASIER_CHROMIUM.',
    fr: 'Casier a besoin d’un navigateur de la famille Chromium pour sa fenêtre. Installez Chromium (« apt install chromium ») ou indiquez-en un dans CASIER_CHROMIUM.',
  },
  display: {
    en: 'There is no screen here for the window of Casier (neither DISPLAY nor WAYLAND_DISPLAY is set). "npx casier" works without one.',
    fr: 'Il n’y a pas d’écran ici pour la fenêtre de Casier (ni DISPLAY ni WAYLAND_DISPLAY). « npx casier » fonctionne sans écran.',
  },
};

/** The shell without Electron: a Chromium that is installed shows the window, the session's D-Bus gives the rest. */
export async function openChromiumShell(options: ShellOptions): Promise<Shell | 'already-running'> {
  const { dataDir, logger, iconsDir } = options;
  const { env, platform } = process;
  const language = desktopLanguage(env);
  const executable = findBrowser(platform, env);
  if (executable === null) throw new ShellUnavailable(missing.browser[language]);
  const screen = platform !== 'linux' || Boolean(env['DISPLAY'] ?? env['WAYLAND_DISPLAY']);
  if (!screen) throw new ShellUnavailable(missing.display[language]);

  const secondStartListeners: (() => void)[] = [];
  const lock = await takeInstance(dataDir, () => {
    for (const listener of secondStartListeners) listener();
  });
  if (lock === null) return 'already-running';

  const bus = await connectSessionBus(env, logger);
  const [keychain, tray, notifications, downloadsDir] = await Promise.all([
    bus && openSecretService(bus, dataDir),
    bus && openTray(bus, { iconsDir, logger }),
    bus && openNotifications(bus, { iconPath: join(iconsDir, 'casier-128.png'), logger }),
    findDownloads(),
  ]);
  const window = createWindow({
    openSession: () =>
      openSession({
        ...options,
        executable,
        language,
        profileDir: join(dataDir, 'window'),
        debugPort: env['NODE_ENV'] === 'test' && env['CASIER_TEST_DEBUG_PORT'] === '0',
      }),
    logger,
    now: () => performance.now(),
  });

  return {
    kind: 'chromium',
    language,
    secrets: keychainOrFile(keychain, openSecretFile(dataDir)),
    downloadsDir,
    window,
    tray,
    notify: async (request) => notifications?.show(request),
    openLink,
    openFile,
    chooseFolder,
    chooseFile,
    startProcess: startChild,
    onQuit: (listener) => {
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, listener);
    },
    onSecondStart: (listener) => secondStartListeners.push(listener),
    close: async () => {
      await window.close();
      bus?.close();
      await lock.release();
    },
  };
}
