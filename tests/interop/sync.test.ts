import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Dovecot } from '../support/dovecot.ts';
import { mail } from './account.ts';
import { byId, People } from './people.ts';

/** What a sync asks of a server: no more than it must, and nothing that can wait before what cannot. */

let server: Dovecot;
const people = new People(() => server);

beforeAll(async () => {
  server = await Dovecot.start({
    extra: `
namespace inbox {
  mailbox All {
    special_use = \\All
  }
}
`,
  });
});
afterAll(async () => {
  await server.stop();
});

describe('when nothing happened', () => {
  it('one list tells so', async () => {
    const user = await people.add({ INBOX: ['a'], One: ['b'], Two: ['c'] });
    const account = people.open(user);
    await account.sync();
    await account.sync();
    account.asked.length = 0;
    await account.sync();
    // The mailbox that is still selected is asked itself: STATUS is not for it.
    expect(account.asked[0]).toBe('listMailboxes');
    expect(account.asked.slice(1).filter((asked) => !asked.startsWith('state '))).toEqual([]);
    expect(account.asked.length).toBeLessThanOrEqual(2);
  });
});

describe('with mod-sequences', () => {
  it('flags, expunges and new mail are followed without listing all', async () => {
    const user = await people.add({ INBOX: ['a', 'b', 'c'] });
    const account = people.open(user);
    await account.sync();
    await account.sync();
    account.asked.length = 0;
    const inbox = ['mailbox', 'INBOX', 'header', 'message-id'];
    await server.doveadm.addFlags(user, ['\\Flagged'], [...inbox, byId('a')]);
    await server.doveadm.expunge(user, [...inbox, byId('b')]);
    await server.doveadm.save(user, 'INBOX', mail('d'));
    expect(await account.sync()).toMatchObject({ stored: 1, updated: 1, removed: 1 });
    expect(account.asked).toContain('changes INBOX');
    expect(account.asked).not.toContain('flags INBOX');
    await people.expectEqual(account, user);
  });

  it('what happens to a mail between its download and the end of the first sync is followed too', async () => {
    const user = await people.add({ INBOX: ['a', 'b'], Later: ['c'] });
    const account = people.open(user);
    const pushed = account.stored.push.bind(account.stored);
    const work: Promise<void>[] = [];
    account.stored.push = (...batches) => {
      if (work.length === 0) {
        const id = ['mailbox', 'INBOX', 'header', 'message-id'];
        work.push(
          server.doveadm
            .addFlags(user, ['\\Flagged'], [...id, byId('a')])
            .then(() => server.doveadm.expunge(user, [...id, byId('b')])),
        );
      }
      return pushed(...batches);
    };
    await account.sync();
    await Promise.all(work);
    await account.sync();
    await people.expectEqual(account, user);
  });
});

describe('mails that are known', () => {
  it('are not downloaded again when their mailbox was made anew', async () => {
    const user = await people.add({ INBOX: [], Work: ['a', 'b', 'c'] });
    const account = people.open(user);
    await account.sync();
    await server.doveadm.renameMailbox(user, 'Work', 'Aside');
    await server.doveadm.createMailbox(user, 'Work');
    await server.doveadm.run(['copy', '-u', user, 'Work', 'mailbox', 'Aside', 'all']);
    await server.doveadm.deleteMailbox(user, 'Aside');
    await server.doveadm.save(user, 'Work', mail('d'));
    account.downloaded.length = 0;
    expect(await account.sync()).toMatchObject({ stored: 1, placed: 3 });
    expect(account.downloaded).toEqual([account.uidOf('Work', byId('d'))]);
    await people.expectEqual(account, user);
  });

  it('are not downloaded again when another program moved them', async () => {
    const user = await people.add({ INBOX: ['a', 'b'], Factures: [] });
    const account = people.open(user);
    await account.sync();
    account.downloaded.length = 0;
    await server.doveadm.move(user, 'Factures', ['mailbox', 'INBOX', 'all']);
    await account.sync();
    expect(account.moved).toHaveLength(2);
    expect(account.downloaded).toEqual([]);
    await people.expectEqual(account, user);
  });

  it('are downloaded once where a collection of all mail and labels show them again', async () => {
    const user = await people.add({ INBOX: ['a', 'b'], Work: [], All: [] });
    const everything = ['mailbox', 'INBOX', 'all'];
    await server.doveadm.run(['copy', '-u', user, 'All', ...everything]);
    await server.doveadm.run(['copy', '-u', user, 'Work', ...everything]);
    await server.doveadm.save(user, 'All', mail('archived'));
    const account = people.open(user);
    expect(await account.sync()).toMatchObject({ stored: 3, placed: 4 });
    expect(account.downloaded).toHaveLength(3);
    expect(account.count('SELECT count(*) FROM messages')).toBe(3);
    expect(account.moved).toEqual([]);
    await people.expectEqual(account, user);
  });
});

describe('mail that arrives during a long first sync', () => {
  it('does not wait for its end', async () => {
    const user = await people.add({ INBOX: ['first'], Work: [] });
    for (let index = 0; index < 300; index += 1) {
      await server.doveadm.save(user, 'Work', mail(`old${index}`, { daysAgo: 5 }));
    }
    const account = people.open(user);
    const order: string[] = [];
    const pushed = account.stored.push.bind(account.stored);
    account.stored.push = (...batches) => {
      for (const { mailboxId, messageIds, fresh } of batches) {
        order.push(`${account.path(mailboxId)} ${fresh ? 'fresh' : messageIds.length}`);
      }
      return pushed(...batches);
    };
    const between = Promise.withResolvers<void>();
    const fetch = account.source.fetch.bind(account.source);
    account.source.fetch = async function* (path, uids, bytes, signal) {
      let count = 0;
      for await (const reply of fetch(path, uids, bytes, signal)) {
        count += 1;
        if (path === 'Work' && count === 10) {
          await server.doveadm.save(user, 'INBOX', mail('urgent'));
          account.syncer.touch('INBOX');
          between.resolve();
        }
        yield reply;
      }
    };
    await account.sync();
    await between.promise;
    expect(order.slice(0, 2)).toEqual(['INBOX 1', 'Work 60']);
    expect(order[2]).toBe('INBOX fresh');
    expect(order.length).toBeGreaterThan(3);
    await people.expectEqual(account, user);
  });
});
