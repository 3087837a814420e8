import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Mutex } from 'async-mutex';
import type { Account, AccountLimits, ImapSettings } from '../../../contract/accounts.ts';
import type { AccountId, MailboxId, MessageId } from '../../../contract/ids.ts';
import { fail, succeed, type Problem, type Reply } from '../../../contract/problem.ts';
import type { WritableDb } from '../db/handles.ts';
import {
  deleteAccount,
  findAccount,
  insertAccount,
  listAccounts,
  setImportStopped,
  setLimits,
  setPaused,
  type AccountRow,
} from '../db/repositories/accounts.ts';
import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';
import { SecretsUnavailable, type SecretStore } from '../platform/secrets.ts';
import type { MailSource, SourceFactory } from '../sources/port.ts';
import { describeAccount, limitsOf } from './describe.ts';
import { openSource, secretName } from './open-source.ts';
import { AccountRuntime } from './runtime.ts';
import { tryAccount, type Findings } from './try-account.ts';

export interface AccountManagerOptions {
  readonly db: WritableDb;
  readonly dataDir: string;
  readonly resourcesDir: string;
  readonly secrets: SecretStore;
  readonly createSource: SourceFactory;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly random: () => number;
  readonly onChange: () => void;
  /** An account starts to be looked after, or no longer is. */
  readonly onOpened: (id: AccountId) => void;
  readonly onClosed: (id: AccountId) => Promise<void>;
  readonly onStored: (
    id: AccountId,
    batch: { mailboxId: MailboxId; messageIds: readonly MessageId[]; fresh: boolean },
  ) => void;
  readonly onMoved: (id: AccountId, move: { messageId: MessageId; from: MailboxId; to: MailboxId }) => void;
  readonly onSynced: (id: AccountId, first: boolean) => void;
}

/** Owns the accounts: their sources, their runtimes, their secrets. One runtime per account that is not paused. */
export class AccountManager {
  readonly #options: AccountManagerOptions;
  readonly #open = new Map<AccountId, AccountRuntime>();
  readonly #turns = new Map<AccountId, Mutex>();
  readonly #unopened = new Map<AccountId, Problem>();

  constructor(options: AccountManagerOptions) {
    this.#options = options;
  }

