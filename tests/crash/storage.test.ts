import { mkdtempSync, openSync, closeSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Account } from '../../contract/accounts.ts';
import type { AccountId } from '../../contract/ids.ts';
import { cachedMailbox, putMailbox } from '../bench/support/mailbox-cache.ts';
import { unfile } from '../bench/sync/measure-approve.ts';
import { Dovecot, password } from '../support/dovecot.ts';
import { waitFor } from '../support/wait-for.ts';
import { untilIdle } from './crasher.ts';
import { EngineChild } from './engine-child.ts';
import { copyAsAfterPowerCut } from './power-cut.ts';
import { seeded } from './random.ts';
import { SmallDisk } from './small-disk.ts';
import { findDamage, readServer, type ServerMail } from './verify.ts';
import { SEED } from '../support/seed.ts';

/** What becomes of the mail when the disk fills up, the power fails, or the database is damaged. */

const MAILS = 1200;
const PAGE = 4096;

let server: Dovecot;
let user: string;
let before: ServerMail[];
let dir: string;
let secrets: Map<string, string>;
let people = 0;
const disk = SmallDisk.mount(1);
disk?.remove();

beforeAll(async () => {
  server = await Dovecot.start();
});
afterAll(() => server.stop());
beforeEach(async () => {
  user = `storage${(people += 1)}`;
  putMailbox(cachedMailbox({ n: MAILS, seed: 1 }), server.maildir(user), server.owner);
  unfile(server.maildir(user));
  before = await readServer(server, user);
  dir = mkdtempSync(join(tmpdir(), 'casier-storage-'));
  secrets = new Map();
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

async function addAccount(engine: EngineChild): Promise<AccountId> {
  const settings = { name: '', address: `${user}@example.org`, imap: server.settings(user), password };
  return (await engine.ask('accounts.addImap', settings)).id;
}

/** Resolves when the account was looked at to its end after now, and nothing waits. */
async function converged(engine: EngineChild, id: AccountId): Promise<void> {
  const account = async () => (await engine.ask('accounts.list', {})).find((one) => one.id === id);
  const since = (await account())?.lastSyncAt ?? 0;
  await engine.ask('accounts.syncNow', { id });
  await waitFor(
    async () => {
      const now = await account();
      return now?.status === 'live' && (now.lastSyncAt ?? 0) > since;
    },
    { every: 50 },
  );
  await untilIdle(engine);
}

function reaches(engine: EngineChild, what: (account: Account) => boolean): Promise<Account> {
  return waitFor(async () => (await engine.ask('accounts.list', {})).find(what), {
    every: 20,
  });
}

const integrity = (path: string): unknown => {
  const db = new Database(path);
  try {
    return db.pragma('integrity_check', { simple: true });
  } finally {
    db.close();
  }
};

describe('a power cut', () => {
  it(`leaves a whole database that goes on where it was (seed ${SEED})`, async () => {
    const random = seeded(SEED);
    const engine = new EngineChild(dir, secrets);
    await engine.ready;
    const id = await addAccount(engine);
    const copies: { path: string; frames: number; kept: number }[] = [];
    for (let cut = 1; cut <= 8; cut += 1) {
      const from = (await engine.ask('accounts.list', {}))[0]?.messages ?? 0;
      const more = Math.floor(random() * 150);
      await reaches(engine, (now) => now.messages >= from + more || now.lastSyncAt !== null);
      const path = join(dir, `cut-${cut}`);
      copies.push({ path, ...(await engine.frozen(() => copyAsAfterPowerCut(dir, path, random))) });
    }
    await engine.kill();
    expect(copies.some(({ frames, kept }) => kept < frames)).toBe(true);
    for (const { path } of copies) expect(integrity(join(path, 'casier.db'))).toBe('ok');
    for (const { path } of [copies[0], copies[4]].filter((copy) => copy !== undefined)) {
      const again = new EngineChild(path, secrets);
      await again.ready;
      // The cut may have come before the account was on the disk.
      const known = (await again.ask('accounts.list', {}))[0]?.id;
      await converged(again, known ?? (await addAccount(again)));
      await again.close();
      expect(await findDamage(server, user, path, before)).toEqual([]);
    }
    expect(id).toBe(1);
  });
});

describe.skipIf(disk === null)('a full disk (only root may mount one)', () => {
  it('stops nothing but the sync, loses nothing, and is over when there is room again', async () => {
    const small = SmallDisk.mount(5);
    if (small === null) throw new Error('it could be mounted a moment ago');
    const engine = new EngineChild(small.path, secrets);
    try {
      await engine.ready;
      const id = await addAccount(engine);
      const stuck = await reaches(engine, (now) => now.problem?.code === 'disk-full');
      expect(stuck.messages).toBeGreaterThan(100);
      expect(stuck.messages).toBeLessThan(before.length);
      const inbox = (await engine.ask('mailboxes.list', {})).find(({ role }) => role === 'inbox');
      if (inbox === undefined) throw new Error('no inbox');
      const { rows } = await engine.ask('messages.list', { mailboxId: inbox.id, offset: 0, limit: 5 });
      expect(rows).toHaveLength(5);

      small.resize(400);
      await converged(engine, id);
      await engine.close();
      expect(integrity(join(small.path, 'casier.db'))).toBe('ok');
      expect(await findDamage(server, user, small.path, before)).toEqual([]);
    } finally {
      await engine.kill();
      small.remove();
    }
  });

  it('a folder that cannot be written is told, and nothing is begun', async () => {
    const small = SmallDisk.mount(5);
    if (small === null) throw new Error('it could be mounted a moment ago');
    try {
      small.protect(true);
      const engine = new EngineChild(small.path, secrets);
      expect(await engine.refusal).toMatchObject({ code: 'folder-unwritable' });
      await expect(engine.ready).rejects.toThrow('folder-unwritable');
    } finally {
      small.remove();
    }
  });
});

describe('a damaged database', () => {
  it('stops the engine, is built anew, and what was done can still be undone', async () => {
    let engine = new EngineChild(dir, secrets);
    await engine.ready;
    const id = await addAccount(engine);
    await converged(engine, id);
    const proposed = await waitFor(async () => {
      const { rows } = await engine.ask('suggestions.list', { limit: 40 });
      return rows.length === 40 && rows;
    });
    const { batch } = await engine.ask('suggestions.approve', {
      selection: { ids: proposed.map((row) => row.id) },
    });
    await untilIdle(engine);
    await engine.close();

    spoil(join(dir, 'casier.db'), 'places');
    engine = new EngineChild(dir, secrets);
    // Whatever meets the damage first, sync or call, the engine ends with the same word.
    engine.ready.then(() => engine.ask('accounts.syncNow', { id })).catch(() => undefined);
    expect(await engine.refusal).toMatchObject({ code: 'database-corrupt' });
    await engine.kill();

    engine = new EngineChild(dir, secrets, { rebuild: true });
    await engine.ready;
    await converged(engine, id);
    if (batch === null) throw new Error('nothing was approved');
    await engine.ask('activity.undoBatch', { batchId: batch });
    await untilIdle(engine);
    await converged(engine, id);
    await engine.close();
    expect(integrity(join(dir, 'casier.db'))).toBe('ok');
    expect(await findDamage(server, user, dir, before)).toEqual([]);
    const home = new Map(before.map((mail) => [mail.id, mail.mailbox]));
    expect((await readServer(server, user)).filter((mail) => home.get(mail.id) !== mail.mailbox)).toEqual([]);
  });
});

/** Fills the first page of a table with noise. */
function spoil(path: string, table: string): void {
  const db = new Database(path);
  const root = Number(db.prepare('SELECT rootpage FROM sqlite_schema WHERE name = ?').pluck().get(table));
  db.close();
  expect(statSync(path).size).toBeGreaterThan(root * PAGE);
  const file = openSync(path, 'r+');
  writeSync(file, Buffer.alloc(PAGE, 0xa5), 0, PAGE, (root - 1) * PAGE);
  closeSync(file);
  expect(
    readFileSync(path)
      .subarray((root - 1) * PAGE, root * PAGE)
      .every((byte) => byte === 0xa5),
  ).toBe(true);
}

describe('the write-ahead log', () => {
  it('stays small however much is stored', async () => {
    const engine = new EngineChild(dir, secrets);
    await engine.ready;
    await converged(engine, await addAccount(engine));
    expect(statSync(join(dir, 'casier.db-wal')).size).toBeLessThan(32 * 1024 * 1024);
    await engine.close();
  });
});
