import { chownSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AccountId } from '../../../contract/ids.ts';
import { Dovecot, password } from '../../support/dovecot.ts';
import { TcpProxy } from '../../support/tcp-proxy.ts';
import { waitFor } from '../../support/wait-for.ts';
import { mail } from '../account.ts';
import { TestEngine } from '../open-engine.ts';

const names = Array.from({ length: 450 }, (_, index) => `m${index}`);

let server: Dovecot;
let proxy: TcpProxy;
let engine: TestEngine;

beforeEach(async () => {
  server = await Dovecot.start();
  proxy = await TcpProxy.start(server.port);
  await server.doveadm.createMailbox('anne', 'INBOX', 'Factures').catch(() => undefined);
  for (const [index, name] of names.entries()) {
    const file = join(server.maildir('anne'), 'INBOX', 'new', `${1_700_000_000 + index}.${name}.test`);
    writeFileSync(file, mail(name));
    chownSync(file, server.owner.uid, server.owner.gid);
  }
  engine = new TestEngine();
  await engine.open();
});
afterEach(async () => {
  await engine.remove();
  await proxy.stop();
  await server.stop();
});

async function addAccount(port: number): Promise<AccountId> {
  const imap = { ...server.settings('anne'), port };
  return (await engine.ask('accounts.addImap', { name: '', address: '', imap, password })).id;
}

/** Mails in a mailbox, counted on the disk. */
function files(mailbox: string): number {
  const folder = join(server.maildir('anne'), mailbox);
  return readdirSync(join(folder, 'cur')).length + readdirSync(join(folder, 'new')).length;
}

/** Asks for all mails of the inbox to be moved, in several batches. */
async function moveAll(): Promise<void> {
  const mailboxes = await engine.ask('mailboxes.list', {});
  const [inbox, factures] = ['INBOX', 'Factures'].map((path) => mailboxes.find((one) => one.path === path)!);
  const { rows } = await engine.ask('messages.list', { mailboxId: inbox!.id, limit: 500 });
  for (let start = 0; start < rows.length; start += 100) {
    const messages = rows.slice(start, start + 100).map(({ id }) => id);
    await engine.ask('suggestions.move', { messages, from: inbox!.id, folder: factures!.id });
  }
}

/** Every mail is once on the server, where it should be, and the engine says the same. */
async function expectAllMoved(id: AccountId): Promise<void> {
  await waitFor(
    async () => {
      await engine.ask('accounts.syncNow', { id }).catch(() => undefined);
      const { jobs } = await engine.ask('status.get', {});
      return jobs.queued === 0 && jobs.failed === 0;
    },
    { every: 200 },
  );
  const all = names.map((name) => `${name}@example.org`).sort();
  expect((await server.doveadm.messageIds('anne', 'Factures')).sort()).toEqual(all);
  expect(await server.doveadm.messageIds('anne', 'INBOX')).toEqual([]);
  await engine.reached(id, 'live');
  await waitFor(async () => {
    const mailboxes = await engine.ask('mailboxes.list', {});
    const factures = mailboxes.find(({ path }) => path === 'Factures')!;
    const inbox = mailboxes.find(({ path }) => path === 'INBOX')!;
    const [there, here] = await Promise.all(
      [factures, inbox].map(({ id: mailboxId }) => engine.ask('messages.list', { mailboxId })),
    );
    return there!.total === names.length && here!.total === 0;
  });
  expect((await engine.ask('health.get', {})).messages).toBe(names.length);
}

describe('an engine on a line that is cut', () => {
  it('whenever a move is asked for, before, in, and after the answer, moves each mail once', async () => {
    const id = await addAccount(proxy.port);
    await engine.reached(id, 'live');
    let cut = 0;
    proxy.next = () => {
      const command = /UID MOVE/;
      cut += 1;
      if (cut > 9) return { kind: 'none' };
      return cut % 3 === 0
        ? { kind: 'lost', command, after: 0 }
        : { kind: 'unanswered', command, after: cut * 17 };
    };
    // The connections that stand are let go, so that those of the moves are spoiled ones.
    await engine.ask('accounts.pause', { id });
    await engine.ask('accounts.resume', { id });
    await engine.reached(id, 'live');
    await moveAll();
    await expectAllMoved(id);
    expect(proxy.spoiled).toBeGreaterThan(1);
  });
});

describe('an engine whose server is killed', () => {
  it('in the first sync and in the middle of moves, and comes back, has every mail once', async () => {
    proxy.next = () => ({ kind: 'delay', ms: 3, after: Infinity });
    const id = await addAccount(proxy.port);
    await waitFor(async () => (await engine.ask('health.get', {})).messages > 0, { every: 2 });
    await server.kill();
    expect((await engine.ask('health.get', {})).messages, 'it was killed in the middle').toBeLessThan(
      names.length,
    );
    await server.resume();
    await waitFor(async () => (await engine.ask('health.get', {})).messages === names.length);
    await engine.reached(id, 'live');
    await moveAll();
    await waitFor(() => files('Factures') > 0, { every: 1 });
    await server.kill();
    expect(files('Factures'), 'it was killed in the middle').toBeLessThan(names.length);
    await server.resume();
    await expectAllMoved(id);
  });
});
