import { cp, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { ImapSettings } from '../../../contract/imap-settings.ts';
import type { AccountId } from '../../../contract/ids.ts';
import { fail, succeed, type ProblemReason, type Reply } from '../../../contract/problem.ts';
import type { WritableDb } from '../db/handles.ts';
import {
  changeAccount,
  insertAccount,
  listAccounts,
  nextAccountId,
  setSignedOut,
} from '../db/repositories/accounts.ts';
import type { Clock } from '../platform/clock.ts';
import { SecretsUnavailable, type SecretStore } from '../platform/secrets.ts';
import { readTypedPath } from '../platform/typed-path.ts';
import type { SourceFactory } from '../sources/port.ts';
import { secretName } from './open-source.ts';

export interface NewImapAccount {
  readonly name: string;
  readonly address: string;
  readonly imap: ImapSettings;
  readonly password: string;
}

export interface NewMaildirAccount {
  readonly name: string;
  readonly path: string;
  readonly demo?: boolean;
}

export interface AddingDeps {
  readonly db: WritableDb;
  readonly dataDir: string;
  readonly resourcesDir: string;
  readonly secrets: SecretStore;
  readonly createSource: SourceFactory;
  readonly clock: Clock;
}

/** Stores an account on a server and its password; contacts nobody. One at a time. `already-added` for the same user of the same server. */
export async function insertImap(
  { db, secrets, clock }: AddingDeps,
  input: NewImapAccount,
): Promise<Reply<AccountId>> {
  const same = listAccounts(db).find(
    (account) =>
      account.kind === 'imap' &&
      account.settings.host.toLowerCase() === input.imap.host.toLowerCase() &&
      account.settings.username === input.imap.username,
  );
  if (same && !same.signedOut) return fail('already-added');
  if (same) return signInAgain({ db, secrets }, same.id, input);
  // The password first: a crash in between leaves one that the next account overwrites, rather than an account without.
  const id = nextAccountId(db);
  try {
    await secrets.set(secretName(id), input.password);
  } catch (error) {
    if (error instanceof SecretsUnavailable) return fail('secrets-unavailable', error.message);
    throw error;
  }
  insertAccount(db, {
    id,
    kind: 'imap',
    name: input.name || input.address,
    address: input.address,
    settings: input.imap,
    demo: false,
    at: clock.now(),
  });
  return succeed(id);
}

/** An account that the person signed out of comes back with the mail that was kept. */
async function signInAgain(
  { db, secrets }: Pick<AddingDeps, 'db' | 'secrets'>,
  id: AccountId,
  input: NewImapAccount,
): Promise<Reply<AccountId>> {
  try {
    await secrets.set(secretName(id), input.password);
  } catch (error) {
    if (error instanceof SecretsUnavailable) return fail('secrets-unavailable', error.message);
    throw error;
  }
  changeAccount(db, id, { name: input.name || input.address, settings: input.imap });
  setSignedOut(db, id, false);
  return succeed(id);
}

/** Stores an account for a folder of mail on this computer, whose path is as a person typed it. */
export async function insertMaildir(
  { db, createSource, clock }: AddingDeps,
  input: NewMaildirAccount,
): Promise<Reply<AccountId>> {
  const path = readTypedPath(input.path);
  if (path === null) return fail('not-a-maildir', undefined, 'path-relative');
  const same = listAccounts(db).some(
    (account) => account.kind === 'maildir' && account.settings.path === path,
  );
  if (same) return fail('already-added');
  const hindrance = await hindranceAt(path);
  if (hindrance !== null) return fail('not-a-maildir', path, hindrance);
  const source = createSource({ kind: 'maildir', path });
  try {
    const mailboxes = await source.listMailboxes(AbortSignal.timeout(30_000));
    if (!mailboxes.ok) {
      const { code, detail } = mailboxes.problem;
      return code === 'server-refused' ? fail('not-a-maildir', detail, 'path-closed') : mailboxes;
    }
  } finally {
    await source.close();
  }
  const id = nextAccountId(db);
  insertAccount(db, {
    id,
    kind: 'maildir',
    name: input.name || basename(path) || path,
    address: '',
    settings: { path },
    demo: input.demo ?? false,
    at: clock.now(),
  });
  return succeed(id);
}

/** Why there can be no folder of mail at a path. */
async function hindranceAt(path: string): Promise<ProblemReason | null> {
  try {
    return (await stat(path)).isDirectory() ? null : 'path-is-file';
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'EACCES' || code === 'EPERM' ? 'path-closed' : 'path-missing';
  }
}

/** Copies the bundled mailbox into the data folder, in place of an earlier copy, and stores an account for it. */
export async function insertDemo(deps: AddingDeps): Promise<Reply<AccountId>> {
  const path = join(deps.dataDir, 'demo-mailbox');
  await rm(path, { recursive: true, force: true });
  await cp(join(deps.resourcesDir, 'demo-mailbox'), path, { recursive: true, preserveTimestamps: true });
  return insertMaildir(deps, { name: 'Démo', path, demo: true });
}
