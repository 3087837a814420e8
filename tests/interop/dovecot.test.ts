import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { SourceChange } from '../../main/engine/sources/port.ts';
import { Dovecot } from '../support/dovecot.ts';
import { mail, SyncedAccount } from './account.ts';

const forever = new AbortController().signal;

let server: Dovecot;
const accounts: SyncedAccount[] = [];
let users = 0;

beforeAll(async () => {
  server = await Dovecot.start();
});
afterAll(async () => {
  await server.stop();
});
afterEach(async () => {
  await Promise.all(accounts.splice(0).map((account) => account.close()));
});

function open(user: string, password?: string): SyncedAccount {
  const account = new SyncedAccount(server.sourceSettings(user, password));
  accounts.push(account);
  return account;
}

/** A new person with mails in mailboxes. */
async function person(mailboxes: Record<string, readonly string[]>): Promise<string> {
  users += 1;
  const user = `person${users}`;
  for (const [mailbox, names] of Object.entries(mailboxes)) {
    if (mailbox !== 'INBOX') await server.doveadm.createMailbox(user, mailbox);
    for (const name of names) await server.doveadm.save(user, mailbox, mail(name));
  }
  return user;
}

function byId(name: string): string {
  return `${name}@example.org`;
}

async function expectEqual(account: SyncedAccount, user: string): Promise<void> {
  for (const mailbox of (await server.doveadm.counts(user)).keys()) {
    const there = await server.doveadm.flags(user, mailbox);
    const here = account.flags(mailbox);
    expect(new Map([...here].sort())).toEqual(
      new Map([...there].sort().map(([id, flags]) => [id, flags.sort().join(' ')])),
    );
  }
}

describe('mailboxes', () => {
  it('are listed with their roles, those that hold no mail left out', async () => {
    const user = await person({
      INBOX: [],
      Envoyés: [],
      Corbeille: [],
      Factures: [],
      'Projets/Archives': [],
    });
    const listed = await open(user).source.listMailboxes(forever);
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
    const account = open(await person({ INBOX: [] }));
    for (const _ of [1, 2]) {
      const made = await account.source.createMailbox('Maison/Énergie', forever);
      expect(made).toMatchObject({ ok: true, value: { path: 'Maison/Énergie', role: 'folder' } });
    }
  });

  it('keep their mails when they are renamed, and nobody is said to have moved them', async () => {
    const user = await person({ INBOX: [], Old: ['a', 'b'] });
    const account = open(user);
    await account.sync();
    const id = account.mailboxId('Old');
    await server.doveadm.renameMailbox(user, 'Old', 'New');
    const report = await account.sync();
    expect(account.mailboxId('New')).toBe(id);
    expect(report).toMatchObject({ stored: 0, placed: 0, removed: 0 });
    expect(account.moved).toEqual([]);
    await expectEqual(account, user);
  });
});

describe('the first sync', () => {
  it('stores every mail once with its text, whole or in the middle of it interrupted', async () => {
    const names = Array.from({ length: 400 }, (_, index) => `mail${index}`);
    const user = await person({ INBOX: [], Work: [] });
    const mbox = names.map((name) => mail(name, { daysAgo: Number(name.slice(4)) * 2 }));
    await Promise.all([fill(user, 'INBOX', mbox.slice(0, 300)), fill(user, 'Work', mbox.slice(300))]);

    const account = open(user);
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
    await expectEqual(account, user);
  });

  it('does not mark a mail as read', async () => {
    const user = await person({ INBOX: ['unread'] });
    const account = open(user);
    await account.sync();
    await account.source.fetchSource('INBOX', account.uidOf('INBOX', byId('unread')), forever);
    expect((await server.doveadm.flags(user, 'INBOX')).get(byId('unread'))).toEqual([]);
  });

  it('stores a mail that is in two mailboxes once, with two places', async () => {
    const user = await person({ INBOX: ['twice'], Copy: [] });
    await server.doveadm.run(['copy', '-u', user, 'Copy', 'mailbox', 'INBOX', 'all']);
    const account = open(user);
    expect(await account.sync()).toMatchObject({ stored: 1, placed: 1 });
    expect(account.moved).toEqual([]);
  });
});

