import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AccountId } from '../../contract/ids.ts';
import { DataFolderInUse } from '../../main/engine/platform/folder-lock.ts';
import { makeNewMail } from '../../resources/demo/append.ts';
import { generateMailbox } from '../../resources/demo/generate.ts';
import { deliver, writeMaildir } from '../../resources/demo/maildir.ts';
import { Dovecot, password } from '../support/dovecot.ts';
import { waitFor } from '../support/wait-for.ts';
import { TestEngine } from './open-engine.ts';

let engine: TestEngine;
let maildir: string;

/** A mailbox of the generator: enough folders to learn from, the whole inbox. */
async function addSmallAccount(): Promise<AccountId> {
  const { id } = await engine.ask('accounts.addMaildir', { name: 'Camille', path: maildir });
  await engine.reached(id, 'live');
  await engine.settled();
  return id;
}

beforeEach(async () => {
  engine = new TestEngine();
  maildir = join(engine.dir, 'mail');
  await writeMaildir(
    maildir,
    [...generateMailbox({ shape: 'demo', seed: 3 })].filter(
      (mail, index) => mail.folder !== 'Sent' && index % 3 === 0,
    ),
  );
  await engine.open();
});
afterEach(() => engine.remove());

describe('an engine on a Maildir', () => {
  it('proposes, finds, opens and classifies', async () => {
    const id = await addSmallAccount();
    const { groups, total, revision } = await engine.ask('suggestions.groups', { accountId: id });
    expect(groups.reduce((sum, group) => sum + group.count, 0)).toBe(total);
    const [group] = groups;
    const { rows } = await engine.ask('suggestions.list', { groupKey: group!.key, target: group!.target });
    expect(rows).toHaveLength(group!.count);
    expect(revision).toBeGreaterThan(0);

    const opened = await engine.ask('messages.open', { id: rows[0]!.messageId });
    expect(opened).toMatchObject({ subject: rows[0]!.subject, textOnly: false, unreadable: null });
    expect(opened.proposal?.target).toBe(group!.target);
    const word = /\p{L}{6,}/u.exec(opened.text)![0];
    const hits = await engine.ask('messages.search', { query: word, limit: 500 });
    expect(hits.rows.map((row) => row.id)).toContain(rows[0]!.messageId);

    const mail = makeNewMail({ home: 'Factures', number: 1 });
    const classified = await engine.ask('deciding.classify', {
      accountId: id,
      source: Uint8Array.from(mail.source),
    });
    const mailboxes = await engine.ask('mailboxes.list', {});
    expect(mailboxes.find((mailbox) => mailbox.id === classified.decision?.target)?.path).toBe('Factures');
  });

  it('decides a mail that arrives, and says so', async () => {
    await addSmallAccount();
    const { notify } = await engine.ask('settings.get', {});
    await engine.ask('settings.set', { notify: { ...notify, tell: 'everything' } });
    const told: string[] = [];
    engine.engine.listen((event) => {
      if (event.name === 'notices.changed') told.push(event.name);
    });
    const mail = makeNewMail({ home: 'Factures', number: 1 });
    deliver(maildir, mail, 1);
    await waitFor(() => told.length > 0);
    expect(await engine.ask('notices.due', {})).toMatchObject([
      { kind: 'mail', proposal: { folder: 'Factures' } },
    ]);
  });

  it('goes on after a restart where it was: proposals, activity, settings and rules', async () => {
    await addSmallAccount();
    const { groups, revision } = await engine.ask('suggestions.groups', {});
    const [group] = groups;
    await engine.ask('suggestions.approve', {
      selection: { filter: { groupKey: group!.key, target: group!.target, asOf: revision } },
    });
    await engine.ask('settings.set', { theme: 'dark' });
    expect(await engine.ask('rules.save', { text: 'rules: [' })).toMatchObject({ saved: false });
    const rules = 'rules:\n  - name: Test\n    if: { subject: facture }\n    then: { move: Factures }\n';
    expect(await engine.ask('rules.save', { text: rules })).toMatchObject({ saved: true, problems: [] });
    await engine.restart();
    expect((await engine.ask('settings.get', {})).theme).toBe('dark');
    expect((await engine.ask('rules.get', {})).text).toBe(rules);
    await waitFor(async () => (await engine.ask('activity.list', {})).batches[0]?.pending === 0);
    expect(await engine.ask('activity.list', {})).toMatchObject({
      total: 1,
      batches: [{ count: group!.count, failed: 0 }],
    });
  });

  it('touches nothing of a paused account, and carries on when it is resumed', async () => {
    const id = await addSmallAccount();
    await engine.ask('accounts.pause', { id });
    const before = readdirSync(join(maildir, 'INBOX', 'cur')).length;
    const { revision } = await engine.ask('suggestions.groups', {});
    await engine.ask('suggestions.approve', { selection: { filter: { asOf: revision } } });
    await waitFor(async () => (await engine.ask('status.get', {})).jobs.queued > 0);
    expect(readdirSync(join(maildir, 'INBOX', 'cur'))).toHaveLength(before);
    await engine.ask('accounts.resume', { id });
    await waitFor(async () => (await engine.ask('status.get', {})).jobs.queued === 0);
    expect(readdirSync(join(maildir, 'INBOX', 'cur')).length).toBeLessThan(before);
  });

  it('forgets a removed account and leaves its mail alone', async () => {
    const id = await addSmallAccount();
    const before = readdirSync(maildir, { recursive: true }).length;
    await engine.ask('accounts.remove', { id });
    expect(await engine.ask('accounts.list', {})).toEqual([]);
    expect(await engine.ask('mailboxes.list', {})).toEqual([]);
    expect((await engine.ask('health.get', {})).messages).toBe(0);
    expect((await engine.ask('messages.search', { query: 'a' })).total).toBe(0);
    expect(readdirSync(maildir, { recursive: true })).toHaveLength(before);
  });

  it('makes a folder and files a picked mail in it', async () => {
    const id = await addSmallAccount();
    const folder = await engine.ask('mailboxes.create', { accountId: id, path: 'Divers/À relire' });
    expect(
      await engine.engine.call('mailboxes.create', { accountId: id, path: 'Divers/À relire' }),
    ).toMatchObject({
      problem: { code: 'folder-exists' },
    });
    const inbox = (await engine.ask('mailboxes.list', {})).find((mailbox) => mailbox.role === 'inbox')!;
    const { rows } = await engine.ask('messages.list', { mailboxId: inbox.id, limit: 1 });
    await engine.ask('suggestions.move', { messages: [rows[0]!.id], from: inbox.id, folder: folder.id });
    await waitFor(async () => (await engine.ask('messages.list', { mailboxId: folder.id })).total === 1);
  });
});

