import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Problem } from '../../contract/problem.ts';
import { DatabaseCorrupt, DatabaseNewer } from '../engine/db/open.ts';
import { storageTrouble } from '../engine/platform/storage-trouble.ts';
import { enterDoor, openDoor } from '../engine/door.ts';
import { createEngine } from '../engine/index.ts';
import type { Engine } from '../engine/options.ts';
import { DataFolderInUse } from '../engine/platform/folder-lock.ts';
import type { Logger } from '../engine/platform/logger.ts';
import type { SecretStore } from '../engine/platform/secrets.ts';
import { dataFolder } from '../shell/data-folder.ts';
import { openSecretService } from '../shell/dbus/secret-service.ts';
import { connectSessionBus } from '../shell/dbus/session-bus.ts';
import { keychainOrFile } from '../shell/keychain-or-file.ts';
import { openSecretFile } from '../shell/secret-file.ts';
import { CommandFailed } from './ask.ts';

/** The top of the program, from `dist/main`. */
const top = join(import.meta.dirname, '..', '..');

/** The version in package.json. */
export function programVersion(): string {
  const text = readFileSync(join(top, 'package.json'), 'utf8');
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}

/** The engine that a command works with. */
export interface AtWork {
  readonly engine: Engine;
  /** Null for an engine of the command's own; else aborts when the Casier that it belongs to is gone. */
  readonly lost: AbortSignal | null;
}

export interface EngineChoice {
  /** The data folder: the window's own when none is named. */
  readonly data?: string;
  /** Make a new database first; see `EngineOptions`. */
  readonly rebuild?: boolean;
  /** Whether the engine of a Casier that is open will do. */
  readonly shared?: boolean;
}

/**
 * Opens the engine on a data folder, works with it and closes it whatever happens. Where another Casier has the folder, its
 * engine is asked instead if that will do: there are never two. Passwords come from where the Chromium window keeps them.
 * @throws CommandFailed when the folder is in use, newer or damaged
 */
export async function withEngine<T>(
  { data, rebuild = false, shared = false }: EngineChoice,
  logger: Logger,
  work: (at: AtWork) => Promise<T>,
): Promise<T> {
  const dataDir = dataFolder({ data: data ?? (process.env['CASIER_DATA'] || undefined), demo: false });
  orProblem(() => mkdirSync(dataDir, { recursive: true }));
  return withSecrets(dataDir, logger, async (secrets) => {
    const resourcesDir = join(top, 'dist', 'resources');
    const version = programVersion();
    const own = await openOwn({ dataDir, resourcesDir, version, secrets, logger, rebuild });
    if (own === null) return workWithOther(dataDir, shared, work);
    const door = await openDoor(own, dataDir, logger);
    try {
      return await work({ engine: own, lost: null });
    } finally {
      await door?.close();
      await own.close();
    }
  });
}

/** Works with the passwords of a data folder: those in the keychain where there is one, else in a file. */
export async function withSecrets<T>(
  dataDir: string,
  logger: Logger,
  work: (secrets: SecretStore) => Promise<T>,
): Promise<T> {
  const bus = await connectSessionBus(process.env, logger);
  try {
    const keychain = bus && (await openSecretService(bus, dataDir));
    return await work(keychainOrFile(keychain, openSecretFile(dataDir)));
  } finally {
    bus?.close();
  }
}

async function workWithOther<T>(
  dataDir: string,
  shared: boolean,
  work: (at: AtWork) => Promise<T>,
): Promise<T> {
  const other = shared ? await enterDoor(dataDir) : null;
  if (other === null) throw new CommandFailed({ code: 'in-use' });
  try {
    return await work({ engine: other, lost: other.lost });
  } finally {
    await other.close();
  }
}

/** Null when another Casier has the data folder. */
async function openOwn(options: Parameters<typeof createEngine>[0]): Promise<Engine | null> {
  try {
    return await createEngine(options);
  } catch (error) {
    if (error instanceof DataFolderInUse) return null;
    throw refusal(error);
  }
}

function orProblem(work: () => void): void {
  try {
    work();
  } catch (error) {
    throw refusal(error);
  }
}

function refusal(error: unknown): unknown {
  const problem = problemOf(error);
  return problem === null ? error : new CommandFailed(problem);
}

function problemOf(error: unknown): Problem | null {
  if (error instanceof DatabaseNewer) return { code: 'database-newer', detail: error.message };
  if (error instanceof DatabaseCorrupt) return { code: 'database-corrupt', detail: error.message };
  const trouble = storageTrouble(error);
  return trouble && { code: trouble };
}
