import { createHash } from 'node:crypto';
import dbus from 'dbus-next';
import { z } from 'zod';
import { SecretsUnavailable, type SecretStore } from '../../engine/platform/secrets.ts';
import type { SessionBus } from './session-bus.ts';

const DESTINATION = 'org.freedesktop.secrets';
const SERVICE_PATH = '/org/freedesktop/secrets';
/** Where a prompt is not needed; and how long a person may take for one. */
const PROBE_TIMEOUT_MS = 3_000;
const PROMPT_TIMEOUT_MS = 60_000;
/** The bus names "no object" like this. */
const NOTHING = '/';

const path = z.string().startsWith('/');
const paths = z.array(path);
const secret = z.tuple([path, z.instanceof(Uint8Array), z.instanceof(Uint8Array), z.string()]);
const flag = z.object({ value: z.boolean() });

/**
 * Opens the desktop's keychain over the Secret Service API (GNOME Keyring, KWallet, KeePassXC); null where there is none or it
 * has no default collection. `dataDir` keeps several data folders apart. What is stored is read back, for some services
 * refuse long values without saying so.
 */
export async function openSecretService(bus: SessionBus, dataDir: string): Promise<SecretStore | null> {
  const service = (member: string, signature: string, body: unknown[], timeoutMs?: number) =>
    bus.call(on(SERVICE_PATH, 'Service', member, signature, body), timeoutMs);

  let collection: string;
  let session: string;
  try {
    [collection] = z.tuple([path]).parse(await service('ReadAlias', 's', ['default'], PROBE_TIMEOUT_MS));
    if (collection === NOTHING) return null;
    // The values cross only the person's own bus, which carries the unlocked keychain's answers to any program anyway.
    [, session] = z
      .tuple([z.unknown(), path])
      .parse(await service('OpenSession', 'sv', ['plain', new dbus.Variant('s', '')], PROBE_TIMEOUT_MS));
  } catch {
    return null;
  }

  const profile = createHash('sha256').update(dataDir).digest('hex').slice(0, 16);
  const attributesOf = (name: string) => ({ application: 'casier', profile, name });

  async function prompt(promptPath: string): Promise<void> {
    if (promptPath === NOTHING) return;
    let stop = (): void => undefined;
    let timer: NodeJS.Timeout | undefined;
    try {
      const completed = new Promise<boolean>((resolve, reject) => {
        timer = setTimeout(() => reject(new SecretsUnavailable('the keychain waits')), PROMPT_TIMEOUT_MS);
        bus
          .onSignal('org.freedesktop.Secret.Prompt', 'Completed', (signal) => {
            if (signal.path === promptPath) resolve(signal.body[0] === true);
          })
          .then(async (end) => {
            stop = end;
            await bus.call(on(promptPath, 'Prompt', 'Prompt', 's', ['']));
          })
          .catch(reject);
      });
      if (await completed) throw new SecretsUnavailable('the keychain stayed locked');
    } finally {
      clearTimeout(timer);
      stop();
    }
  }

  async function unlock(): Promise<void> {
    const [locked] = await bus.call({
      ...on(collection, 'Collection', 'Get', 'ss', ['org.freedesktop.Secret.Collection', 'Locked']),
      interface: 'org.freedesktop.DBus.Properties',
    });
    if (!flag.parse(locked).value) return;
    const [, promptPath] = z.tuple([paths, path]).parse(await service('Unlock', 'ao', [[collection]]));
    await prompt(promptPath);
  }

  async function find(name: string): Promise<string[]> {
    await unlock();
    const body = [attributesOf(name)];
    const [items] = await bus.call(on(collection, 'Collection', 'SearchItems', 'a{ss}', body));
    return paths.parse(items);
  }

  async function get(name: string): Promise<string | null> {
    const [item] = await find(name);
    if (item === undefined) return null;
    const [value] = await bus.call(on(item, 'Item', 'GetSecret', 'o', [session]));
    return Buffer.from(secret.parse(value)[2]).toString('utf8');
  }

  return {
    get: (name) => orUnavailable(() => get(name)),
    set: (name, value) =>
      orUnavailable(async () => {
        await unlock();
        const properties = {
          'org.freedesktop.Secret.Item.Label': new dbus.Variant('s', 'Casier'),
          'org.freedesktop.Secret.Item.Attributes': new dbus.Variant('a{ss}', attributesOf(name)),
        };
        const stored = [session, Buffer.alloc(0), Buffer.from(value, 'utf8'), 'text/plain; charset=utf8'];
        const body = [properties, stored, true];
        const made = await bus.call(on(collection, 'Collection', 'CreateItem', 'a{sv}(oayays)b', body));
        await prompt(z.tuple([path, path]).parse(made)[1]);
        if ((await get(name)) !== value) throw new SecretsUnavailable('the keychain did not keep the value');
      }),
    delete: (name) =>
      orUnavailable(async () => {
        for (const item of await find(name)) {
          const [promptPath] = z.tuple([path]).parse(await bus.call(on(item, 'Item', 'Delete', '', [])));
          await prompt(promptPath);
        }
      }),
  };
}

function on(objectPath: string, name: string, member: string, signature: string, body: readonly unknown[]) {
  const interfaceName = `org.freedesktop.Secret.${name}`;
  return { destination: DESTINATION, path: objectPath, interface: interfaceName, member, signature, body };
}

async function orUnavailable<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof SecretsUnavailable) throw error;
    const detail = error instanceof Error ? error.message : String(error);
    throw new SecretsUnavailable(detail, { cause: error });
  }
}
