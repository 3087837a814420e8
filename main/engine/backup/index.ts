import { existsSync, readdirSync, rmSync } from 'node:fs';
import { mkdtemp, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Mutex } from 'async-mutex';
import type { BackupFile, BackupStatus } from '../../../contract/backup.ts';
import type { AnyEngineEvent } from '../../../contract/index.ts';
import { fail, succeed, type Problem, type Reply } from '../../../contract/problem.ts';
import type { WritableDb } from '../db/handles.ts';
import { schemaVersion } from '../db/open.ts';
import { readSettings, writeSetting } from '../db/repositories/settings.ts';
import type { HandlersOf } from '../handlers.ts';
import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';
import { SecretsUnavailable, type SecretStore } from '../platform/secrets.ts';
import { storageTrouble } from '../platform/storage-trouble.ts';
import { writeArchive, type Contents } from './archive.ts';
import { backupName, listBackups, outdated, prepareFolder } from './keep-files.ts';
import { newKey, type SealKey } from './sealed-file.ts';
import { backupSettings, BACKUP_SETTING } from './settings.ts';
import { copyDatabase, discard } from './snapshot.ts';
import { stageRestore } from './stage.ts';

const SECRET = 'backup-passphrase';
/** Where the copy lies that is about to be packed. */
const COPYING = 'backing-up-';
const DAY_MS = 86_400_000;
/** How often it is looked whether a day is over; a computer sleeps when it likes. */
const LOOK_MS = 10 * 60_000;
const FIRST_LOOK_MS = 2 * 60_000;

interface Deps {
  readonly db: WritableDb;
  readonly dataDir: string;
  readonly version: string;
  readonly secrets: SecretStore;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly tell: (event: AnyEngineEvent) => void;
  /** How hard a passphrase is to try; tests have less time. */
  readonly cost?: SealKey['cost'];
}

