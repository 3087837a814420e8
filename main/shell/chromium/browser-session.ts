import { existsSync } from 'node:fs';
import { join } from 'node:path';
import puppeteer, { TargetType, type Browser, type CDPSession } from 'puppeteer-core';
import type { AnyEvent } from '../../../contract/index.ts';
import type { Logger } from '../../engine/platform/logger.ts';
import { CHROMIUM_ORIGIN } from '../content-policy.ts';
import type { CallHandler, Language } from '../port.ts';
import { sessionAddress } from '../dbus/session-bus.ts';
import { serveStatic } from '../static-files.ts';
import { chromiumArguments } from './arguments.ts';
import { bridgePage } from './page-bridge.ts';

export interface SessionOptions {
  readonly executable: string;
  readonly profileDir: string;
  readonly rendererDir: string;
  readonly language: Language;
  readonly debugPort: boolean;
  readonly answer: CallHandler;
  readonly logger: Logger;
}

/** One run of the browser with the window in it. */
export interface BrowserSession {
  /** The browser's own process. */
  readonly pid: number;
  send(event: AnyEvent): void;
  /** Brings the window to the front; false when it is just going. */
  focus(): Promise<boolean>;
  /** Resolves when the browser's process has ended: the person closed the window, or it was lost (killed, crashed). */
  readonly ended: Promise<'closed' | 'lost'>;
  close(): Promise<void>;
}

/** Starts the browser over a pipe and shows the window. Throws when it cannot be started. */
export async function openSession(options: SessionOptions): Promise<BrowserSession> {
  const browser = await launch(options);
  try {
    return await showWindow(browser, options);
  } catch (error) {
    browser.process()?.kill('SIGKILL');
    throw error;
  }
}

function launch(options: SessionOptions): Promise<Browser> {
  return puppeteer.launch({
    executablePath: options.executable,
    ignoreDefaultArgs: true,
    args: chromiumArguments({
      profileDir: options.profileDir,
      language: options.language,
      root: process.getuid?.() === 0,
      firstStart: !existsSync(join(options.profileDir, 'Default', 'Preferences')),
      debugPort: options.debugPort,
    }),
    headless: false,
    pipe: true,
    defaultViewport: null,
    // Ending is the application's affair: it closes the window after the engine.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    env: {
      ...process.env,
      LANGUAGE: options.language,
      // Without a session bus the browser would start one, which nobody would end.
      DBUS_SESSION_BUS_ADDRESS: sessionAddress(process.env) ?? 'disabled:',
    },
  });
}

async function showWindow(browser: Browser, options: SessionOptions): Promise<BrowserSession> {
  // Not its page: what the library sets up around one is of no use here, and costs as many messages as all of this.
  const window = await browser.waitForTarget((target) => target.type() === TargetType.PAGE);
  const [control, session] = await Promise.all([
    browser.target().createCDPSession(),
    window.createCDPSession(),
  ]);
  const { targetInfo } = await session.send('Target.getTargetInfo');
  let closedByPerson = false;

  const ended = new Promise<'closed' | 'lost'>((resolve) => {
    browser.process()?.once('exit', (code) => resolve(closedByPerson || code === 0 ? 'closed' : 'lost'));
  });
  session.on('Inspector.targetCrashed', () => {
    options.logger.error('the window crashed');
    browser.process()?.kill('SIGKILL');
  });
  control.on('Target.targetDestroyed', ({ targetId }) => {
    if (targetId !== targetInfo.targetId) return;
    closedByPerson = true;
    void closeBrowser(browser, ended);
  });
  // Told in one go: each answer of a browser that is starting takes its time. All of it holds before our page is asked for.
  const [bridge] = await Promise.all([
    bridgePage(session, { ...options, origin: CHROMIUM_ORIGIN }),
    refuseOtherPages(control, targetInfo.targetId, options.logger),
    serve(control, options),
    control.send('Browser.setDownloadBehavior', { behavior: 'deny' }),
    control.send('Browser.grantPermissions', {
      // Granting one refuses all others.
      permissions: ['clipboardSanitizedWrite'],
      origin: CHROMIUM_ORIGIN,
    }),
  ]);
  const { errorText } = await session.send('Page.navigate', { url: `${CHROMIUM_ORIGIN}/` });
  if (errorText !== undefined) throw new Error(`the window did not load: ${errorText}`);

  return {
    pid: browser.process()?.pid ?? -1,
    send: (event) => bridge.send(event),
    focus: () => bringToFront(control, session),
    ended,
    close: async () => {
      closedByPerson = true;
      await closeBrowser(browser, ended);
    },
  };
}

async function bringToFront(control: CDPSession, session: CDPSession): Promise<boolean> {
  try {
    const { windowId, bounds } = await session.send('Browser.getWindowForTarget');
    if (bounds.windowState === 'minimized') {
      await control.send('Browser.setWindowBounds', { windowId, bounds: { windowState: 'normal' } });
    }
    await session.send('Page.bringToFront');
    return true;
  } catch {
    // The protocol has no word for a window that is closing; its messages fail.
    return false;
  }
}

/** Answers every request of the browser from the renderer's folder; whatever is not there does not exist. */
async function serve(control: CDPSession, options: SessionOptions): Promise<void> {
  control.on('Fetch.requestPaused', ({ requestId, request, resourceType }) => {
    void answer().catch((error: unknown) => {
      // The page that asked is gone.
      options.logger.debug({ err: error }, 'a request was not answered');
    });
    async function answer(): Promise<void> {
      if (!request.url.startsWith(`${CHROMIUM_ORIGIN}/`) || request.method !== 'GET') {
        options.logger.warn({ resourceType }, 'the window asked for something outside; refused');
        // Aborted leaves the page as it is; any other reason would show an error page in its place.
        await control.send('Fetch.failRequest', { requestId, errorReason: 'Aborted' });
        return;
      }
      const { status, headers, body } = await serveStatic(options.rendererDir, CHROMIUM_ORIGIN, request.url);
      await control.send('Fetch.fulfillRequest', {
        requestId,
        responseCode: status,
        responseHeaders: Object.entries(headers).map(([name, value]) => ({ name, value })),
        body: Buffer.from(body).toString('base64'),
      });
    }
  });
  await control.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] });
}

/** One window is all there is: pages opened by a script, a link or a key are closed at once. */
async function refuseOtherPages(control: CDPSession, ours: string, logger: Logger): Promise<void> {
  control.on('Target.targetCreated', ({ targetInfo: { type, targetId, url } }) => {
    if (type !== 'page' || targetId === ours || url.startsWith('devtools:')) return;
    logger.warn('a second page was refused');
    control.send('Target.closeTarget', { targetId }).catch(() => undefined);
  });
  await control.send('Target.setDiscoverTargets', { discover: true });
}

async function closeBrowser(browser: Browser, ended: Promise<unknown>): Promise<void> {
  const overdue = setTimeout(() => browser.process()?.kill('SIGKILL'), 5_000);
  await browser.close().catch(() => undefined);
  await ended;
  clearTimeout(overdue);
}
