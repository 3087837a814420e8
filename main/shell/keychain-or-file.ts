import type { SecretStore } from '../engine/platform/secrets.ts';
import type { ShellSecrets } from './port.ts';

/**
 * The keychain where there is one, else the file. A secret that was kept in the file while the keychain was away is still
 * found, and moves to the keychain the next time it is set.
 */
export function keychainOrFile(keychain: SecretStore | null, file: SecretStore): ShellSecrets {
  if (keychain === null) return { kind: 'file', ...file };
  return {
    kind: 'keychain',
    get: async (name) => (await keychain.get(name)) ?? (await file.get(name)),
    set: async (name, value) => {
      await keychain.set(name, value);
      await file.delete(name);
    },
    delete: async (name) => {
      await keychain.delete(name);
      await file.delete(name);
    },
  };
}
