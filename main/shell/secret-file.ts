import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Mutex } from 'async-mutex';
import { z } from 'zod';
import { SecretsUnavailable, type SecretStore } from '../engine/platform/secrets.ts';

const KEY_BYTES = 32;
const NONCE_BYTES = 12;

const stored = z.object({
  version: z.literal(1),
  secrets: z.record(z.string(), z.object({ nonce: z.base64(), tag: z.base64(), value: z.base64() })),
});
type Stored = z.infer<typeof stored>;

/**
 * Keeps secrets in `secrets.json` of the data folder, encrypted with AES-256-GCM under the key of `secrets.key`, both readable
 * by their owner alone. This guards a copy of one file, not the whole folder: where a keychain exists, that is used instead.
 * A secret's name is its associated data, so that values cannot be swapped.
 */
export function openSecretFile(dataDir: string): SecretStore {
  const file = join(dataDir, 'secrets.json');
  const keyFile = join(dataDir, 'secrets.key');
  const mutex = new Mutex();

  async function read(): Promise<Stored> {
    const text = await readOptional(file);
    if (text === null) return { version: 1, secrets: {} };
    const parsed = stored.safeParse(parseJson(text.toString('utf8')));
    if (!parsed.success) throw new SecretsUnavailable('secrets.json is damaged');
    return parsed.data;
  }

  async function write(content: Stored): Promise<void> {
    await writeFile(`${file}.new`, JSON.stringify(content), { mode: 0o600, flush: true });
    await rename(`${file}.new`, file);
  }

  async function readKey(): Promise<Buffer | null> {
    const key = await readOptional(keyFile);
    if (key !== null && key.length !== KEY_BYTES) throw new SecretsUnavailable('secrets.key is damaged');
    return key;
  }

  async function makeKey(): Promise<Buffer> {
    const key = randomBytes(KEY_BYTES);
    await writeFile(keyFile, key, { mode: 0o600, flag: 'wx', flush: true });
    return key;
  }

  return {
    get: (name) =>
      mutex.runExclusive(async () => {
        const entry = (await read()).secrets[name];
        if (entry === undefined) return null;
        const key = await readKey();
        if (key === null) throw new SecretsUnavailable('secrets.key is missing');
        return open(key, name, entry);
      }),
    set: (name, value) =>
      mutex.runExclusive(async () => {
        const content = await read();
        const key = (await readKey()) ?? (await makeKey());
        await write({ ...content, secrets: { ...content.secrets, [name]: seal(key, name, value) } });
      }),
    delete: (name) =>
      mutex.runExclusive(async () => {
        const content = await read();
        if (!(name in content.secrets)) return;
        const { [name]: _gone, ...secrets } = content.secrets;
        await write({ ...content, secrets });
      }),
  };
}

type Sealed = Stored['secrets'][string];

function seal(key: Buffer, name: string, value: string): Sealed {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(name));
  const sealed = Buffer.concat([cipher.update(value, 'utf8'), cipher.final()]);
  return {
    nonce: nonce.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
    value: sealed.toString('base64'),
  };
}

function open(key: Buffer, name: string, entry: Sealed): string {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(entry.nonce, 'base64'), {
      authTagLength: 16,
    });
    decipher.setAAD(Buffer.from(name)).setAuthTag(Buffer.from(entry.tag, 'base64'));
    return Buffer.concat([decipher.update(Buffer.from(entry.value, 'base64')), decipher.final()]).toString();
  } catch (error) {
    throw new SecretsUnavailable('the secret and its key do not belong together', { cause: error });
  }
}

async function readOptional(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new SecretsUnavailable(`cannot read ${path}`, { cause: error });
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