describe('an engine', () => {
  it('has its data folder for itself', async () => {
    await expect(engine.create()).rejects.toThrow(DataFolderInUse);
  });

  it('refuses what is not in the contract and what cannot work, with a reason', async () => {
    expect(
      await engine.engine.call('accounts.addMaildir', { name: '', path: join(engine.dir, 'nothing') }),
    ).toMatchObject({
      problem: { code: 'not-a-maildir' },
    });
    mkdirSync(join(engine.dir, 'empty'));
    writeFileSync(join(engine.dir, 'empty', 'file'), '');
    expect(
      await engine.engine.call('accounts.addMaildir', { name: '', path: join(engine.dir, 'empty') }),
    ).toMatchObject({
      problem: { code: 'not-a-maildir' },
    });
    expect(await engine.engine.call('messages.open', { id: -1 })).toMatchObject({
      problem: { code: 'invalid-input' },
    });
    expect(await engine.engine.call('accounts.remove', { id: 99 })).toMatchObject({
      problem: { code: 'not-found' },
    });
    expect(await engine.ask('accounts.list', {})).toEqual([]);
  });
});

describe('an engine on a server', () => {
  let server: Dovecot;
  beforeEach(async () => {
    server = await Dovecot.start();
    const { doveadm } = server;
    await doveadm.createMailbox('anne', 'Factures');
    for (let number = 1; number <= 4; number += 1) {
      await doveadm.save('anne', 'Factures', bill(number));
    }
  });
  afterEach(() => server.stop());

  const bill = (number: number) =>
    Buffer.from(makeNewMail({ home: 'Factures', number: 1, seed: number }).source).toString('latin1');
  const add = () =>
    engine.ask('accounts.addImap', {
      name: '',
      address: 'anne@mail.example',
      imap: server.settings('anne'),
      password,
    });

  it('says when the server is gone, comes back by itself, and decides what arrived meanwhile', async () => {
    const { id } = await add();
    await engine.reached(id, 'live');
    await server.kill();
    const offline = await engine.reached(id, 'offline');
    expect(offline.problem?.code).toBe('unreachable');
    await server.resume();
    await server.doveadm.save('anne', 'INBOX', bill(9));
    await engine.reached(id, 'live');
    await waitFor(async () => (await engine.ask('suggestions.groups', {})).total === 1);
  });

  it('keeps nothing of a refused password, and waits for a new one when it changes', async () => {
    const test = { imap: server.settings('anne'), password: 'wrong' };
    expect(await engine.engine.call('accounts.test', test)).toMatchObject({
      problem: { code: 'wrong-password' },
    });
    expect(await engine.ask('accounts.list', {})).toEqual([]);
    const { id } = await add();
    await engine.reached(id, 'live');
    await engine.ask('accounts.setPassword', { id, password: 'wrong' });
    await engine.reached(id, 'sign-in-needed');
    await engine.ask('accounts.setPassword', { id, password });
    await engine.reached(id, 'live');
    expect(await engine.engine.call('accounts.addImap', { name: '', address: '', ...test })).toMatchObject({
      problem: { code: 'already-added' },
    });
  });
});
