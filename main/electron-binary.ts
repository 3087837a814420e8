import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cacheFolder } from './shell/data-folder.ts';

const FETCH_TIMEOUT_MS = 20_000;
const RETRY_AFTER_MS = 24 * 3_600_000;
/** What a shell or a loader answers when a program or one of its libraries is missing. */
const CANNOT_RUN = new Set([126, 127]);

const top = join(import.meta.dirname, '..', '..');

export interface ElectronPlaces {
  /** The npm package's own folder. */
  readonly packageDir: string;
  /** A file whose age says when fetching last failed. */
  readonly failureFile: string;
}

function usualPlaces(): ElectronPlaces {
  return {
    packageDir: join(top, 'node_modules', 'electron'),
    failureFile: join(cacheFolder(), 'electron-not-fetched'),
  };
}

/**
 * Finds Electron's binary, fetching it when that can be done in 20 s; null where it cannot. A failure is remembered for a
 * day, so that later starts do not wait for it again.
 */
export async function electronBinary(places: ElectronPlaces = usualPlaces()): Promise<string | null> {
  const installer = join(places.packageDir, 'install.js');
  if (!existsSync(installer)) return null;
  const present = findBinary(places.packageDir);
  if (present !== null) return present;
  if (failedLately(places.failureFile)) return null;
  await runQuietly(installer);
  const fetched = findBinary(places.packageDir);
  if (fetched === null) rememberFailure(places.failureFile);
  else rmSync(places.failureFile, { force: true });
  return fetched;
}

/** Runs the application under Electron to its end; gives its exit code, or `unusable` when Electron cannot run here. */
export async function runElectron(binary: string, args: readonly string[]): Promise<number | 'unusable'> {
  // Chromium's sandbox does not work for root.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return new Promise((resolve) => {
    const child = spawn(binary, [...sandbox, top, ...args], { stdio: 'inherit' });
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.on(signal, () => child.kill(signal));
    child.once('error', () => resolve('unusable'));
    child.once('exit', (code) => resolve(code !== null && CANNOT_RUN.has(code) ? 'unusable' : (code ?? 1)));
  });
}

function findBinary(packageDir: string): string | null {
  const folder = process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(packageDir, 'dist');
  const binary = join(folder, binaryName(process.platform));
  // Of a fetch that was cut off the version file is missing.
  const complete =
    process.env['ELECTRON_OVERRIDE_DIST_PATH'] !== undefined || existsSync(join(folder, 'version'));
  return complete && existsSync(binary) ? binary : null;
}

function binaryName(platform: NodeJS.Platform): string {
  if (platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron';
  return platform === 'win32' ? 'electron.exe' : 'electron';
}

function runQuietly(script: string): Promise<void> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [script], {
      stdio: 'ignore',
      timeout: FETCH_TIMEOUT_MS,
      killSignal: 'SIGKILL',
    });
    child.once('error', () => resolve());
    child.once('exit', () => resolve());
  });
}

function failedLately(file: string): boolean {
  try {
    return Date.now() - statSync(file).mtimeMs < RETRY_AFTER_MS;
  } catch {
    return false;
  }
}

function rememberFailure(file: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, '');
}
