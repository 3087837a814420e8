import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Account } from '../../contract/accounts.ts';
import type { AccountId } from '../../contract/ids.ts';
import type { CallInput, CallOutput, EngineCallName } from '../../contract/index.ts';
import { createEngine } from '../../main/engine/index.ts';
import type { Engine } from '../../main/engine/options.ts';
import { DataFolderInUse } from '../../main/engine/platform/folder-lock.ts';
import { silentLogger } from '../../main/engine/platform/logger.ts';
import { makeNewMail } from '../../resources/demo/append.ts';
import { generateMailbox } from '../../resources/demo/generate.ts';
import { deliver, writeMaildir } from '../../resources/demo/maildir.ts';
import { waitFor } from '../support/wait-for.ts';

const secrets = new Map<string, string>();
let dir: string;
let maildir: string;
let engine: Engine;

const open = () =>
  createEngine({
    dataDir: join(dir, 'data'),
    resourcesDir: resolve(import.meta.dirname, '../../resources'),
    version: '0.0.0',
    logger: silentLogger(),
    secrets: {
      get: (name) => Promise.resolve(secrets.get(name) ?? null),
      set: (name, value) => Promise.resolve(void secrets.set(name, value)),
      delete: (name) => Promise.resolve(void secrets.delete(name)),
    },
  });

/** The answer to a call that must succeed. */
async function ask<N extends EngineCallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> {
  const reply = await engine.call(name, input);
  if (!reply.ok) throw new Error(`${name}: ${reply.problem.code} ${reply.problem.detail ?? ''}`);
  return reply.value;
}

const live = (id: AccountId): Promise<Account> =>
  waitFor(async () =>
    (await ask('accounts.list', {})).find((account) => account.id === id && account.status === 'live'),
  );

/** A mailbox of the generator: enough folders to learn from, the whole inbox. */
async function addSmallAccount(): Promise<AccountId> {
  const { id } = await ask('accounts.addMaildir', { name: 'Camille', path: maildir });
  await live(id);
  let seen = -1;
  // First answers are looked at again once all folders are learned: wait until nothing changes between two looks.
  const settled = async () => {
    const { revision, total } = await ask('suggestions.groups', {});
    const same = total > 0 && revision === seen;
    seen = revision;
    return same;
  };
  await waitFor(settled, { every: 400 });
  return id;
}

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'casier-engine-'));
  maildir = join(dir, 'mail');
  await writeMaildir(
    maildir,
    [...generateMailbox({ shape: 'demo', seed: 3 })].filter(
      (mail, index) => mail.folder !== 'Sent' && index % 3 === 0,
    ),
  );
  engine = await open();
});
afterEach(async () => {
  await engine.close();
  secrets.clear();
  rmSync(dir, { recursive: true });
});