describe('what other programs do', () => {
  it('is seen: flags, expunges, new mail, new and deleted mailboxes', async () => {
    const user = await person({ INBOX: ['a', 'b', 'c'], Doomed: ['d'] });
    const account = open(user);
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
    await expectEqual(account, user);

    expect(await account.sync()).toMatchObject({ stored: 0, updated: 0, removed: 0 });
    expect(account.count('SELECT count(*) FROM messages')).toBe(4);
  });

  it('a move is told once, as the person’s', async () => {
    const user = await person({ INBOX: ['a', 'b'], Factures: [] });
    const account = open(user);
    await account.sync();
    await server.doveadm.move(user, 'Factures', ['mailbox', 'INBOX', 'header', 'message-id', byId('a')]);
    await account.sync();
    await account.sync();
    expect(account.moved.map(({ from, to }) => [account.path(from), account.path(to)])).toEqual([
      ['INBOX', 'Factures'],
    ]);
    await expectEqual(account, user);
  });

  it('a move made as a copy, with the original deleted later, is told too', async () => {
    const user = await person({ INBOX: ['a'], Factures: [] });
    const account = open(user);
    await account.sync();
    await server.doveadm.run(['copy', '-u', user, 'Factures', 'mailbox', 'INBOX', 'all']);
    await account.sync();
    expect(account.moved).toEqual([]);
    await server.doveadm.expunge(user, ['mailbox', 'INBOX', 'all']);
    await account.sync();
    expect(account.moved).toHaveLength(1);
  });

  it('a move of ours, known by its receipt, is not told', async () => {
    const user = await person({ INBOX: ['a'], Factures: [] });
    const account = open(user);
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
    await expectEqual(account, user);
  });

  it('a mailbox made anew under the same name loses no message', async () => {
    const user = await person({ INBOX: [], Work: ['a', 'b', 'c'] });
    const account = open(user);
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
    await expectEqual(account, user);
  });
});

describe('a move', () => {
  it('tells the new UIDs, and which mails were no longer there', async () => {
    const user = await person({ INBOX: ['a', 'b', 'c'], Factures: [] });
    const account = open(user);
    await account.sync();
    const [a, b] = ['a', 'b'].map((name) => account.uidOf('INBOX', byId(name)));
    await server.doveadm.expunge(user, ['mailbox', 'INBOX', 'header', 'message-id', byId('b')]);
    const moved = await account.source.move('INBOX', [a!, b!, 4711], 'Factures', forever);
    expect(moved).toMatchObject({ ok: true, value: { missing: [b, 4711] } });
    await account.sync();
    const newUid = moved.ok ? moved.value.moved.get(a!) : null;
    expect(newUid).toBe(account.uidOf('Factures', byId('a')));
    await expectEqual(account, user);
  });

  it('into a mailbox that is not there moves nothing and says so', async () => {
    const user = await person({ INBOX: ['a'] });
    const account = open(user);
    await account.sync();
    const uid = account.uidOf('INBOX', byId('a'));
    expect(await account.source.move('INBOX', [uid], 'Nowhere', forever)).toMatchObject({
      ok: false,
      problem: { code: 'folder-missing' },
    });
    expect(await server.doveadm.messageIds(user, 'INBOX')).toEqual([byId('a')]);
  });

  it('does not wait for a fetch that is under way', async () => {
    const user = await person({ INBOX: ['a', 'b'], Factures: [] });
    const account = open(user);
    await account.sync();
    const uids = ['a', 'b'].map((name) => account.uidOf('INBOX', byId(name)));
    for await (const fetched of account.source.fetch('INBOX', uids, 100, forever)) {
      expect(fetched.ok).toBe(true);
      const moved = await account.source.move('INBOX', [uids[1]!], 'Factures', forever);
      expect(moved.ok).toBe(true);
      break;
    }
  });
});

