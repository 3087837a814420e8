import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AccountId, MailboxId, MessageId } from '../../../contract/ids.ts';
import { RawImap } from '../../support/raw-imap.ts';
import { interesting, password, pathOn, type MailServer } from '../../support/servers/mail-server.ts';
import { waitFor } from '../../support/wait-for.ts';
import { mail, SyncedAccount } from '../account.ts';
import { TestEngine } from '../open-engine.ts';
import { findDifferences } from './differences.ts';
import { servers } from './servers.ts';

/** The same promises on every server, each with its own ways. What a server lacks is asserted as lacking. */

const forever = new AbortController().signal;

describe.each(servers)('on $name', ({ start }) => {
  let server: MailServer;
  let user: string;
  let other: RawImap;
  let people = 0;
  const path = (...parts: string[]) => pathOn(server, ...parts);

  beforeAll(async () => {
    server = await start();
  });
  afterAll(() => server.stop());
  beforeEach(async () => {
    user = `person${(people += 1)}`;
    await server.makeUser(user);
    other = await RawImap.signIn(server, user);
  });
  afterEach(() => other.close());

  describe('a sync', () => {
    let account: SyncedAccount;
    beforeEach(async () => {
      account = new SyncedAccount(server.sourceSettings(user));
      await other.create(path('Factures'));
      await other.create(path('Été', 'Vacances à la mer'));
      for (const name of ['a', 'b', 'c']) await other.append('INBOX', mail(name));
      await other.append(path('Factures'), mail('d', { daysAgo: 200 }), ['\\Seen', '\\Flagged']);
      await other.append(path('Été', 'Vacances à la mer'), mail('e', { daysAgo: 500 }));
    });
    afterEach(() => account.close());

    const follow = async () => {
      // Where the server cannot tell what changed, flags are compared when the person asks for everything.
      await account.sync(forever, { thorough: !server.traits.offers.includes('CONDSTORE') });
      expect(await findDifferences(account.db, other)).toEqual([]);
    };

    it('finds what the server says it can, and lacks what it says it cannot', async () => {
      const offered = await account.source.capabilities(forever);
      if (!offered.ok) throw new Error(offered.problem.code);
      expect(interesting.filter((capability) => offered.value.includes(capability))).toEqual(
        server.traits.offers,
      );
    });

    it('stores every mail of every mailbox, names with accents too, and looks again without fetching', async () => {
      await follow();
      expect(account.count('SELECT count(*) FROM messages')).toBe(5);
      account.downloaded.length = 0;
      await follow();
      expect(account.downloaded).toEqual([]);
    });

    it('follows flags and keywords that another program sets and takes away', async () => {
      await follow();
      const [first = 0, second = 0] = await other.uids('INBOX');
      await other.flag('INBOX', [first, second], '+FLAGS (\\Seen \\Answered)');
      await other.flag('INBOX', [second], '-FLAGS (\\Seen)');
      await other.flag(path('Factures'), await other.uids(path('Factures')), 'FLAGS (later)');
      await follow();
    });

    it('follows mails that another program moves, and does not download them again', async () => {
      await follow();
      account.downloaded.length = 0;
      const [first = 0, second = 0] = await other.uids('INBOX');
      await other.move('INBOX', [first], path('Factures'));
      await other.expunge('INBOX', [second]);
      await follow();
      expect(account.downloaded).toEqual([]);
      expect(account.moved).toMatchObject([{ messageId: expect.any(Number) as number }]);
    });

    it('follows mailboxes that are made, renamed and deleted', async () => {
      await follow();
      account.downloaded.length = 0;
      await other.rename(path('Factures'), path('Quittances'));
      await other.create(path('Neuf'));
      await other.append(path('Neuf'), mail('n'));
      await follow();
      expect(account.downloaded).toHaveLength(1);
      await other.delete(path('Neuf'));
      await follow();
    });

    it('finds the mails of a mailbox that was made anew, under another UIDVALIDITY', async () => {
      await follow();
      const before = await other.uidValidity(path('Factures'));
      await other.delete(path('Factures'));
      // Many servers take the second in which a mailbox was made: it has to pass.
      await waitFor(async () => {
        await other.create(path('Factures'));
        if ((await other.uidValidity(path('Factures'))) !== before) return true;
        await other.delete(path('Factures'));
        return false;
      });
      await other.append(path('Factures'), mail('d', { daysAgo: 200 }), ['\\Seen']);
      await follow();
    });

    it('notices a mail that arrives, by IDLE', async () => {
      const stop = new AbortController();
      let told = 0;
      const ended = account.source.watch(() => (told += 1), stop.signal);
      await waitFor(() => told > 0);
      const before = told;
      await other.append('INBOX', mail('new'));
      await waitFor(() => told > before);
      stop.abort();
      expect(await ended).toEqual({ ok: true, value: undefined });
    });
  });

  describe('the engine', () => {
    let engine: TestEngine;
    let id: AccountId;
    beforeEach(async () => {
      for (const name of ['a', 'b', 'c'])
        await other.append('INBOX', mail(name), name === 'b' ? ['\\Flagged'] : []);
      await other.create(path('Factures'));
      engine = new TestEngine();
      await engine.open();
      const imap = server.settings(user);
      ({ id } = await engine.ask('accounts.addImap', {
        name: '',
        address: `${user}@mail.example`,
        imap,
        password,
      }));
      await engine.reached(id, 'live');
    });
    afterEach(() => engine.remove());

    const mailbox = async (name: string): Promise<MailboxId> => {
      // The engine tells paths with one delimiter, whatever the server's.
      const told = name.split(server.traits.delimiter).join('/');
      const found = (await engine.ask('mailboxes.list', {})).find((one) => one.path === told);
      if (!found) throw new Error(`no ${told}`);
      return found.id;
    };
    const mailsIn = async (name: string): Promise<MessageId[]> =>
      (await engine.ask('messages.list', { mailboxId: await mailbox(name) })).rows.map((row) => row.id);
    const idle = () => waitFor(async () => (await engine.ask('status.get', {})).jobs.mails === 0);
    const onServer = async () => {
      const there = new Map<string, string>();
      for (const name of ['INBOX', path('Factures')]) {
        for (const { messageId, flags } of await other.mails(name)) {
          expect(there.has(messageId)).toBe(false);
          there.set(messageId, `${name} ${flags.join(' ')}`);
        }
      }
      return there;
    };

    it('moves mails, marks them, and takes all of it back', async () => {
      const before = await onServer();
      const messages = await mailsIn('INBOX');
      const moved = await engine.ask('suggestions.move', {
        messages,
        from: await mailbox('INBOX'),
        folder: await mailbox(path('Factures')),
      });
      expect(moved.accepted).toBe(3);
      await idle();
      const after = await onServer();
      expect([...after.values()].every((place) => place.startsWith(path('Factures')))).toBe(true);
      expect(after.size).toBe(3);

      const marked = await engine.ask('acts.flag', {
        messages,
        mailboxId: await mailbox(path('Factures')),
        add: ['\\Seen', '\\Flagged'],
      });
      expect(marked.accepted).toBe(3);
      await idle();
      expect([...(await onServer()).values()].every((place) => place.endsWith('\\Flagged \\Seen'))).toBe(
        true,
      );

      await engine.ask('activity.undoBatch', { batchId: marked.batch! });
      await idle();
      await engine.ask('activity.undoBatch', { batchId: moved.batch! });
      await idle();
      expect(await onServer()).toEqual(before);
    });

    it('makes an archive where there is none, and finds its mails there', async () => {
      const messages = (await mailsIn('INBOX')).slice(0, 2);
      await engine.ask('acts.archive', { messages, mailboxId: await mailbox('INBOX') });
      await idle();
      expect(await other.uids('INBOX')).toHaveLength(1);
      const archive = (await other.mailboxes()).find((name) => /archive/i.test(name));
      expect(archive).toBeDefined();
      expect(await other.uids(archive!)).toHaveLength(2);
    });
  });
});
