import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Mutex } from 'async-mutex';
import type { Account, AccountLimits, ImapSettings } from '../../../contract/accounts.ts';
import type { AccountId, MailboxId, MessageId } from '../../../contract/ids.ts';
import { fail, succeed, type Problem, type Reply } from '../../../contract/problem.ts';
import { transaction, type WritableDb } from '../db/handles.ts';
import {
  deleteAccount,
  findAccount,
  listAccounts,
  setImportStopped,
  setLimits,
  setPaused,
  setSignedOut,
  type AccountRow,
} from '../db/repositories/accounts.ts';
import { nextRevision } from '../db/repositories/deciding/proposals.ts';
import type { Calm } from '../platform/calm.ts';
import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';
import type { Gate } from '../platform/outside.ts';
import type { SecretStore } from '../platform/secrets.ts';
import type { MailSource, SourceFactory } from '../sources/port.ts';
import {
  insertDemo,
  insertImap,
  insertMaildir,
  type NewImapAccount,
  type NewMaildirAccount,
} from './adding.ts';
import { changeImap, type ImapChange } from './changing.ts';
import { describeAccount, limitsOf } from './describe.ts';
import { openSource, secretName } from './open-source.ts';
import { AccountRuntime } from './runtime.ts';
import type { Findings } from './try-account.ts';
import { tryServer } from './try-server.ts';

export interface AccountManagerOptions {
  readonly db: WritableDb;
  readonly dataDir: string;
  readonly resourcesDir: string;
  readonly secrets: SecretStore;
  readonly createSource: SourceFactory;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly random: () => number;
  readonly gate: Gate;
  readonly calm?: Calm;
  readonly onChange: () => void;
  /** An account starts to be looked after, or no longer is. */
  readonly onOpened: (id: AccountId) => void;
  readonly onClosed: (id: AccountId) => Promise<void>;
  readonly onStored: (
    id: AccountId,
    batch: { mailboxId: MailboxId; messageIds: readonly MessageId[]; fresh: boolean },
  ) => void;
  readonly onMoved: (id: AccountId, move: { messageId: MessageId; from: MailboxId; to: MailboxId }) => void;
  /** What waits to be done in the account will not be. */
  readonly onSignedOut: (id: AccountId) => void;
  readonly onSynced: (id: AccountId, first: boolean) => void;
}

/** Owns the accounts: their sources, their runtimes, their secrets. One runtime per account that is not paused. */
export class AccountManager {
  readonly #options: AccountManagerOptions;
  readonly #open = new Map<AccountId, AccountRuntime>();
  readonly #turns = new Map<AccountId, Mutex>();
  readonly #adding = new Mutex();
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
    if (account.signedOut) return fail('signed-out');
    if (account.paused) return fail('cancelled', 'paused');
    return { ok: false, problem: this.#unopened.get(id) ?? { code: 'unreachable' } };
  }

  /** Signs in and looks around; keeps nothing. */
  test(imap: ImapSettings, password: string): Promise<Reply<Findings>> {
    const { createSource, gate } = this.#options;
    return tryServer(createSource({ kind: 'imap', imap, password }), imap, gate);
  }

  async addImap(input: NewImapAccount): Promise<Reply<{ id: AccountId }>> {
    return this.#adding.runExclusive(async () => this.#added(await insertImap(this.#options, input)));
  }

  async addMaildir(input: NewMaildirAccount): Promise<Reply<{ id: AccountId }>> {
    return this.#adding.runExclusive(async () => this.#added(await insertMaildir(this.#options, input)));
  }

  /** A copy of the bundled mailbox in the data folder: the person may do anything to it. */
  async addDemo(): Promise<Reply<{ id: AccountId }>> {
    const there = listAccounts(this.#options.db).find((account) => account.demo);
    if (there) return succeed({ id: there.id });
    return this.#adding.runExclusive(async () => this.#added(await insertDemo(this.#options)));
  }

  /** Changes an account on a server once the new settings have been tried; when they do not work everything stays. */
  async update(input: ImapChange): Promise<Reply<Record<string, never>>> {
    const changed = await changeImap(this.#options, input);
    if (changed.ok) await this.#reopen(input.id);
    return changed;
  }

  async remove(id: AccountId): Promise<Reply<Record<string, never>>> {
    const { db, secrets, dataDir } = this.#options;
    const account = findAccount(db, id);
    if (!account) return fail('not-found');
    await this.#closeAccount(id);
    this.#unopened.delete(id);
    deleteAccount(db, id);
    if (account.kind === 'imap') await secrets.delete(secretName(id)).catch(() => undefined);
    if (account.kind === 'maildir' && isOurs(account.settings.path, dataDir)) {
      await rm(account.settings.path, { recursive: true, force: true });
    }
    this.#options.onChange();
    return succeed({});
  }

  /** Forgets an account's password and leaves its server alone; what was stored of its mail stays. */
  async signOut(id: AccountId): Promise<Reply<Record<string, never>>> {
    const { db, secrets, onChange, onSignedOut } = this.#options;
    const account = findAccount(db, id);
    if (account?.kind !== 'imap') return fail('not-found');
    await this.#closeAccount(id);
    this.#unopened.delete(id);
    transaction(db, () => setSignedOut(db, id, true) && nextRevision(db));
    await secrets.delete(secretName(id)).catch(() => undefined);
    onSignedOut(id);
    onChange();
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
    const { db } = this.#options;
    if (!findAccount(db, id)) return fail('not-found');
    setLimits(db, id, limits);
    await this.#reopen(id);
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
    await this.#reopen(id);
    return succeed({});
  }

  async #added(reply: Reply<AccountId>): Promise<Reply<{ id: AccountId }>> {
    if (!reply.ok) return reply;
    await this.#openAccount(reply.value);
    this.#options.onChange();
    return succeed({ id: reply.value });
  }

  /** Begins anew with what the database and the keychain say now. */
  async #reopen(id: AccountId): Promise<void> {
    await this.#closeAccount(id);
    await this.#openAccount(id);
    this.#options.onChange();
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
    if (!account || account.paused || account.signedOut || this.#open.has(id)) return;
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

/** Whether a Maildir is a copy that we made: of the demo, or of imported mail. */
function isOurs(path: string, dataDir: string): boolean {
  return path === join(dataDir, 'demo-mailbox') || path.startsWith(join(dataDir, 'imported', '/'));
}
