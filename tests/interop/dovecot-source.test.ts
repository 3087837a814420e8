import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SourceChange } from '../../main/engine/sources/port.ts';
import { waitFor } from '../support/wait-for.ts';
import { Dovecot } from '../support/dovecot.ts';
import { mail, SyncedAccount } from './account.ts';
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

describe('a move', () => {
  it('tells the new UIDs, and which mails were no longer there', async () => {
    const user = await people.add({ INBOX: ['a', 'b', 'c'], Factures: [] });
    const account = people.open(user);
    await account.sync();
    const [a, b] = ['a', 'b'].map((name) => account.uidOf('INBOX', byId(name)));
    await server.doveadm.expunge(user, ['mailbox', 'INBOX', 'header', 'message-id', byId('b')]);
    const moved = await account.source.move('INBOX', [a!, b!, 4711], 'Factures', forever);
    expect(moved).toMatchObject({ ok: true, value: { missing: [b, 4711] } });
    await account.sync();
    const newUid = moved.ok ? moved.value.moved.get(a!) : null;
    expect(newUid).toBe(account.uidOf('Factures', byId('a')));
    await people.expectEqual(account, user);
  });

  it('finds mail that came after the mailbox was opened, and so do reading and marking', async () => {
    const user = await people.add({ INBOX: ['a'], Factures: [] });
    const account = people.open(user);
    await account.sync();
    const opened = await account.source.move(
      'INBOX',
      [account.uidOf('INBOX', byId('a'))],
      'Factures',
      forever,
    );
    expect(opened.ok).toBe(true);
    // The server tells of new mail at its leisure (RFC 3501 §5.2): each is the first that is asked for since one came.
    const arrive = async (name: string) => {
      await server.doveadm.save(user, 'INBOX', mail(name));
      await account.sync();
      return account.uidOf('INBOX', byId(name));
    };
    const read = await account.source.fetchSource('INBOX', await arrive('b'), forever);
    expect(read.ok).toBe(true);
    const uid = await arrive('c');
    const marked = await account.source.setFlags('INBOX', [uid], { add: ['\\Seen'] }, forever);
    expect(marked).toEqual({ ok: true, value: new Set([uid]) });
    expect(await account.source.move('INBOX', [await arrive('d')], 'Factures', forever)).toMatchObject({
      ok: true,
      value: { missing: [] },
    });
    await account.sync();
    await people.expectEqual(account, user);
  });

  it('into a mailbox that is not there moves nothing and says so', async () => {
    const user = await people.add({ INBOX: ['a'] });
    const account = people.open(user);
    await account.sync();
    const uid = account.uidOf('INBOX', byId('a'));
    expect(await account.source.move('INBOX', [uid], 'Nowhere', forever)).toMatchObject({
      ok: false,
      problem: { code: 'folder-missing' },
    });
    expect(await server.doveadm.messageIds(user, 'INBOX')).toEqual([byId('a')]);
  });

  it('does not wait for a fetch that is under way', async () => {
    const user = await people.add({ INBOX: ['a', 'b'], Factures: [] });
    const account = people.open(user);
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
    const user = await people.add({ INBOX: ['a', 'aa', 'b'] });
    const account = people.open(user);
    await account.sync();
    const found = await account.source.findByMessageId('INBOX', [byId('a'), byId('none')], forever);
    expect(found.ok && [...found.value]).toEqual([[byId('a'), [account.uidOf('INBOX', byId('a'))]]]);
  });

  it('set and take away flags', async () => {
    const user = await people.add({ INBOX: ['a'] });
    const account = people.open(user);
    await account.sync();
    const uid = account.uidOf('INBOX', byId('a'));
    await account.source.setFlags('INBOX', [uid], { add: ['\\Seen', '\\Flagged'] }, forever);
    await account.source.setFlags('INBOX', [uid], { remove: ['\\Seen'] }, forever);
    expect((await server.doveadm.flags(user, 'INBOX')).get(byId('a'))).toEqual(['\\Flagged']);
  });

  it('of a mail that is gone say so', async () => {
    const account = people.open(await people.add({ INBOX: ['a'] }));
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
    const user = await people.add({ INBOX: ['a'] });
    const account = people.open(user);
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
    expect(performance.now() - started).toBeLessThan(10_000);
    expect(changes.at(-1)).toEqual({ kind: 'mailbox', path: 'INBOX' });

    stop.abort();
    expect(await ended).toEqual({ ok: true, value: undefined });
  });

  it('tells of a new mail that fills the gap of one that left', async () => {
    const user = await people.add({ INBOX: ['a', 'b', 'c'] });
    const { source } = people.open(user);
    const stop = new AbortController();
    let told = 0;
    const ended = source.watch(() => (told += 1), stop.signal);
    await waitFor(() => told === 1);
    await server.doveadm.expunge(user, ['mailbox', 'INBOX', 'uid', '1']);
    await waitFor(() => told === 2);
    await server.doveadm.save(user, 'INBOX', mail('d'));
    // Sooner than anything but IDLE would tell.
    await waitFor(() => told === 3, { timeout: 20_000 });

    stop.abort();
    await ended;
  });
});

describe('trouble', () => {
  it('a wrong password is a wrong password', async () => {
    const account = people.open(await people.add({ INBOX: [] }), 'wrong');
    expect(await account.source.listMailboxes(forever)).toMatchObject({
      ok: false,
      problem: { code: 'wrong-password' },
    });
  });

  it('every host contacted is told', async () => {
    const account = people.open(await people.add({ INBOX: [] }));
    await account.sync();
    expect(account.hosts).toEqual([`127.0.0.1:${server.port}`]);
  });

  it('a killed server is unreachable, and all is well when it is back', async () => {
    const own = await Dovecot.start();
    try {
      await own.doveadm.save('anne', 'INBOX', mail('a'));
      const account = new SyncedAccount(own.sourceSettings('anne'));
      people.keep(account);
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
    people.keep(account);
    expect(await account.source.listMailboxes(forever)).toMatchObject({ problem: { code: 'certificate' } });
    expect(account.hosts).toEqual([]);
  });
});
