import { join } from 'node:path';
import { app, dialog, Notification, shell as desktop } from 'electron';
import { fail, succeed } from '../../../contract/problem.ts';
import { keychainOrFile } from '../keychain-or-file.ts';
import { chooseLanguage } from '../language.ts';
import { openableLink } from '../links.ts';
import type { NotificationRequest, Shell, ShellOptions } from '../port.ts';
import { openSecretFile } from '../secret-file.ts';
import { startUtility } from './engine-process.ts';
import { openSafeStorage } from './secrets.ts';
import { openElectronTray } from './tray.ts';
import { createElectronWindow, guardSession, registerScheme } from './window.ts';

/**
 * The shell that Electron gives. Its first part must run before Electron is ready, so it is called without waiting for
 * anything before.
 */
export async function openElectronShell(options: ShellOptions): Promise<Shell | 'already-running'> {
  const { dataDir, iconsDir, logger } = options;
  app.setName('Casier');
  app.setPath('userData', join(dataDir, 'window-electron'));
  app.enableSandbox();
  registerScheme();
  // Held by `userData`, so each data folder has its own; tells the first instance when it is taken.
  if (!app.requestSingleInstanceLock()) return 'already-running';
  const quitListeners: (() => void)[] = [];
  app.on('before-quit', (event) => {
    event.preventDefault();
    for (const listener of quitListeners) listener();
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => app.quit());
  // With a listener Electron no longer quits by itself: whether that ends the program is the application's decision.
  app.on('window-all-closed', () => undefined);

  await app.whenReady();
  guardSession(options);
  const shown = new Set<Notification>();
  return {
    kind: 'electron',
    language: chooseLanguage(app.getPreferredSystemLanguages()),
    secrets: keychainOrFile(await openSafeStorage(dataDir), openSecretFile(dataDir)),
    downloadsDir: app.getPath('downloads'),
    window: createElectronWindow(options),
    tray: await openElectronTray(iconsDir, logger),
    notify: (request) => {
      notify(request, shown, join(iconsDir, 'casier-128.png'));
      return Promise.resolve();
    },
    openLink: async (url) => {
      const link = openableLink(url);
      if (link === null) return fail('invalid-input', 'not a web or mail link');
      await desktop.openExternal(link);
      return succeed({});
    },
    openFile: async (path) => {
      const trouble = await desktop.openPath(path);
      return trouble === '' ? succeed({}) : fail('unexpected', trouble);
    },
    chooseFolder: async () => {
      const { canceled, filePaths } = await dialog.showOpenDialog({ properties: ['openDirectory'] });
      return { available: true, path: canceled ? null : (filePaths[0] ?? null) };
    },
    chooseFile: async (extension) => {
      // Thunderbird's mbox files have no ending at all.
      const extensions = [extension === 'mbox' ? '*' : extension];
      const filters = [{ name: extension.toUpperCase(), extensions }];
      const { canceled, filePaths } = await dialog.showOpenDialog({ properties: ['openFile'], filters });
      return { available: true, path: canceled ? null : (filePaths[0] ?? null) };
    },
    startProcess: startUtility,
    onQuit: (listener) => quitListeners.push(listener),
    onSecondStart: (listener) => void app.on('second-instance', listener),
    close: () => {
      app.exit(0);
      return Promise.resolve();
    },
  };
}

function notify(request: NotificationRequest, shown: Set<Notification>, icon: string): void {
  if (!Notification.isSupported()) return;
  const notification = new Notification({
    title: request.title,
    body: request.body,
    icon,
    actions: request.actions.map(({ label }) => ({ type: 'button', text: label })),
  });
  // Kept from the garbage collector for as long as it can be clicked.
  shown.add(notification);
  notification.once('close', () => shown.delete(notification));
  notification.once('click', request.onClick);
  notification.once('action', ({ actionIndex }) => request.actions[actionIndex]?.run());
  notification.show();
}
