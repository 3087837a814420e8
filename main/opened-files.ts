import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { saveUnderFreeName } from './downloads.ts';
import type { Reply } from '../contract/problem.ts';

/** Copies of attachments for other programs to show: for the person alone, not to be written, gone with the program. */
export interface OpenedFiles {
  readonly write: (name: string, bytes: Uint8Array) => Promise<Reply<{ path: string }>>;
  readonly clear: () => Promise<void>;
}

/** Keeps the copies in this folder, which it empties first: a crash may have left some. */
export async function openedFiles(folder: string): Promise<OpenedFiles> {
  const clear = (): Promise<void> => rm(folder, { recursive: true, force: true });
  await clear();
  return {
    async write(name, bytes) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      // A folder of its own keeps the name as it is.
      const saved = await saveUnderFreeName(await mkdtemp(join(folder, 'file-')), name, bytes);
      if (saved.ok) await chmod(saved.value.path, 0o400);
      return saved;
    },
    clear,
  };
}
