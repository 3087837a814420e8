import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { finishErasing, noteErasing, secretsLeft } from '../engine/erase/erasing.ts';
import type { Engine } from '../engine/options.ts';
import { DataFolderInUse, lockFolder } from '../engine/platform/folder-lock.ts';
import type { Logger } from '../engine/platform/logger.ts';
import { eraseWindowFiles } from '../engine/platform/window-files.ts';
import { dataFolder } from '../shell/data-folder.ts';
import { ask, CommandFailed } from './ask.ts';
import { withSecrets } from './engine.ts';
import { exitCode, type Outcome, type Surroundings } from './outcome.ts';
import { showLine } from './progress.ts';
import type { Texts } from './texts.ts';

/** Writes everything into a new folder, in open formats; asked to stop, it leaves none. */
export async function exportAll(
  engine: Engine,
  { out = '.' }: { readonly out?: string },
  { progress, signal }: Surroundings,
  texts: Texts,
): Promise<Outcome> {
  const line = showLine(progress);
  const stopListening = engine.listen((event) => {
    if (event.name !== 'export.changed' || !event.payload.running) return;
    line.show(texts.care.exporting(event.payload.done, event.payload.total));
  });
  const stop = (): void => void engine.call('export.cancel', {});
  signal.addEventListener('abort', stop);
  try {
    const made = await ask(engine, 'export.run', { folder: resolve(out) });
    return {
      code: exitCode.done,
      json: made,
      lines: [texts.care.exported(made.path, made.files, made.rows)],
    };
  } finally {
    signal.removeEventListener('abort', stop);
    stopListening();
    line.end();
  }
}

interface EraseSwitches {
  readonly data?: string;
  readonly backups?: boolean;
  readonly yes?: boolean;
}

/** Erases everything, once the person has typed the word; no engine is needed, for the database may be what is broken. */
export async function eraseAll(
  options: EraseSwitches,
  logger: Logger,
  around: Surroundings,
  texts: Texts,
): Promise<Outcome> {
  const { backups = false, yes = false } = options;
  const data = options.data ?? (process.env['CASIER_DATA'] || undefined);
  const dataDir = dataFolder({ data, demo: false });
  if (!existsSync(dataDir)) throw new CommandFailed({ code: 'not-found', detail: dataDir });
  if (!yes) {
    for (const sentence of texts.care.eraseMeans(dataDir, backups)) around.tell(sentence);
    if ((await typedWord(around)) !== texts.care.eraseWord)
      throw new CommandFailed({ code: 'cancelled' }, exitCode.usage, texts.care.eraseNot);
  }
  const unlock = lock(dataDir);
  try {
    noteErasing(dataDir, { backups });
    await withSecrets(dataDir, logger, (secrets) => finishErasing(dataDir, secrets));
    eraseWindowFiles(dataDir);
    const left = secretsLeft(dataDir);
    return {
      code: exitCode.done,
      json: { dataDir, backups, secretsLeft: left },
      lines: [texts.care.erased(left)],
    };
  } finally {
    unlock();
  }
}

/** The first line of what is typed, without regard to capitals. */
async function typedWord({ stdin, signal }: Surroundings): Promise<string> {
  let text = '';
  for await (const piece of stdin) {
    text += Buffer.from(piece).toString('utf8');
    if (signal.aborted || text.includes('\n')) break;
  }
  return (text.split(/\r?\n/, 1)[0] ?? '').trim().toLowerCase();
}

function lock(dataDir: string): () => void {
  try {
    return lockFolder(dataDir);
  } catch (error) {
    if (error instanceof DataFolderInUse) throw new CommandFailed({ code: 'in-use' });
    throw error;
  }
}