/** Makes encrypted copies of database and rules, every day where the person wants that, and gets them ready to be put back. */
export class BackupRoom {
  readonly #deps: Deps;
  readonly #turns = new Mutex();
  readonly #stop = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #problem: Problem | null = null;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  get calls(): HandlersOf<'backup'> {
    return {
      'backup.status': async () => succeed(await this.#status()),
      'backup.setUp': ({ daily, folder, passphrase }) => this.#setUp({ daily, folder }, passphrase),
      'backup.now': ({ path, passphrase }) => this.#make(path, passphrase),
      'backup.stage': async ({ path, passphrase }) => {
        const known = passphrase ?? (await this.#passphrase());
        if (known === null) return fail('backup-passphrase');
        return this.#turns.runExclusive(() => stageRestore(this.#deps.dataDir, path, known));
      },
    };
  }

  /** Removes what a killed program left, and makes the backup of the day when it is due. */
  start(): void {
    for (const name of readdirSync(this.#deps.dataDir)) {
      if (name.startsWith(COPYING)) rmSync(join(this.#deps.dataDir, name), { recursive: true, force: true });
    }
    this.#plan(FIRST_LOOK_MS);
  }

  /** Gives up a backup that is under way; nothing of it is left. */
  async close(): Promise<void> {
    clearTimeout(this.#timer);
    this.#stop.abort();
    await this.#turns.runExclusive(() => undefined);
  }

  #plan(ms: number): void {
    this.#timer = setTimeout(() => {
      void this.#daily().finally(() => {
        if (!this.#stop.signal.aborted) this.#plan(LOOK_MS);
      });
    }, ms);
    this.#timer.unref();
  }

  /** Makes the backup of the day when it is due. */
  async #daily(): Promise<void> {
    const { daily, folder } = this.#settings();
    if (!daily || this.#turns.isLocked()) return;
    const [newest] = await listBackups(folder);
    const age = newest === undefined ? Infinity : this.#deps.clock.now() - newest.at;
    // A clock that was set back must not put it off for ever.
    if (age >= 0 && age < DAY_MS) return;
    const made = await this.#make(undefined, undefined);
    if (!made.ok) this.#deps.logger.warn({ code: made.problem.code }, 'the daily backup was not made');
  }

  #settings(): { daily: boolean; folder: string } {
    return backupSettings(readSettings(this.#deps.db)[BACKUP_SETTING], this.#deps.dataDir);
  }

  async #setUp(
    change: { readonly daily?: boolean | undefined; readonly folder?: string | undefined },
    passphrase: string | undefined,
  ): Promise<Reply<BackupStatus>> {
    const { db, secrets } = this.#deps;
    const now = this.#settings();
    try {
      if (change.folder !== undefined) await prepareFolder(change.folder);
      if (passphrase !== undefined) await secrets.set(SECRET, passphrase);
    } catch (error) {
      const problem = this.#problemOf(error);
      return { ok: false, problem };
    }
    if (change.daily === true && (await this.#passphrase()) === null) return fail('backup-no-passphrase');
    writeSetting(db, BACKUP_SETTING, {
      daily: change.daily ?? now.daily,
      folder: change.folder ?? now.folder,
    });
    const status = await this.#tell();
    return succeed(status);
  }

  async #make(path: string | undefined, given: string | undefined): Promise<Reply<BackupFile>> {
    if (this.#turns.isLocked()) return fail('busy');
    const made = await this.#turns.runExclusive(async (): Promise<Reply<BackupFile>> => {
      void this.#tell();
      try {
        const passphrase = given ?? (await this.#passphrase());
        if (passphrase === null) return fail('backup-no-passphrase');
        const { folder } = this.#settings();
        const at = this.#deps.clock.now();
        if (path === undefined) await prepareFolder(folder);
        const file = await this.#write(path ?? join(folder, backupName(at)), passphrase, at);
        if (path === undefined) {
          for (const old of outdated(await listBackups(folder), at)) await rm(old.path, { force: true });
        }
        return succeed(file);
      } catch (error) {
        if (this.#stop.signal.aborted) return fail('cancelled');
        return { ok: false, problem: this.#problemOf(error) };
      }
    });
    if (path === undefined) this.#problem = made.ok ? null : made.problem;
    void this.#tell();
    return made;
  }

  /** Written beside its place and moved there when it is whole. */
  async #write(path: string, passphrase: string, at: number): Promise<BackupFile> {
    const { db, dataDir, version, cost } = this.#deps;
    const part = `${path}.part`;
    const folder = await mkdtemp(join(dataDir, COPYING));
    const copy = join(folder, 'casier.db');
    try {
      const key = await newKey(passphrase, cost);
      await copyDatabase(db, copy, this.#stop.signal);
      const about = join(folder, 'about.json');
      await writeFile(about, JSON.stringify({ program: version, schema: schemaVersion(db), at }), {
        mode: 0o600,
      });
      const rules = join(dataDir, 'rules.yaml');
      const contents: Contents = [
        { name: 'about.json', path: about },
        ...(existsSync(rules) ? [{ name: 'rules.yaml', path: rules } as const] : []),
        { name: 'casier.db', path: copy },
      ];
      await writeArchive(part, contents, key, at);
      this.#stop.signal.throwIfAborted();
      await rename(part, path);
      return { path, at, bytes: (await stat(path)).size };
    } finally {
      discard(copy);
      await rm(folder, { recursive: true, force: true });
      await rm(part, { force: true });
    }
  }

  async #passphrase(): Promise<string | null> {
    try {
      return await this.#deps.secrets.get(SECRET);
    } catch (error) {
      if (error instanceof SecretsUnavailable) return null;
      throw error;
    }
  }

  async #status(): Promise<BackupStatus> {
    const settings = this.#settings();
    return {
      ...settings,
      passphrase: (await this.#passphrase()) !== null,
      running: this.#turns.isLocked(),
      problem: this.#problem,
      files: await listBackups(settings.folder),
    };
  }

  async #tell(): Promise<BackupStatus> {
    const payload = await this.#status();
    if (!this.#stop.signal.aborted) this.#deps.tell({ name: 'backup.changed', payload });
    return payload;
  }

  #problemOf(error: unknown): Problem {
    if (error instanceof SecretsUnavailable) return { code: 'secrets-unavailable' };
    const { code, path } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT')
      return { code: 'not-found', ...(path === undefined ? {} : { detail: dirname(path) }) };
    const trouble = storageTrouble(error);
    if (trouble !== null) return { code: trouble };
    this.#deps.logger.error({ err: error }, 'a backup failed');
    return { code: 'unexpected' };
  }
}
