import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AccountId, BatchId } from '../../contract/ids.ts';
import { cachedMailbox, putMailbox } from '../bench/support/mailbox-cache.ts';
import { unfile } from '../bench/sync/measure-approve.ts';
import { password, type Dovecot } from '../support/dovecot.ts';
import { Crasher, untilIdle, type Phase } from './crasher.ts';
import { untilTold, type EngineChild } from './engine-child.ts';
import { seeded } from './random.ts';
import { findDamage, readServer } from './verify.ts';

export interface CrashOptions {
  readonly server: Dovecot;
  readonly seed: number;
  /** Mails in the mailbox. */
  readonly mails: number;
  /** Most mails that are approved at once. */
  readonly approve: number;
  /** Most kills in each phase. */
  readonly kills: number;
  /** Told what begins. */
  readonly log?: (text: string) => void;
}

export interface CrashReport {
  readonly kills: Readonly<Record<Phase, number>>;
  readonly approved: number;
  /** Empty when nothing was lost, doubled or left undone. */
  readonly damage: readonly string[];
}

let people = 0;

/** About what an engine does in a first sync on two cores, twice over. */
const MAILS_A_MS = 6;

/**
 * One person's mailbox is synced for the first time, much of its inbox approved, and the approval undone, while the engine
 * is killed again and again. After each of the three an independent reader compares server, receipts and database.
 */
export async function crashOnce(options: CrashOptions): Promise<CrashReport> {
  const { server, seed, kills } = options;
  people += 1;
  const user = `crash${people}`;
  putMailbox(cachedMailbox({ n: options.mails, seed: 1 }), server.maildir(user), server.owner);
  unfile(server.maildir(user));
  const before = await readServer(server, user);
  const dataDir = mkdtempSync(join(tmpdir(), 'casier-crash-'));
  const crasher = new Crasher({ dataDir, random: seeded(seed), workMs: options.mails / MAILS_A_MS });
  const damage: string[] = [];
  const log = options.log ?? (() => undefined);
  const look = async (account: AccountId, phase: Phase) => {
    log(`${phase} done, settling`);
    await crasher.settled(account);
    log('settled');
    const found = await findDamage(server, user, dataDir, before);
    damage.push(...found.slice(0, 20).map((what) => `seed ${seed}, after ${phase}: ${what}`));
  };
  try {
    await crasher.survive('first sync', kills, async (engine) => {
      const account = await addAccount(engine, server, user);
      await syncedOnce(engine, account);
    });
    const account = await addAccount(crasher.engine, server, user);
    await look(account, 'first sync');
    const chosen = await propose(crasher.engine, options.approve);
    log(`${chosen.length} chosen`);

    await crasher.survive('approve', kills, async (engine) => {
      if ((await batches(engine, 'approve')).length === 0) {
        await engine.ask('suggestions.approve', { selection: { ids: chosen } });
      }
      await untilIdle(engine);
    });
    await look(account, 'approve');

    const [batch] = await batches(crasher.engine, 'approve');
    if (batch === undefined) throw new Error('nothing was approved');
    await crasher.survive('undo', kills, async (engine) => {
      if ((await batches(engine, 'undo')).length === 0) {
        await engine.ask('activity.undoBatch', { batchId: batch });
      }
      await untilIdle(engine);
    });
    await look(account, 'undo');
    damage.push(...(await notBack(server, user, before)).map((what) => `seed ${seed}: ${what}`));
    return { kills: crasher.kills, approved: chosen.length, damage };
  } finally {
    await crasher.close();
    rmSync(dataDir, { recursive: true, force: true });
    rmSync(server.maildir(user), { recursive: true, force: true });
  }
}

/** Adds the account unless an earlier life of the engine did. */
async function addAccount(engine: EngineChild, server: Dovecot, user: string): Promise<AccountId> {
  const [known] = await engine.ask('accounts.list', {});
  if (known) return known.id;
  const settings = { name: '', address: `${user}@example.org`, imap: server.settings(user), password };
  return (await engine.ask('accounts.addImap', settings)).id;
}

async function syncedOnce(engine: EngineChild, id: AccountId): Promise<void> {
  await untilTold(
    async () => (await engine.ask('accounts.list', {})).find((one) => one.id === id)?.lastSyncAt !== null,
    { timeout: 300_000, every: 30 },
  );
}

/** Waits until what there is to propose is proposed, and chooses `most` of it. */
async function propose(engine: EngineChild, most: number) {
  await untilTold(
    async () => {
      const { waiting, deciding } = await engine.ask('status.get', {});
      return waiting > 0 && (waiting >= most || !deciding);
    },
    { timeout: 300_000, every: 100 },
  );
  const ids = [];
  for (let offset = 0; ids.length < most; offset += 500) {
    const { rows } = await engine.ask('suggestions.list', { offset, limit: 500 });
    if (rows.length === 0) break;
    ids.push(...rows.map(({ id }) => id));
  }
  return ids.slice(0, most);
}

async function batches(engine: EngineChild, action: 'approve' | 'undo'): Promise<BatchId[]> {
  const { batches: all } = await engine.ask('activity.list', {});
  return all.filter((batch) => batch.action === action).map(({ id }) => id);
}

/** After the undo every mail is in the mailbox it was in at the beginning. */
async function notBack(
  server: Dovecot,
  user: string,
  before: Awaited<ReturnType<typeof readServer>>,
): Promise<string[]> {
  const home = new Map(before.map((mail) => [mail.id, mail.mailbox]));
  const after = await readServer(server, user);
  return after
    .filter((mail) => home.get(mail.id) !== mail.mailbox)
    .map((mail) => `${mail.id} was in ${home.get(mail.id) ?? 'none'} and is in ${mail.mailbox}`)
    .slice(0, 20);
}
