import { join } from 'node:path';
import type { Wanted } from '../contract/app.ts';
import { createAppCalls } from './app-calls.ts';
import { openedFiles } from './opened-files.ts';
import { engineFlags } from './engine/flags.ts';
import { startEngineClient } from './engine/client.ts';
import type { Logger } from './engine/platform/logger.ts';
import { keepPreferences } from './preferences.ts';
import type { OpenShell } from './shell/port.ts';
import { showNotices } from './notices.ts';
import { runTray } from './tray.ts';

/** The window is open by then, as a rule. */
const CALM_MS = 3000;

export interface ApplicationOptions {
  readonly openShell: OpenShell;
  readonly demo: boolean;
  readonly dataDir: string;
  readonly version: string;
  readonly engineModule: string;
  readonly inferenceModule: string;
  readonly rendererDir: string;
  readonly preloadPath: string;
  readonly resourcesDir: string;
  readonly logger: Logger;
}

/**
 * Runs the application until the person leaves it: the shell shows the window and the tray, the engine works beside it, and
 * calls and events pass between them. Throws `ShellUnavailable` where no window can be shown.
 */
export async function runApplication(options: ApplicationOptions): Promise<void> {
  const { logger, dataDir, resourcesDir, version, demo } = options;
  const shell = await options.openShell({
    ...options,
    iconsDir: join(resourcesDir, 'icons'),
    answer: (name, input) => answer(name, input),
  });
  if (shell === 'already-running') return;
  const left = Promise.withResolvers<void>();
  const leave = (): void => left.resolve();

  const engine = startEngineClient({
    start: () => shell.startProcess(options.engineModule, engineFlags),
    startInference: () => shell.startProcess(options.inferenceModule, []),
    settings: { dataDir, resourcesDir, version, calmMs: CALM_MS },
    secrets: shell.secrets,
    logger,
  });
  /** What the window is being opened for: told once it is there and asks. */
  let wanted: Wanted | null = null;
  const takeWanted = (): Wanted | null => {
    const taken = wanted;
    wanted = null;
    return taken;
  };
  const opened = await openedFiles(join(dataDir, 'opened'));
  const appCalls = createAppCalls({ shell, engine, version, dataDir, demo, opened, takeWanted, logger });
  const preferences = keepPreferences(engine, shell.language);

  async function answer(name: string, input: unknown) {
    const reply = (await appCalls(name, input)) ?? (await engine.relay(name, input));
    if (name === 'settings.set') preferences.refresh();
    return reply;
  }
  const show = (what: Wanted): void => {
    const isThere = shell.window.isOpen();
    if (!isThere) wanted = what;
    shell.window
      .open()
      .then(() => {
        if (isThere) shell.window.send({ name: 'app.show', payload: what });
      })
      .catch((error: unknown) => logger.error({ err: error }, 'the window did not open'));
  };

  engine.onEvent((event) => shell.window.send(event));
  engine.onStatus((payload) => shell.window.send({ name: 'app.engineState', payload }));
  const around = { engine, preferences, notify: shell.notify.bind(shell), show, logger };
  if (shell.tray) runTray({ ...around, tray: shell.tray, leave });
  showNotices(around);
  shell.onSecondStart(() => show({ place: 'proposals' }));
  shell.onQuit(leave);
  shell.window.onClosed(() => {
    if (shell.tray === null) leave();
  });

  try {
    await shell.window.open();
    await left.promise;
  } finally {
    await engine.close();
    await opened.clear();
    await shell.close();
  }
}
