import { join } from 'node:path';
import { app, BrowserWindow, ipcMain, protocol, session } from 'electron';
import { fail, type Reply } from '../../../contract/problem.ts';
import type { Logger } from '../../engine/platform/logger.ts';
import { ELECTRON_ORIGIN, ELECTRON_SCHEME } from '../content-policy.ts';
import type { CallHandler, ShellOptions, ShellWindow } from '../port.ts';
import { serveStatic } from '../static-files.ts';
import { isOurPage, isOurWindow, mayNavigate } from './sender.ts';

/** Makes the scheme of the window a secure context with an origin of its own. To be called before Electron is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: ELECTRON_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Serves the window's files, answers its calls and refuses everything else a page could want. Once Electron is ready. */
export function guardSession(options: ShellOptions): void {
  const { logger, rendererDir } = options;
  protocol.handle(ELECTRON_SCHEME, async (request) => {
    const { status, headers, body } = await serveStatic(rendererDir, ELECTRON_ORIGIN, request.url);
    return new Response(new Uint8Array(body), { status, headers });
  });
  const { defaultSession } = session;
  defaultSession.setPermissionCheckHandler(() => false);
  defaultSession.setPermissionRequestHandler((_contents, permission, allow) => {
    allow(permission === 'clipboard-sanitized-write');
  });
  defaultSession.setDevicePermissionHandler(() => false);
  defaultSession.on('will-download', (event) => event.preventDefault());
  // Chromium's own traffic included: the window has no business with the network.
  defaultSession.webRequest.onBeforeRequest((details, answer) => {
    answer({ cancel: !/^(data|blob|devtools):/.test(details.url) && !isOurPage(details.url) });
  });
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.on('will-frame-navigate', (event) => {
      if (mayNavigate(event.url, event.isMainFrame)) return;
      logger.warn('the window wanted to go elsewhere; refused');
      event.preventDefault();
    });
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
  answerCalls(options.answer, logger);
}

function answerCalls(answer: CallHandler, logger: Logger): void {
  ipcMain.handle('casier:call', async (event, name: unknown, input: unknown): Promise<Reply<unknown>> => {
    if (!isOurWindow(event.senderFrame) || typeof name !== 'string') {
      logger.error('call refused: not from the top frame of the window');
      return fail('invalid-input');
    }
    try {
      return await answer(name, input);
    } catch (error) {
      logger.error({ err: error, call: name }, 'call failed');
      return fail('unexpected');
    }
  });
}

/** The window; Electron keeps its place and size. */
export function createElectronWindow(options: ShellOptions): ShellWindow {
  let current: BrowserWindow | null = null;
  const closedListeners: (() => void)[] = [];

  async function show(): Promise<void> {
    const window = new BrowserWindow({
      name: 'main',
      windowStatePersistence: true,
      width: 1280,
      height: 800,
      minWidth: 640,
      minHeight: 480,
      show: false,
      autoHideMenuBar: true,
      icon: join(options.iconsDir, 'casier-256.png'),
      webPreferences: {
        preload: options.preloadPath,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webviewTag: false,
        spellcheck: false,
        navigateOnDragDrop: false,
      },
    });
    current = window;
    window.once('ready-to-show', () => window.show());
    window.once('closed', () => {
      current = null;
      for (const listener of closedListeners) listener();
    });
    window.webContents.on('render-process-gone', (_event, details) => {
      options.logger.error({ reason: details.reason }, 'the window crashed; loading it again');
      window.webContents.reload();
    });
    await window.loadURL(`${ELECTRON_ORIGIN}/`);
  }

  return {
    open: async () => {
      if (current === null) {
        await show();
        return;
      }
      if (current.isMinimized()) current.restore();
      current.show();
      current.focus();
    },
    isOpen: () => current !== null,
    send: ({ name, payload }) => current?.webContents.send('casier:event', name, payload),
    onClosed: (listener) => closedListeners.push(listener),
  };
}
