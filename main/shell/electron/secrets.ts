import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Mutex } from 'async-mutex';
import { safeStorage } from 'electron';
import { z } from 'zod';
import { SecretsUnavailable, type SecretStore } from '../../engine/platform/secrets.ts';

const stored = z.record(z.string(), z.base64());

/**
 * Secrets encrypted with a key that the system's keychain holds, in `keychain.json` of the data folder; null where there is
 * no keychain. `basic_text` is Chromium's name for a key that everyone knows: it does not count.
 */
export async function openSafeStorage(dataDir: string): Promise<SecretStore | null> {
  if (!(await safeStorage.isAsyncEncryptionAvailable())) return null;
  if (process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text') return null;
  const file = join(dataDir, 'keychain.json');
  const mutex = new Mutex();

  async function read(): Promise<Record<string, string>> {
    try {
      return stored.parse(JSON.parse(await readFile(file, 'utf8')));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
      throw new SecretsUnavailable('keychain.json cannot be read', { cause: error });
    }
  }

  async function write(content: Record<string, string>): Promise<void> {
    await writeFile(`${file}.new`, JSON.stringify(content), { mode: 0o600, flush: true });
    await rename(`${file}.new`, file);
  }

  async function encrypt(value: string): Promise<string> {
    return (await safeStorage.encryptStringAsync(value)).toString('base64');
  }

  return {
    get: (name) =>
      mutex.runExclusive(() =>
        orUnavailable(async () => {
          const content = await read();
          const sealed = content[name];
          if (sealed === undefined) return null;
          const { result, shouldReEncrypt } = await safeStorage.decryptStringAsync(
            Buffer.from(sealed, 'base64'),
          );
          if (shouldReEncrypt) await write({ ...content, [name]: await encrypt(result) });
          return result;
        }),
      ),
    set: (name, value) =>
      mutex.runExclusive(() =>
        orUnavailable(async () => write({ ...(await read()), [name]: await encrypt(value) })),
      ),
    delete: (name) =>
      mutex.runExclusive(() =>
        orUnavailable(async () => {
          const { [name]: _gone, ...rest } = await read();
          await write(rest);
        }),
      ),
  };
}

async function orUnavailable<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof SecretsUnavailable) throw error;
    throw new SecretsUnavailable('the keychain did not answer', { cause: error });
  }
}