describe('an engine on a Maildir', () => {
  it('proposes, finds, opens and classifies', async () => {
    const id = await addSmallAccount();
    const { groups, total, revision } = await ask('suggestions.groups', { accountId: id });
    expect(groups.reduce((sum, group) => sum + group.count, 0)).toBe(total);
    const [group] = groups;
    const { rows } = await ask('suggestions.list', { groupKey: group!.key, target: group!.target });
    expect(rows).toHaveLength(group!.count);
    expect(revision).toBeGreaterThan(0);

    const opened = await ask('messages.open', { id: rows[0]!.messageId });
    expect(opened).toMatchObject({ subject: rows[0]!.subject, textOnly: false, unreadable: null });
    expect(opened.proposal?.target).toBe(group!.target);
    const word = /\p{L}{6,}/u.exec(opened.text)![0];
    const hits = await ask('messages.search', { query: word, limit: 500 });
    expect(hits.rows.map((row) => row.id)).toContain(rows[0]!.messageId);

    const mail = makeNewMail({ home: 'Factures', number: 1 });
    const classified = await ask('deciding.classify', {
      accountId: id,
      source: Uint8Array.from(mail.source),
    });
    const mailboxes = await ask('mailboxes.list', {});
    expect(mailboxes.find((mailbox) => mailbox.id === classified.decision?.target)?.path).toBe('Factures');
  });

  it('decides a mail that arrives, and says so', async () => {
    await addSmallAccount();
    const told: number[] = [];
    engine.listen((event) => {
      if (event.name === 'suggestions.arrived') told.push(event.payload.count);
    });
    const mail = makeNewMail({ home: 'Factures', number: 1 });
    deliver(maildir, mail, 1);
    await waitFor(() => told.length > 0);
    expect(told).toEqual([1]);
  });

  it('goes on after a restart where it was: proposals, activity, settings and rules', async () => {
    await addSmallAccount();
    const { groups, revision } = await ask('suggestions.groups', {});
    const [group] = groups;
    await ask('suggestions.approve', {
      selection: { filter: { groupKey: group!.key, target: group!.target, asOf: revision } },
    });
    await ask('settings.set', { theme: 'dark' });
    expect(await ask('rules.save', { text: 'rules: [' })).toMatchObject({ saved: false });
    const rules = 'rules:\n  - name: Test\n    if: { subject: facture }\n    then: { move: Factures }\n';
    expect(await ask('rules.save', { text: rules })).toEqual({ saved: true, problems: [] });
    await engine.close();
    engine = await open();
    expect((await ask('settings.get', {})).theme).toBe('dark');
    expect((await ask('rules.get', {})).text).toBe(rules);
    await waitFor(async () => (await ask('activity.list', {})).batches[0]?.pending === 0);
    expect(await ask('activity.list', {})).toMatchObject({
      total: 1,
      batches: [{ count: group!.count, failed: 0 }],
    });
  });

  it('touches nothing of a paused account, and carries on when it is resumed', async () => {
    const id = await addSmallAccount();
    await ask('accounts.pause', { id });
    const before = readdirSync(join(maildir, 'INBOX', 'cur')).length;
    const { revision } = await ask('suggestions.groups', {});
    await ask('suggestions.approve', { selection: { filter: { asOf: revision } } });
    await waitFor(async () => (await ask('status.get', {})).jobs.queued > 0);
    expect(readdirSync(join(maildir, 'INBOX', 'cur'))).toHaveLength(before);
    await ask('accounts.resume', { id });
    await waitFor(async () => (await ask('status.get', {})).jobs.queued === 0);
    expect(readdirSync(join(maildir, 'INBOX', 'cur')).length).toBeLessThan(before);
  });

  it('forgets a removed account and leaves its mail alone', async () => {
    const id = await addSmallAccount();
    const before = readdirSync(maildir, { recursive: true }).length;
    await ask('accounts.remove', { id });
    expect(await ask('accounts.list', {})).toEqual([]);
    expect(await ask('mailboxes.list', {})).toEqual([]);
    expect((await ask('health.get', {})).messages).toBe(0);
    expect((await ask('messages.search', { query: 'a' })).total).toBe(0);
    expect(readdirSync(maildir, { recursive: true })).toHaveLength(before);
  });

  it('makes a folder and files a picked mail in it', async () => {
    const id = await addSmallAccount();
    const folder = await ask('mailboxes.create', { accountId: id, path: 'Divers/À relire' });
    expect(await engine.call('mailboxes.create', { accountId: id, path: 'Divers/À relire' })).toMatchObject({
      problem: { code: 'folder-exists' },
    });
    const inbox = (await ask('mailboxes.list', {})).find((mailbox) => mailbox.role === 'inbox')!;
    const { rows } = await ask('messages.list', { mailboxId: inbox.id, limit: 1 });
    await ask('suggestions.move', { messages: [rows[0]!.id], from: inbox.id, folder: folder.id });
    await waitFor(async () => (await ask('messages.list', { mailboxId: folder.id })).total === 1);
  });
});

describe('an engine', () => {
  it('has its data folder for itself', async () => {
    await expect(open()).rejects.toThrow(DataFolderInUse);
  });

  it('refuses what is not in the contract and what cannot work, with a reason', async () => {
    expect(await engine.call('accounts.addMaildir', { name: '', path: join(dir, 'nothing') })).toMatchObject({
      problem: { code: 'not-a-maildir' },
    });
    mkdirSync(join(dir, 'empty'));
    writeFileSync(join(dir, 'empty', 'file'), '');
    expect(await engine.call('accounts.addMaildir', { name: '', path: join(dir, 'empty') })).toMatchObject({
      problem: { code: 'not-a-maildir' },
    });
    expect(await engine.call('messages.open', { id: -1 })).toMatchObject({
      problem: { code: 'invalid-input' },
    });
    expect(await engine.call('accounts.remove', { id: 99 })).toMatchObject({
      problem: { code: 'not-found' },
    });
    expect(await ask('accounts.list', {})).toEqual([]);
  });
});
