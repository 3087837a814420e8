import type { ImapSettings } from '../../../contract/imap-settings.ts';
import type { AccountId } from '../../../contract/ids.ts';
import { fail, succeed, type Reply } from '../../../contract/problem.ts';
import type { WritableDb } from '../db/handles.ts';
import { changeAccount, findAccount, listAccounts, setSignedOut } from '../db/repositories/accounts.ts';
import type { Gate } from '../platform/outside.ts';
import { SecretsUnavailable, type SecretStore } from '../platform/secrets.ts';
import type { SourceFactory } from '../sources/port.ts';
import { secretName } from './open-source.ts';
import { tryServer } from './try-server.ts';

export interface ImapChange {
  readonly id: AccountId;
  readonly name: string;
  readonly imap: ImapSettings;
  /** Null: as it is. */
  readonly password: string | null;
}

/**
 * Signs in with the new settings, then stores them. When the server does not take them, or the keychain not the password,
 * nothing is changed. A name alone is changed without asking the server.
 */
export async function changeImap(
  deps: {
    readonly db: WritableDb;
    readonly secrets: SecretStore;
    readonly createSource: SourceFactory;
    readonly gate: Gate;
  },
  { id, name, imap, password }: ImapChange,
): Promise<Reply<Record<string, never>>> {
  const { db, secrets, createSource, gate } = deps;
  const account = findAccount(db, id);
  if (account?.kind !== 'imap') return fail('not-found');
  const taken = listAccounts(db).some(
    (other) =>
      other.id !== id &&
      other.kind === 'imap' &&
      other.settings.host === imap.host &&
      other.settings.username === imap.username,
  );
  if (taken) return fail('already-added');
  const newName = name || account.name;
  const renamedOnly = password === null && JSON.stringify(imap) === JSON.stringify(account.settings);
  try {
    if (!renamedOnly) {
      const secret = password ?? (await secrets.get(secretName(id)));
      if (secret === null) return fail('wrong-password');
      const tried = await tryServer(createSource({ kind: 'imap', imap, password: secret }), imap, gate);
      if (!tried.ok) return tried;
      // The account may have been removed while the server took its time.
      if (!findAccount(db, id)) return fail('not-found');
      if (password !== null) await secrets.set(secretName(id), password);
    }
  } catch (error) {
    if (error instanceof SecretsUnavailable) return fail('secrets-unavailable', error.message);
    throw error;
  }
  changeAccount(db, id, { name: newName, settings: imap });
  if (!renamedOnly) setSignedOut(db, id, false);
  return succeed({});
}