describe('lookups', () => {
  it('find mails by Message-ID, exactly', async () => {
    const user = await person({ INBOX: ['a', 'aa', 'b'] });
    const account = open(user);
    await account.sync();
    const found = await account.source.findByMessageId('INBOX', [byId('a'), byId('none')], forever);
    expect(found.ok && [...found.value]).toEqual([[byId('a'), [account.uidOf('INBOX', byId('a'))]]]);
  });

  it('set and take away flags', async () => {
    const user = await person({ INBOX: ['a'] });
    const account = open(user);
    await account.sync();
    const uid = account.uidOf('INBOX', byId('a'));
    await account.source.setFlags('INBOX', [uid], { add: ['\\Seen', '\\Flagged'] }, forever);
    await account.source.setFlags('INBOX', [uid], { remove: ['\\Seen'] }, forever);
    expect((await server.doveadm.flags(user, 'INBOX')).get(byId('a'))).toEqual(['\\Flagged']);
  });

  it('of a mail that is gone say so', async () => {
    const account = open(await person({ INBOX: ['a'] }));
    expect(await account.source.fetchSource('INBOX', 99, forever)).toMatchObject({
      problem: { code: 'not-found' },
    });
    expect(await account.source.state('Nowhere', forever)).toMatchObject({
      problem: { code: 'folder-missing' },
    });
  });
});

describe('the watch', () => {
  it('tells of new mail through IDLE, and of a lost connection', async () => {
    const user = await person({ INBOX: ['a'] });
    const account = open(user);
    const changes: SourceChange[] = [];
    let heard = Promise.withResolvers<void>();
    const next = () => (heard = Promise.withResolvers<void>()).promise;
    const stop = new AbortController();
    const standing = next();
    const ended = account.source.watch((change) => {
      changes.push(change);
      heard.resolve();
    }, stop.signal);
    await standing;
    const told = next();
    const started = performance.now();
    await server.doveadm.save(user, 'INBOX', mail('new'));
    await told;
    expect(performance.now() - started).toBeLessThan(3000);
    expect(changes.at(-1)).toEqual({ kind: 'mailbox', path: 'INBOX' });

    stop.abort();
    expect(await ended).toEqual({ ok: true, value: undefined });
  });
});

describe('trouble', () => {
  it('a wrong password is a wrong password', async () => {
    const account = open(await person({ INBOX: [] }), 'wrong');
    expect(await account.source.listMailboxes(forever)).toMatchObject({
      ok: false,
      problem: { code: 'wrong-password' },
    });
  });

  it('every host contacted is told', async () => {
    const account = open(await person({ INBOX: [] }));
    await account.sync();
    expect(account.hosts).toEqual([`127.0.0.1:${server.port}`]);
  });

  it('a killed server is unreachable, and all is well when it is back', async () => {
    const own = await Dovecot.start();
    try {
      await own.doveadm.save('anne', 'INBOX', mail('a'));
      const account = new SyncedAccount(own.sourceSettings('anne'));
      accounts.push(account);
      await account.sync();
      const lost = account.source.watch(() => undefined, forever);
      await own.kill();
      expect(await lost).toMatchObject({ ok: false, problem: { code: 'unreachable' } });
      await expect(account.sync()).rejects.toThrow('unreachable');
      await own.resume();
      await own.doveadm.save('anne', 'INBOX', mail('b'));
      expect(await account.sync()).toMatchObject({ stored: 1 });
    } finally {
      await own.stop();
    }
  });

  it('an unencrypted connection to another computer is refused before it is made', async () => {
    const account = new SyncedAccount({
      kind: 'imap',
      imap: { host: 'mail.example.org', port: 143, security: 'none', username: 'anne' },
      password: 'x',
    });
    accounts.push(account);
    expect(await account.source.listMailboxes(forever)).toMatchObject({ problem: { code: 'certificate' } });
    expect(account.hosts).toEqual([]);
  });
});

/** Fills a mailbox faster than one command a mail. */
async function fill(user: string, mailbox: string, mails: readonly string[]): Promise<void> {
  for (const text of mails) await server.doveadm.save(user, mailbox, text);
}
