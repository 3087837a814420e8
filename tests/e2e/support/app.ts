import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, chromium, type Page } from 'playwright-core';
import { root } from '../../support/commands.ts';
import { PATIENCE, waitFor } from '../../support/wait-for.ts';
import { electronBinary, type ShellName } from './shells.ts';

export interface AppOptions {
  readonly shell: ShellName;
  readonly display: string;
  readonly dataDir: string;
  readonly args?: readonly string[];
  readonly language?: 'en' | 'fr';
  /** `address:port` of the name server that settings are looked up with. */
  readonly nameServer?: string;
  /** Has the program believe that the computer has nothing else to do: what it leaves for later it does at once. */
  readonly idle?: boolean;
  /** What else is in the environment. */
  readonly environment?: NodeJS.ProcessEnv;
}

/** The built program with its window, driven like a person would. */
export interface RunningApp {
  readonly page: Page;
  readonly process: ChildProcess;
  /** All that it wrote to the terminal. */
  output(): string;
  stop(): Promise<void>;
}

/** Starts `dist/main/launch.js` and gives its window once the page is there. */
export function startApp(options: AppOptions): Promise<RunningApp> {
  return options.shell === 'electron' ? startElectron(options) : startChromium(options);
}

/** A folder of its own for one spec, with a function that deletes it. */
export function temporaryFolder(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'casier-e2e-'));
  return {
    path,
    // Chromium may still be writing the last of its profile.
    remove: () => {
      rmSync(path, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    },
  };
}

/** The environment of a desktop with a screen, a language and nothing else: no bus, so no keychain that asks questions. */
export function desktop(
  options: Pick<AppOptions, 'display' | 'language' | 'nameServer' | 'idle' | 'environment'>,
): NodeJS.ProcessEnv {
  const {
    DBUS_SESSION_BUS_ADDRESS: _bus,
    WAYLAND_DISPLAY: _wayland,
    LANGUAGE: _language,
    ...env
  } = process.env;
  const locale = options.language === 'fr' ? 'fr_FR.UTF-8' : 'en_US.UTF-8';
  return {
    ...env,
    DISPLAY: options.display,
    LANG: locale,
    LC_ALL: locale,
    NODE_ENV: 'test',
    CASIER_TEST_DEBUG_PORT: '0',
    ...(options.nameServer === undefined ? {} : { CASIER_TEST_DNS: options.nameServer }),
    ...(options.idle === true ? { CASIER_TEST_IDLE: '1' } : {}),
    CASIER_SHELL: 'chromium',
    DBUS_SESSION_BUS_ADDRESS: 'disabled:',
    ...options.environment,
  };
}

async function startChromium(options: AppOptions): Promise<RunningApp> {
  // Of an earlier run, which a crash may have left.
  rmSync(join(options.dataDir, 'window', 'DevToolsActivePort'), { force: true });
  const { child, output } = launch(options);
  const ended = once(child, 'exit');
  try {
    const endpoint = await waitFor(() => debugEndpoint(options.dataDir, child, output));
    const browser = await chromium.connectOverCDP(endpoint);
    const page = await waitFor(() => ourPage(browser.contexts()[0]?.pages() ?? []));
    page.setDefaultTimeout(PATIENCE);
    return {
      page,
      process: child,
      output,
      async stop() {
        await browser.close();
        await end(child, ended);
      },
    };
  } catch (error) {
    await end(child, ended);
    throw new Error(`the window did not open; the program said:\n${output()}`, { cause: error });
  }
}

async function startElectron(options: AppOptions): Promise<RunningApp> {
  const executablePath = electronBinary();
  if (!executablePath) throw new Error("Electron's binary is not here");
  const app = await _electron.launch({
    executablePath,
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), root, ...argumentsFor(options)],
    env: definedOnly({ ...desktop(options), CASIER_SHELL: 'electron' }),
  });
  let text = '';
  for (const stream of [app.process().stdout, app.process().stderr]) {
    stream?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  }
  return {
    page: await app.firstWindow(),
    process: app.process(),
    output: () => text,
    stop: () => app.close(),
  };
}

/** Starts the program as `npm start` does, without waiting for anything. */
export function launch(options: AppOptions): { child: ChildProcess; output: () => string } {
  const child = spawn(process.execPath, ['dist/main/launch.js', ...argumentsFor(options)], {
    cwd: root,
    env: desktop(options),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  }
  return { child, output: () => text };
}

function argumentsFor(options: AppOptions): string[] {
  return ['--data', options.dataDir, ...(options.args ?? [])];
}

/** Chromium writes its port into its profile when it listens. */
function debugEndpoint(dataDir: string, child: ChildProcess, output: () => string): string {
  if (child.exitCode !== null) throw new Error(`the program ended with ${child.exitCode}: ${output()}`);
  const [port] = readFileSync(join(dataDir, 'window', 'DevToolsActivePort'), 'utf8').split('\n');
  // The file is there a moment before what is in it.
  if (!/^\d+$/.test(port ?? '')) throw new Error('the port is not told yet');
  return `http://127.0.0.1:${port}`;
}

function ourPage(pages: readonly Page[]): Page {
  const page = pages.find((candidate) => candidate.url().startsWith('https://app.invalid'));
  if (!page) throw new Error('the page is not there yet');
  return page;
}

async function end(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
  child.kill('SIGTERM');
  const overdue = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await ended;
  clearTimeout(overdue);
}

function definedOnly(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
