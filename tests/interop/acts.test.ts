import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AccountId, MailboxId, MessageId } from '../../contract/ids.ts';
import { Dovecot, password } from '../support/dovecot.ts';
import { waitFor } from '../support/wait-for.ts';
import { mail } from './account.ts';
import { TestEngine } from './open-engine.ts';
import { byId } from './people.ts';

let server: Dovecot;
let engine: TestEngine;
let id: AccountId;
let inbox: MailboxId;
const user = 'anne';

beforeEach(async () => {
  server = await Dovecot.start();
  for (const name of ['a', 'b', 'c']) await server.doveadm.save(user, 'INBOX', mail(name));
  await server.doveadm.addFlags(user, ['\\Seen'], ['mailbox', 'INBOX', 'header', 'message-id', byId('b')]);
  engine = new TestEngine();
  await engine.open();
  const imap = server.settings(user);
  ({ id } = await engine.ask('accounts.addImap', { name: '', address: 'anne@mail.example', imap, password }));
  await engine.reached(id, 'live');
  inbox = (await mailbox('INBOX'))!.id;
});
afterEach(async () => {
  await engine.remove();
  await server.stop();
});

const mailbox = async (path: string) =>
  (await engine.ask('mailboxes.list', {})).find((one) => one.path === path);
const rows = async (mailboxId = inbox) => (await engine.ask('messages.list', { mailboxId })).rows;
const all = async (): Promise<MessageId[]> => (await rows()).map((row) => row.id);
const serverFlags = async () => server.doveadm.flags(user, 'INBOX');
const idle = () =>
  waitFor(async () => {
    const { jobs } = await engine.ask('status.get', {});
    return jobs.queued === 0 && jobs.mails === 0;
  });

describe('flags', () => {
  it('are shown at once, set on the server, and taken back exactly where they were changed', async () => {
    const marked = await engine.ask('acts.flag', {
      messages: await all(),
      mailboxId: inbox,
      add: ['\\Seen'],
    });
    expect(marked.accepted).toBe(2);
    expect((await rows()).map(({ seen }) => seen)).toEqual([true, true, true]);
    await idle();
    expect([...(await serverFlags()).values()]).toEqual([['\\Seen'], ['\\Seen'], ['\\Seen']]);

    // Somebody else adds a flag meanwhile: the undo is not about that.
    await server.doveadm.addFlags(
      user,
      ['\\Flagged'],
      ['mailbox', 'INBOX', 'header', 'message-id', byId('a')],
    );
    await engine.restart();
    await engine.reached(id, 'live');
    const undone = await engine.ask('activity.undoBatch', { batchId: marked.batch! });
    expect(undone.accepted).toBe(2);
    await idle();
    const flags = await serverFlags();
    expect(flags.get(byId('a'))).toEqual(['\\Flagged']);
    expect(flags.get(byId('b'))).toEqual(['\\Seen']);
    expect(flags.get(byId('c'))).toEqual([]);

    await engine.ask('activity.undoBatch', { batchId: undone.batch! });
    await idle();
    expect((await serverFlags()).get(byId('c'))).toEqual(['\\Seen']);
    const { batches } = await engine.ask('activity.list', {});
    expect(batches.map(({ action, act }) => [action, act])).toEqual([
      ['redo', 'read'],
      ['undo', 'read'],
      ['move', 'read'],
    ]);
  });

  it('that change nothing are no act', async () => {
    const again = await engine.ask('acts.flag', {
      messages: await all(),
      mailboxId: inbox,
      remove: ['\\Flagged', 'later'],
    });
    expect(again).toEqual({ batch: null, accepted: 0 });
  });

  it('are set when the server is back, on a mail that was moved meanwhile too', async () => {
    const first = (await rows()).find(({ subject }) => subject === 'About a');
    await server.doveadm.createMailbox(user, 'Elsewhere');
    await server.kill();
    await engine.reached(id, 'offline');
    await engine.ask('acts.flag', { messages: [first!.id], mailboxId: inbox, add: ['\\Flagged', 'later'] });
    expect((await rows()).find((row) => row.id === first!.id)?.flagged).toBe(true);
    await server.resume();
    await server.doveadm.move(user, 'Elsewhere', ['mailbox', 'INBOX', 'subject', first!.subject]);
    await engine.ask('accounts.syncNow', { id });
    await idle();
    const there = await server.doveadm.flags(user, 'Elsewhere');
    expect([...there.values()]).toEqual([['\\Flagged', 'later']]);
  });
});

describe('archive and trash', () => {
  it('are made when there are none; the mails come back by an undo', async () => {
    const archived = await engine.ask('acts.archive', { messages: await all(), mailboxId: inbox });
    expect(archived.accepted).toBe(3);
    await idle();
    expect(await server.doveadm.counts(user)).toEqual(
      new Map([
        ['INBOX', 0],
        ['Archive', 3],
      ]),
    );
    expect((await mailbox('Archive'))?.role).toBe('archive');

    await engine.ask('activity.undoBatch', { batchId: archived.batch! });
    await idle();
    expect((await serverFlags()).get(byId('b'))).toEqual(['\\Seen']);
    const [one] = await all();
    await engine.ask('acts.trash', { messages: [one!], mailboxId: inbox });
    await idle();
    expect((await server.doveadm.counts(user)).get('Trash')).toBe(1);
  });
});

describe('a folder made while the server is away', () => {
  it('is promised, takes mail, and is made when the server is back', async () => {
    await server.kill();
    await engine.reached(id, 'offline');
    const folder = await engine.ask('mailboxes.create', { accountId: id, path: 'Projets/Été' });
    const [one] = await all();
    await engine.ask('suggestions.move', { messages: [one!], from: inbox, folder: folder.id });
    await engine.restart();
    await server.resume();
    await engine.ask('accounts.syncNow', { id });
    await idle();
    expect((await server.doveadm.counts(user)).get('Projets/Été')).toBe(1);
    await waitFor(async () => (await rows(folder.id)).length === 1);
    expect((await mailbox('Projets/Été'))?.id).toBe(folder.id);
  });
});

describe('what waits', () => {
  it('is told with how many mails and since when', async () => {
    await server.kill();
    await engine.reached(id, 'offline');
    await engine.ask('acts.flag', { messages: await all(), mailboxId: inbox, add: ['\\Flagged'] });
    const { jobs } = await engine.ask('status.get', {});
    expect(jobs).toMatchObject({ mails: 3 });
    expect(Date.now() - (jobs.since ?? 0)).toBeLessThan(60_000);
  });
});
