import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Dovecot } from '../support/dovecot.ts';
import { mail } from './account.ts';
import { byId, People } from './people.ts';

const forever = new AbortController().signal;

let server: Dovecot;
const people = new People(() => server);

beforeAll(async () => {
  server = await Dovecot.start();
});
afterAll(async () => {
  await server.stop();
});

describe('mailboxes', () => {
  it('are listed with their roles, those that hold no mail left out', async () => {
    const user = await people.add({
      INBOX: [],
      Envoyés: [],
      Corbeille: [],
      Factures: [],
      'Projets/Archives': [],
    });
    const listed = await people.open(user).source.listMailboxes(forever);
    expect(listed.ok && new Map(listed.value.map(({ path, role }) => [path, role]))).toEqual(
      new Map([
        ['INBOX', 'inbox'],
        ['Envoyés', 'sent'],
        ['Corbeille', 'trash'],
        ['Factures', 'folder'],
        ['Projets/Archives', 'folder'],
      ]),
    );
  });

  it('are made, also when they are there already', async () => {
    const account = people.open(await people.add({ INBOX: [] }));
    for (const _ of [1, 2]) {
      const made = await account.source.createMailbox('Maison/Énergie', forever);
      expect(made).toMatchObject({ ok: true, value: { path: 'Maison/Énergie', role: 'folder' } });
    }
  });

  it('keep their mails when they are renamed, and nobody is said to have moved them', async () => {
    const user = await people.add({ INBOX: [], Old: ['a', 'b'] });
    const account = people.open(user);
    await account.sync();
    const id = account.mailboxId('Old');
    await server.doveadm.renameMailbox(user, 'Old', 'New');
    const report = await account.sync();
    expect(account.mailboxId('New')).toBe(id);
    expect(report).toMatchObject({ stored: 0, placed: 0, removed: 0 });
    expect(account.moved).toEqual([]);
    await people.expectEqual(account, user);
  });
});

describe('the first sync', () => {
  it('stores every mail once with its text, whole or in the middle of it interrupted', async () => {
    const names = Array.from({ length: 400 }, (_, index) => `mail${index}`);
    const user = await people.add({ INBOX: [], Work: [] });
    const mbox = names.map((name) => mail(name, { daysAgo: Number(name.slice(4)) * 2 }));
    await Promise.all([fill(user, 'INBOX', mbox.slice(0, 300)), fill(user, 'Work', mbox.slice(300))]);

    const account = people.open(user);
    const interruption = new AbortController();
    account.stored.push = (...batches) => {
      interruption.abort();
      return Array.prototype.push.apply(account.stored, batches);
    };
    await expect(account.sync(interruption.signal)).rejects.toThrow('cancelled');
    const before = account.count('SELECT count(*) FROM places');
    expect(before).toBeGreaterThan(0);
    expect(before).toBeLessThan(400);

    const report = await account.sync();
    expect(report.stored).toBe(400 - before);
    expect(account.count('SELECT count(*) FROM messages')).toBe(400);
    expect(account.count("SELECT count(*) FROM message_index WHERE message_index MATCH 'mail399'")).toBe(1);
    expect(account.count('SELECT count(*) FROM mailboxes WHERE window_days = 0')).toBe(2);
    await people.expectEqual(account, user);
  });

  it('does not mark a mail as read', async () => {
    const user = await people.add({ INBOX: ['unread'] });
    const account = people.open(user);
    await account.sync();
    await account.source.fetchSource('INBOX', account.uidOf('INBOX', byId('unread')), forever);
    expect((await server.doveadm.flags(user, 'INBOX')).get(byId('unread'))).toEqual([]);
  });

  it('stores a mail that is in two mailboxes once, with two places', async () => {
    const user = await people.add({ INBOX: ['twice'], Copy: [] });
    await server.doveadm.run(['copy', '-u', user, 'Copy', 'mailbox', 'INBOX', 'all']);
    const account = people.open(user);
    expect(await account.sync()).toMatchObject({ stored: 1, placed: 1 });
    expect(account.moved).toEqual([]);
  });
});

