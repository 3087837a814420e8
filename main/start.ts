/** The application process picks the shell around it, then hands over. */
import { mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { runApplication } from './application.ts';
import { storageTrouble } from './engine/platform/storage-trouble.ts';
import { eraseWindowFiles } from './engine/platform/window-files.ts';
import { openFileLogger, type Logger } from './engine/platform/logger.ts';
import { dataFolder } from './shell/data-folder.ts';
import { desktopLanguage } from './shell/language.ts';
import { ShellUnavailable } from './shell/port.ts';
import { textsIn } from './texts.ts';

const top = join(import.meta.dirname, '..', '..');
const { values } = parseArgs({
  // Electron adds switches of its own.
  strict: false,
  args: process.argv.slice(1),
  options: { demo: { type: 'boolean' }, data: { type: 'string' } },
});
const demo = values.demo === true;
const named = typeof values.data === 'string' ? values.data : process.env['CASIER_DATA'];
const dataDir = dataFolder({ data: named === '' ? undefined : named, demo });
const logger = openLog();

const openShell =
  'electron' in process.versions
    ? (await import('./shell/electron/index.ts')).openElectronShell
    : (await import('./shell/chromium/index.ts')).openChromiumShell;

// Not awaited: Electron becomes ready only after this module has been evaluated.
runApplication({
  openShell,
  demo,
  dataDir,
  version: z.object({ version: z.string() }).parse(readJson(join(top, 'package.json'))).version,
  engineModule: join(import.meta.dirname, 'engine.js'),
  inferenceModule: join(import.meta.dirname, 'inference.js'),
  rendererDir: join(top, 'dist', 'renderer'),
  preloadPath: join(top, 'dist', 'preload', 'index.cjs'),
  // Packed, these lie beside the archive: parts are copied, and the desktop reads the icons itself.
  resourcesDir: top.endsWith('.asar') ? join(dirname(top), 'casier') : join(top, 'dist', 'resources'),
  logger,
}).then(
  () => {
    eraseWindowFiles(dataDir);
    process.exit(0);
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof ShellUnavailable ? error.message : String(error)}\n`);
    process.exit(1);
  },
);

/** Without a folder to write in there is no window either: its profile lies in there. */
function openLog(): Logger {
  try {
    const logs = join(dataDir, 'logs');
    mkdirSync(logs, { recursive: true, mode: 0o700 });
    return openFileLogger(join(logs, 'app.log'));
  } catch (error) {
    if (storageTrouble(error) === null) throw error;
    process.stderr.write(`${textsIn(desktopLanguage(process.env)).cannotWrite(dataDir)}\n`);
    process.exit(1);
  }
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}
