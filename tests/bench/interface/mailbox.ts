import { cpSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { userInfo } from 'node:os';
import Database from 'better-sqlite3';
import { migrations } from '../../../main/engine/db/migrations/index.ts';
import { waitFor } from '../../support/wait-for.ts';
import { EngineProcess } from '../support/engine-process.ts';
import { cachedMailbox, putMailbox } from '../support/mailbox-cache.ts';

const me = userInfo();

/** A person's data: a Maildir and a database that has all of it, decided. */
export interface Prepared {
  readonly dataDir: string;
  readonly maildir: string;
}

/**
 * Puts a Maildir of `n` mails and a database that knows them into `work`. The database is made once a mailbox by the engine
 * itself, which takes minutes, and kept beside it; both are copied, for measuring changes them.
 */
export async function prepare(n: number, work: string, say: (line: string) => void): Promise<Prepared> {
  const kept = cachedMailbox({ n, seed: 1 });
  const keptData = kept.replace('/bulk-', '/known-');
  // The database names its folder: it lies at the same place every time.
  const maildir = join(keptData, 'maildir');
  if (!existsSync(join(keptData, 'data'))) {
    say(`syncing and deciding ${n} mails once …`);
    rmSync(keptData, { recursive: true, force: true });
    mkdirSync(keptData, { recursive: true });
    putMailbox(kept, maildir, me);
    const making = join(keptData, 'making');
    await know(making, maildir);
    renameSync(making, join(keptData, 'data'));
  }
  putMailbox(kept, maildir, me);
  // An older database is brought up to date where it is kept: what that takes is no start that anybody has twice.
  if (schemaOf(join(keptData, 'data')) < newestSchema) await know(join(keptData, 'data'), null);
  const dataDir = join(work, 'data');
  cpSync(join(keptData, 'data'), dataDir, { recursive: true });
  return { dataDir, maildir };
}

const newestSchema = migrations.at(-1)?.version ?? 0;

function schemaOf(dataDir: string): number {
  const db = new Database(join(dataDir, 'casier.db'), { readonly: true });
  try {
    return Number(db.pragma('user_version', { simple: true }));
  } finally {
    db.close();
  }
}

/** Has the engine open the data folder, with this Maildir as its account where one is given, until there is nothing left to do. */
async function know(dataDir: string, maildir: string | null): Promise<void> {
  mkdirSync(dataDir, { recursive: true });
  const engine = await EngineProcess.start(dataDir);
  try {
    if (maildir !== null) {
      const { id } = await engine.ask('accounts.addMaildir', { name: 'bulk', path: maildir });
      await waitFor(() => engine.syncedAt(id), { timeout: 3_600_000, every: 500 });
    }
    await waitFor(async () => !(await engine.ask('status.get', {})).deciding, {
      timeout: 3_600_000,
      every: 500,
    });
    await engine.quiet({ timeout: 3_600_000 });
  } finally {
    await engine.close();
  }
}
