import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ImportCounts, ImportProgress } from '../../../contract/imports.ts';
import type { AnyEngineEvent } from '../../../contract/index.ts';
import { fail, succeed, type Reply } from '../../../contract/problem.ts';
import type { AccountManager } from '../accounts/manager.ts';
import { findAccount } from '../db/repositories/accounts.ts';
import {
  deleteImports,
  findImport,
  insertImport,
  saveImport,
  type ImportRow,
} from '../db/repositories/imports.ts';
import type { WritableDb } from '../db/handles.ts';
import type { HandlersOf } from '../handlers.ts';
import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';
import { Pulse } from '../platform/pulse.ts';
import { storageTrouble } from '../platform/storage-trouble.ts';
import { copyMbox, listCopied, mailboxFolder } from './copy.ts';
import { findMboxes } from './find-mboxes.ts';
import { nameOf, previewImport } from './preview.ts';
import { Speed } from './speed.ts';

/** Where imported mail lies in the data folder. */
export const IMPORTED = 'imported';
const CHANGES_EVERY_MS = 200;

interface Deps {
  readonly db: WritableDb;
  readonly dataDir: string;
  readonly accounts: AccountManager;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly tell: (event: AnyEngineEvent) => void;
}

/** Brings mail in from mbox files: one import at a time, which goes on where it was after a restart. */
export class ImportRoom {
  readonly #deps: Deps;
  readonly #pulse: Pulse;
  #row: ImportRow | null;
  #stop = new AbortController();
  #work: Promise<void> = Promise.resolve();
  #speed: Speed;

  constructor(deps: Deps) {
    this.#deps = deps;
    this.#row = findImport(deps.db);
    this.#speed = new Speed(deps.clock);
    this.#pulse = new Pulse(
      () => deps.tell({ name: 'imports.changed', payload: { progress: this.#progress() } }),
      CHANGES_EVERY_MS,
    );
  }

  get calls(): HandlersOf<'imports'> {
    return {
      'imports.preview': ({ path }) => previewImport(path, this.#deps.dataDir),
      'imports.start': ({ path, name, accountId }) => this.#begin(path, name, accountId),
      'imports.get': () => succeed(this.#progress()),
      'imports.retry': () => {
        if (this.#row?.state !== 'failed') return fail('not-found');
        this.#row = { ...this.#row, state: 'running', problem: null };
        this.start();
        return succeed({});
      },
      'imports.dismiss': async () => {
        await this.#dismiss();
        return succeed({});
      },
    };
  }

  /** Goes on with an import that was cut off. */
  start(): void {
    const row = this.#row;
    if (row?.state !== 'running') return;
    this.#stop = new AbortController();
    this.#speed = new Speed(this.#deps.clock);
    this.#work = this.#run(row, this.#stop.signal);
    this.#pulse.beat();
  }

  /** Stops after the batch in hand; the next start goes on. */
  async close(): Promise<void> {
    this.#stop.abort();
    await this.#work;
    this.#pulse.stop();
  }

  async #begin(
    source: string,
    name: string,
    accountId: ImportRow['accountId'],
  ): Promise<Reply<ImportProgress>> {
    const { db, clock, dataDir } = this.#deps;
    if (this.#row?.state === 'running') return fail('busy');
    const found = await findMboxes(source);
    if (!found.ok) return found;
    const folder = accountId === null ? join(IMPORTED, String(clock.now())) : folderOf(this.#deps, accountId);
    if (folder === null) return fail('invalid-input', 'not an account of imported mail');
    const preview = await previewImport(source, dataDir);
    if (preview.ok && preview.value.free !== null && preview.value.free < preview.value.bytes * 1.2) {
      return fail('disk-full');
    }
    const files = found.value.map((file) => ({ ...file, read: 0 }));
    const at = clock.now();
    this.#row = insertImport(db, { source, name: name || nameOf(source), accountId, folder, files, at });
    this.start();
    const progress = this.#progress();
    return progress ? succeed(progress) : fail('cancelled');
  }

  async #run(begun: ImportRow, signal: AbortSignal): Promise<void> {
    const { db, dataDir, logger } = this.#deps;
    let row = begun;
    const keep = (change: Partial<ImportRow>): void => {
      row = { ...row, ...change };
      this.#row = row;
      saveImport(db, row);
      this.#pulse.beat();
    };
    try {
      const root = join(dataDir, row.folder);
      const known = await listCopied(root);
      for (const [index, file] of row.files.entries()) {
        const mailbox = mailboxFolder(root, file.folder);
        for await (const { read, counts } of copyMbox(file, mailbox, known, {
          now: this.#deps.clock.now(),
          signal,
        })) {
          const files = row.files.map((each, at) => (at === index ? { ...each, read } : each));
          keep({ files, counts: added(row.counts, counts) });
          this.#speed.note(readOf(row), mailsOf(row));
          if (signal.aborted) return;
        }
        if (signal.aborted) return;
      }
      const account = await this.#open(row, root);
      keep(
        account.ok
          ? { state: 'done', accountId: account.value }
          : { state: 'failed', problem: account.problem },
      );
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      const trouble = code === 'ENOENT' ? 'not-found' : storageTrouble(error);
      if (trouble === null) logger.error({ err: error }, 'an import failed');
      keep({ state: 'failed', problem: { code: trouble ?? 'unexpected' } });
    }
  }

  /** The account of what was copied: a Maildir like any other. */
  async #open(
    { accountId, name }: ImportRow,
    path: string,
  ): Promise<Reply<NonNullable<ImportRow['accountId']>>> {
    const { accounts } = this.#deps;
    if (accountId !== null) {
      accounts.syncNow(accountId);
      return succeed(accountId);
    }
    // Proposals are for mail in the inbox, be it empty as yet.
    const added = await accounts.addMaildir({ name, path });
    if (added.ok) return succeed(added.value.id);
    // It was made, and the program ended before that was noted.
    const made = accounts.list().find(({ location }) => location === path);
    return made ? succeed(made.id) : added;
  }

  async #dismiss(): Promise<void> {
    const { db, dataDir } = this.#deps;
    this.#stop.abort();
    await this.#work;
    const row = this.#row;
    this.#row = null;
    deleteImports(db);
    // Without an account nobody knows of these copies.
    if (row !== null && row.accountId === null)
      await rm(join(dataDir, row.folder), { recursive: true, force: true });
    this.#pulse.beat();
  }

  #progress(): ImportProgress | null {
    const row = this.#row;
    if (row === null) return null;
    const total = row.files.reduce((sum, { size }) => sum + size, 0);
    const done = Math.min(total, readOf(row));
    const { name, state, accountId, counts, problem } = row;
    return { name, state, accountId, counts, problem, done, total, ...this.#speed.of(total - done) };
  }
}

function folderOf({ db, dataDir }: Deps, id: NonNullable<ImportRow['accountId']>): string | null {
  const account = findAccount(db, id);
  const own = join(dataDir, IMPORTED);
  if (account?.kind !== 'maildir' || !account.settings.path.startsWith(own)) return null;
  return join(IMPORTED, account.settings.path.slice(own.length));
}

function added(before: ImportCounts, more: ImportCounts): ImportCounts {
  return {
    mails: before.mails + more.mails,
    known: before.known + more.known,
    deleted: before.deleted + more.deleted,
    cut: before.cut + more.cut,
  };
}

function readOf({ files }: ImportRow): number {
  return files.reduce((sum, { read }) => sum + read, 0);
}

function mailsOf({ counts }: ImportRow): number {
  return counts.mails + counts.known + counts.deleted;
}
