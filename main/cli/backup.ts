import { mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { stageRestore } from '../engine/backup/stage.ts';
import { finishRestore } from '../engine/backup/swap-in.ts';
import type { Engine } from '../engine/options.ts';
import { DataFolderInUse, lockFolder } from '../engine/platform/folder-lock.ts';
import { dataFolder } from '../shell/data-folder.ts';
import { ask, CommandFailed } from './ask.ts';
import { exitCode, type Outcome } from './outcome.ts';
import type { Texts } from './texts.ts';

interface PassphraseSwitch {
  readonly passphraseFile?: string;
}

/** Writes an encrypted backup. */
export async function backup(
  engine: Engine,
  options: PassphraseSwitch & { readonly out?: string },
  texts: Texts,
): Promise<Outcome> {
  const passphrase = await passphraseOf(options);
  const file = await ask(engine, 'backup.now', {
    ...(passphrase === null ? {} : { passphrase }),
    ...(options.out === undefined ? {} : { path: resolve(options.out) }),
  });
  return { code: exitCode.done, json: file, lines: [texts.care.backedUp(file.path, file.bytes)] };
}

/** Puts a backup in place; no engine is needed, for the database may be what is broken. */
export async function restore(
  file: string,
  options: PassphraseSwitch & { readonly data?: string },
  texts: Texts,
): Promise<Outcome> {
  const passphrase = await passphraseOf(options);
  if (passphrase === null) throw new CommandFailed({ code: 'backup-no-passphrase' });
  const dataDir = dataFolder({
    data: options.data ?? (process.env['CASIER_DATA'] || undefined),
    demo: false,
  });
  mkdirSync(dataDir, { recursive: true });
  const unlock = lock(dataDir);
  try {
    const staged = await stageRestore(dataDir, resolve(file), passphrase);
    if (!staged.ok) throw new CommandFailed(staged.problem);
    const aside = join(dataDir, finishRestore(dataDir, new Date()) ?? '');
    const { accounts, acts } = staged.value;
    return {
      code: exitCode.done,
      json: { accounts, acts, aside },
      lines: [texts.care.restored(accounts, acts, aside)],
    };
  } finally {
    unlock();
  }
}

function lock(dataDir: string): () => void {
  try {
    return lockFolder(dataDir);
  } catch (error) {
    if (error instanceof DataFolderInUse) throw new CommandFailed({ code: 'in-use' });
    throw error;
  }
}

/** Never an argument: other people of the computer can read those. */
async function passphraseOf({ passphraseFile }: PassphraseSwitch): Promise<string | null> {
  if (passphraseFile === undefined) return process.env['CASIER_PASSPHRASE'] || null;
  const text = await readFile(passphraseFile, 'utf8').catch(() => {
    throw new CommandFailed({ code: 'not-found', detail: passphraseFile });
  });
  return text.split(/\r?\n/, 1)[0] || null;
}
