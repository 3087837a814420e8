import type { Logger } from '../../engine/platform/logger.ts';
import type { ShellWindow } from '../port.ts';
import type { BrowserSession } from './browser-session.ts';

/** A window that is lost again sooner than this is not reopened: the reason would only repeat. */
const STEADY_MS = 20_000;
const LAUNCH_ATTEMPTS = 3;
const LAUNCH_PAUSE_MS = 700;

export interface ChromiumWindow extends ShellWindow {
  close(): Promise<void>;
}

/**
 * The window over successive runs of the browser: opened on demand, reopened once when the browser is lost.
 * `now` gives milliseconds.
 */
export function createWindow(options: {
  openSession: () => Promise<BrowserSession>;
  logger: Logger;
  now: () => number;
}): ChromiumWindow {
  let current: Promise<BrowserSession> | null = null;
  let live: BrowserSession | null = null;
  let reopenedAt = -Infinity;
  const closedListeners: (() => void)[] = [];

  async function launchSession(): Promise<BrowserSession> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await options.openSession();
      } catch (error) {
        if (attempt >= LAUNCH_ATTEMPTS) throw error;
        // The browser of a Casier that was killed needs a moment to end and leave the profile.
        options.logger.warn({ err: error, attempt }, 'the browser did not start');
        await new Promise((resolve) => setTimeout(resolve, LAUNCH_PAUSE_MS));
      }
    }
  }

  function start(): Promise<BrowserSession> {
    const starting = launchSession();
    current = starting;
    starting.then(
      (session) => {
        live = session;
        void session.ended.then((reason) => onEnded(reason));
      },
      () => {
        current = null;
      },
    );
    return starting;
  }

  function onEnded(reason: 'closed' | 'lost'): void {
    live = null;
    current = null;
    const steady = options.now() - reopenedAt > STEADY_MS;
    if (reason === 'lost' && steady) {
      options.logger.warn('the browser was lost; opening the window again');
      reopenedAt = options.now();
      start().catch((error: unknown) => {
        options.logger.error({ err: error }, 'the window could not be opened again');
        tellClosed();
      });
      return;
    }
    tellClosed();
  }

  function tellClosed(): void {
    for (const listener of closedListeners) listener();
  }

  return {
    open: async () => {
      const session = await current;
      if (session !== null) {
        if (await session.focus()) return;
        await session.ended;
      }
      // A lost window has been opened again by now.
      await (current ?? start());
    },
    isOpen: () => current !== null,
    send: (event) => live?.send(event),
    onClosed: (listener) => closedListeners.push(listener),
    close: async () => {
      const session = await current?.catch(() => null);
      await session?.close();
    },
  };
}