  /** Opens every account; one that cannot be opened says so and does not stop the others. */
  async start(): Promise<void> {
    await Promise.all(listAccounts(this.#options.db).map(({ id }) => this.#openAccount(id)));
  }

  async close(): Promise<void> {
    await Promise.all([...this.#open.keys()].map((id) => this.#closeAccount(id)));
  }

  /** Accounts as the window shows them. */
  list(): Account[] {
    const { db } = this.#options;
    return listAccounts(db).map((account) => {
      const state = this.#open.get(account.id)?.state ?? null;
      return describeAccount(db, account, state, this.#unopened.get(account.id) ?? null);
    });
  }

  /** The source of an account for a job or for reading; a paused account has none: nothing of it is touched. */
  sourceOf(id: AccountId): Reply<MailSource> {
    const open = this.#open.get(id);
    const resting = open?.resting;
    if (resting) return { ok: false, problem: resting };
    if (open) return succeed(open.source);
    const account = findAccount(this.#options.db, id);
    if (!account) return fail('not-found');
    if (account.paused) return fail('cancelled', 'paused');
    return { ok: false, problem: this.#unopened.get(id) ?? { code: 'unreachable' } };
  }

  /** Signs in and looks around; keeps nothing. */
  test(imap: ImapSettings, password: string): Promise<Reply<Findings>> {
    return tryAccount(this.#options.createSource({ kind: 'imap', imap, password }));
  }

  async addImap(input: {
    name: string;
    address: string;
    imap: ImapSettings;
    password: string;
  }): Promise<Reply<{ id: AccountId }>> {
    const { db, secrets, clock } = this.#options;
    const same = listAccounts(db).some(
      (account) =>
        account.kind === 'imap' &&
        account.settings.host === input.imap.host &&
        account.settings.username === input.imap.username,
    );
    if (same) return fail('already-added');
    const id = insertAccount(db, {
      kind: 'imap',
      name: input.name || input.address,
      address: input.address,
      settings: input.imap,
      demo: false,
      at: clock.now(),
    });
    try {
      await secrets.set(secretName(id), input.password);
    } catch (error) {
      deleteAccount(db, id);
      if (error instanceof SecretsUnavailable) return fail('secrets-unavailable', error.message);
      throw error;
    }
    return this.#added(id);
  }

  async addMaildir(input: { name: string; path: string; demo?: boolean }): Promise<Reply<{ id: AccountId }>> {
    const { db, createSource, clock } = this.#options;
    if (
      listAccounts(db).some((account) => account.kind === 'maildir' && account.settings.path === input.path)
    ) {
      return fail('already-added');
    }
    const source = createSource({ kind: 'maildir', path: input.path });
    try {
      const mailboxes = await source.listMailboxes(AbortSignal.timeout(30_000));
      if (!mailboxes.ok) return mailboxes;
    } finally {
      await source.close();
    }
    const id = insertAccount(db, {
      kind: 'maildir',
      name: input.name || (input.path.split(/[\\/]/).filter(Boolean).at(-1) ?? input.path),
      address: '',
      settings: { path: input.path },
      demo: input.demo ?? false,
      at: clock.now(),
    });
    return this.#added(id);
  }

  /** A copy of the bundled mailbox in the data folder: the person may do anything to it. */
  async addDemo(): Promise<Reply<{ id: AccountId }>> {
    const { db, dataDir, resourcesDir } = this.#options;
    const there = listAccounts(db).find((account) => account.demo);
    if (there) return succeed({ id: there.id });
    const path = join(dataDir, 'demo-mailbox');
    await rm(path, { recursive: true, force: true });
    await cp(join(resourcesDir, 'demo-mailbox'), path, { recursive: true, preserveTimestamps: true });
    return this.addMaildir({ name: 'Démo', path, demo: true });
  }

  async remove(id: AccountId): Promise<Reply<Record<string, never>>> {
    const { db, secrets, dataDir } = this.#options;
    const account = findAccount(db, id);
    if (!account) return fail('not-found');
    await this.#closeAccount(id);
    this.#unopened.delete(id);
    deleteAccount(db, id);
    if (account.kind === 'imap') await secrets.delete(secretName(id)).catch(() => undefined);
    if (account.demo) await rm(join(dataDir, 'demo-mailbox'), { recursive: true, force: true });
    this.#options.onChange();
    return succeed({});
  }

  async pause(id: AccountId, paused: boolean): Promise<Reply<Record<string, never>>> {
    if (!findAccount(this.#options.db, id)) return fail('not-found');
    setPaused(this.#options.db, id, paused);
    if (paused) await this.#closeAccount(id);
    else await this.#openAccount(id);
    this.#options.onChange();
    return succeed({});
  }

  /** Pauses or resumes all accounts. */
  async pauseAll(paused: boolean): Promise<Reply<Record<string, never>>> {
    for (const { id } of listAccounts(this.#options.db)) await this.pause(id, paused);
    return succeed({});
  }

  /** Stops the first sync of an account where it is, or lets it go on. */
  stopFirstSync(id: AccountId, stopped: boolean): Reply<Record<string, never>> {
    if (!findAccount(this.#options.db, id)) return fail('not-found');
    setImportStopped(this.#options.db, id, stopped);
    this.#open.get(id)?.stopFirstSync(stopped);
    this.#options.onChange();
    return succeed({});
  }

  /** Sets how gently the account's server is treated; null for what is usual. Its connections are made anew. */
  async setLimits(id: AccountId, limits: AccountLimits | null): Promise<Reply<Record<string, never>>> {
    const { db, onChange } = this.#options;
    if (!findAccount(db, id)) return fail('not-found');
    setLimits(db, id, limits);
    await this.#closeAccount(id);
    await this.#openAccount(id);
    onChange();
    return succeed({});
  }

  /** Time did not pass as it does: all accounts look anew. */
  wake(): void {
    for (const runtime of this.#open.values()) runtime.wake();
  }

  syncNow(id: AccountId): Reply<Record<string, never>> {
    const runtime = this.#open.get(id);
    if (!runtime) return fail('not-found');
    runtime.syncNow();
    return succeed({});
  }

  async setPassword(id: AccountId, password: string): Promise<Reply<Record<string, never>>> {
    const account = findAccount(this.#options.db, id);
    if (account?.kind !== 'imap') return fail('not-found');
    await this.#options.secrets.set(secretName(id), password);
    await this.#closeAccount(id);
    await this.#openAccount(id);
    this.#options.onChange();
    return succeed({});
  }

  async #added(id: AccountId): Promise<Reply<{ id: AccountId }>> {
    await this.#openAccount(id);
    this.#options.onChange();
    return succeed({ id });
  }

  /** Opening and closing take their turns, so that an account is never looked after twice at a time. */
  #inTurn(id: AccountId, work: () => Promise<void>): Promise<void> {
    const turns = this.#turns.get(id) ?? new Mutex();
    this.#turns.set(id, turns);
    return turns.runExclusive(work);
  }

  #openAccount(id: AccountId): Promise<void> {
    return this.#inTurn(id, () => this.#startLooking(id));
  }

  async #startLooking(id: AccountId): Promise<void> {
    const account = findAccount(this.#options.db, id);
    if (!account || account.paused || this.#open.has(id)) return;
    const source = await this.#sourceFor(account);
    if (!source) return;
    const runtime = new AccountRuntime({
      ...this.#options,
      account,
      source,
      limits: limitsOf(account),
      onStored: (batch) => {
        this.#options.onStored(id, batch);
      },
      onMoved: (move) => {
        this.#options.onMoved(id, move);
      },
      onSynced: (first) => {
        this.#options.onSynced(id, first);
      },
    });
    this.#open.set(id, runtime);
    this.#options.onOpened(id);
    runtime.start();
  }

  async #sourceFor(account: AccountRow): Promise<MailSource | null> {
    const source = await openSource(account, this.#options);
    if (source.ok) {
      this.#unopened.delete(account.id);
      return source.value;
    }
    this.#unopened.set(account.id, source.problem);
    this.#options.onChange();
    return null;
  }

  #closeAccount(id: AccountId): Promise<void> {
    return this.#inTurn(id, async () => {
      const runtime = this.#open.get(id);
      this.#open.delete(id);
      await runtime?.close();
      await this.#options.onClosed(id);
    });
  }
}