describe('what other programs do', () => {
  it('is seen: flags, expunges, new mail, new and deleted mailboxes', async () => {
    const user = await people.add({ INBOX: ['a', 'b', 'c'], Doomed: ['d'] });
    const account = people.open(user);
    await account.sync();
    const inbox = ['mailbox', 'INBOX'];
    await server.doveadm.addFlags(
      user,
      ['\\Seen', '\\Flagged'],
      [...inbox, 'header', 'message-id', byId('a')],
    );
    await server.doveadm.expunge(user, [...inbox, 'header', 'message-id', byId('b')]);
    await server.doveadm.save(user, 'INBOX', mail('new'));
    await server.doveadm.createMailbox(user, 'Fresh');
    await server.doveadm.save(user, 'Fresh', mail('fresh'));
    await server.doveadm.deleteMailbox(user, 'Doomed');
    account.stored.length = 0;

    const report = await account.sync();
    expect(report).toMatchObject({ stored: 2, updated: 1, removed: 2 });
    expect(account.stored.filter(({ fresh }) => fresh).map(({ mailboxId }) => mailboxId)).toEqual([
      account.mailboxId('INBOX'),
    ]);
    await people.expectEqual(account, user);

    expect(await account.sync()).toMatchObject({ stored: 0, updated: 0, removed: 0 });
    expect(account.count('SELECT count(*) FROM messages')).toBe(4);
  });

  it('a move is told once, as the person’s', async () => {
    const user = await people.add({ INBOX: ['a', 'b'], Factures: [] });
    const account = people.open(user);
    await account.sync();
    await server.doveadm.move(user, 'Factures', ['mailbox', 'INBOX', 'header', 'message-id', byId('a')]);
    await account.sync();
    await account.sync();
    expect(account.moved.map(({ from, to }) => [account.path(from), account.path(to)])).toEqual([
      ['INBOX', 'Factures'],
    ]);
    await people.expectEqual(account, user);
  });

  it('a move made as a copy, with the original deleted later, is told too', async () => {
    const user = await people.add({ INBOX: ['a'], Factures: [] });
    const account = people.open(user);
    await account.sync();
    await server.doveadm.run(['copy', '-u', user, 'Factures', 'mailbox', 'INBOX', 'all']);
    await account.sync();
    expect(account.moved).toEqual([]);
    await server.doveadm.expunge(user, ['mailbox', 'INBOX', 'all']);
    await account.sync();
    expect(account.moved).toHaveLength(1);
  });

  it('a move of ours, known by its receipt, is not told', async () => {
    const user = await people.add({ INBOX: ['a'], Factures: [] });
    const account = people.open(user);
    await account.sync();
    const messageId = account.count('SELECT id FROM messages');
    account.db.exec("INSERT INTO batches (id, action, actor, at) VALUES (1, 'approve', 'person', 0)");
    account.db
      .prepare(
        `INSERT INTO receipts (batch_id, account_id, message_id, from_mailbox, to_mailbox, state, at)
         VALUES (1, 1, ?, ?, ?, 'pending', 0)`,
      )
      .run(messageId, account.mailboxId('INBOX'), account.mailboxId('Factures'));
    const uid = account.uidOf('INBOX', byId('a'));
    expect(await account.source.move('INBOX', [uid], 'Factures', forever)).toMatchObject({ ok: true });
    await account.sync();
    expect(account.moved).toEqual([]);
    await people.expectEqual(account, user);
  });

  it('a mailbox made anew under the same name loses no message', async () => {
    const user = await people.add({ INBOX: [], Work: ['a', 'b', 'c'] });
    const account = people.open(user);
    await account.sync();
    const ids = account.db.prepare('SELECT id, message_id FROM messages ORDER BY 1').all();
    const before = account.count("SELECT uidvalidity FROM mailboxes WHERE path = 'Work'");
    await server.doveadm.renameMailbox(user, 'Work', 'Aside');
    await server.doveadm.createMailbox(user, 'Work');
    await server.doveadm.run(['copy', '-u', user, 'Work', 'mailbox', 'Aside', 'all']);
    await server.doveadm.deleteMailbox(user, 'Aside');
    await server.doveadm.save(user, 'Work', mail('d'));

    expect(await account.sync()).toMatchObject({ stored: 1, placed: 3 });
    expect(account.count("SELECT uidvalidity FROM mailboxes WHERE path = 'Work'")).not.toBe(before);
    expect(account.db.prepare('SELECT id, message_id FROM messages ORDER BY 1').all()).toEqual(
      expect.arrayContaining(ids),
    );
    expect(account.moved).toEqual([]);
    await people.expectEqual(account, user);
  });
});

/** Fills a mailbox faster than one command a mail. */
async function fill(user: string, mailbox: string, mails: readonly string[]): Promise<void> {
  for (const text of mails) await server.doveadm.save(user, mailbox, text);
}
