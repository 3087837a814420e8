import { execFile, spawn } from 'node:child_process';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { fail, succeed, type Reply } from '../../../contract/problem.ts';
import { openableLink } from '../links.ts';

const run = promisify(execFile);

/** Opens a web or mail link in the person's own program. */
export async function openLink(url: string): Promise<Reply<Record<string, never>>> {
  const link = openableLink(url);
  if (link === null) return fail('invalid-input', 'not a web or mail link');
  return start(opener(process.platform, link));
}

/** Opens a file in the person's own program for its kind; the path is absolute, so it is no option of the opener. */
export function openFile(path: string): Promise<Reply<Record<string, never>>> {
  return start(opener(process.platform, path));
}

function start([program, args]: Dialog): Promise<Reply<Record<string, never>>> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: 'ignore', detached: true });
    child.once('error', (error) => resolve(fail('unexpected', error.message)));
    child.once('spawn', () => {
      child.unref();
      resolve(succeed({}));
    });
  });
}

function opener(platform: NodeJS.Platform, link: string): Dialog {
  if (platform === 'darwin') return ['open', [link]];
  // Not `start`: cmd.exe would read characters of the link as commands.
  if (platform === 'win32') return ['rundll32', ['url.dll,FileProtocolHandler', link]];
  return ['xdg-open', [link]];
}

type Dialog = readonly [program: string, args: readonly string[]];

/** Asks for a folder with the first dialog program that is installed. */
export function chooseFolder(): Promise<{ path: string | null; available: boolean }> {
  return ask([
    ['zenity', ['--file-selection', '--directory']],
    ['kdialog', ['--getexistingdirectory', homedir()]],
  ]);
}

/** Asks for a file with this ending, in the same way. */
export function chooseFile(extension: string): Promise<{ path: string | null; available: boolean }> {
  // Thunderbird's mbox files have no ending at all.
  const pattern = extension === 'mbox' ? '*' : `*.${extension}`;
  return ask([
    ['zenity', ['--file-selection', `--file-filter=${pattern}`]],
    ['kdialog', ['--getopenfilename', homedir(), pattern]],
  ]);
}

async function ask(dialogs: readonly Dialog[]): Promise<{ path: string | null; available: boolean }> {
  for (const [program, args] of dialogs) {
    try {
      const { stdout } = await run(program, args);
      const path = stdout.replace(/\n$/, '');
      return { path: path === '' ? null : path, available: true };
    } catch (error) {
      // Not installed: try the next. Any other failure means that the person closed the dialog.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') return { path: null, available: true };
    }
  }
  return { path: null, available: false };
}

/** The downloads folder of the XDG user directories, else `Downloads` in the home folder. */
export async function findDownloads(): Promise<string> {
  try {
    const { stdout } = await run('xdg-user-dir', ['DOWNLOAD'], { timeout: 2_000 });
    const path = stdout.trim();
    // Without a setting the program names the home folder itself.
    if (path !== '' && path !== homedir()) return path;
  } catch {
    // Not every desktop has the program.
  }
  return join(homedir(), 'Downloads');
}
