import { describe, expect, it } from 'vitest';
import { byId, forever, play, problemOf, trySync } from './play.ts';

describe('a mailbox', () => {
  it('that will not open does not keep the others from being synced', async () => {
    const played = await play('refused-mailboxes');
    const reply = await played.account.syncer.run(forever);
    expect(reply).toMatchObject({ ok: true, value: { refused: { length: 8 } } });
    expect(played.account.messageIds('INBOX')).toEqual(byId('a'));
    expect(played.account.messageIds('Zuletzt')).toEqual(byId('z'));
  });

  it('on whose opening the server dies stops the others for three rounds, not for ever', async () => {
    const played = await play('dies-on-open');
    expect([await trySync(played), await trySync(played), await trySync(played)]).toEqual([
      'unreachable',
      'unreachable',
      'done',
    ]);
    expect(played.account.messageIds('INBOX')).toEqual(byId('a'));
    expect(played.account.messageIds('Zuletzt')).toEqual(byId('c'));
  });

  it('with UIDVALIDITY 0 is synced; one without, or without a count, is refused', async () => {
    const played = await play('odd-select');
    expect(await trySync(played)).toBe('done');
    expect(played.account.messageIds('Zero')).toEqual(byId('b'));
    expect(played.account.messageIds('INBOX')).toEqual(byId('a'));
    expect(problemOf(await played.account.source.state('Silent', forever)).code).toBe('server-refused');
    expect(problemOf(await played.account.source.state('Countless', forever)).code).toBe('server-refused');
    expect(await trySync(played)).toBe('done');
    expect(played.account.count('SELECT count(*) FROM messages')).toBe(2);
  });

  it('whose UIDNEXT is wrong gets its new mail all the same', async () => {
    const played = await play('wrong-uidnext');
    expect(await trySync(played)).toBe('done');
    for (const name of ['INBOX', 'Missing', 'Back']) {
      played.server.model.add(played.server.model.find(name)!, `new${name.toLowerCase()}`);
    }
    expect(await trySync(played)).toBe('done');
    expect(played.account.messageIds('INBOX')).toEqual(byId('a', 'b', 'newinbox'));
    expect(played.account.messageIds('Missing')).toEqual(byId('c', 'newmissing'));
    expect(played.account.messageIds('Back')).toEqual(byId('d', 'e', 'newback'));
  });

  it('whose untagged answers get lost loses no mail', async () => {
    const played = await play('lost-untagged');
    for (let round = 1; round <= 4; round += 1) {
      expect(await trySync(played), `round ${round}`).toBe('done');
      expect(played.account.messageIds('INBOX'), `round ${round}`).toEqual(byId('a', 'b', 'c', 'd'));
    }
    // An expunge that nobody told of is found by looking.
    const inbox = played.server.model.find('INBOX')!;
    inbox.mails = inbox.mails.filter(({ name }) => name !== 'b');
    expect(await trySync(played)).toBe('done');
    expect(played.account.messageIds('INBOX')).toEqual(byId('a', 'c', 'd'));
    expect(played.account.moved).toEqual([]);
  });

  it('with an odd answer to SEARCH is synced whole', async () => {
    const played = await play('esearch');
    expect(await trySync(played)).toBe('done');
    expect(played.account.messageIds('INBOX')).toEqual(byId('a', 'b', 'c'));
  });

  it('of some thousand mails is listed by one SEARCH', async () => {
    const names = Array.from({ length: 5000 }, (_, index) => `m${index}`);
    const played = await play(`@mailbox INBOX | \\HasNoChildren | ${names.join(' ')}\n`);
    const uids = await played.account.source.uids('INBOX', {}, forever);
    expect(uids.ok && uids.value.length).toBe(5000);
    expect(played.server.said('SEARCH')).toHaveLength(1);
  });
});

describe('the list of mailboxes', () => {
  it('is read in all its forms', async () => {
    const played = await play('odd-list');
    expect(await trySync(played)).toBe('done');
    const listed = await played.account.source.listMailboxes(forever);
    expect(listed.ok && listed.value.map(({ path, role }) => [path, role])).toEqual([
      ['INBOX', 'inbox'],
      ['INBOX.Envoyés', 'sent'],
      ['INBOX.Parent.Enfant', 'folder'],
    ]);
    expect(played.account.messageIds('INBOX')).toEqual(byId('a'));
    expect(played.account.messageIds('INBOX.Envoyés')).toEqual(byId('b'));
    expect(played.account.messageIds('INBOX.Parent.Enfant')).toEqual(byId('c'));
  });

  it('that lacks a mailbox does not delete it; one that is gone is', async () => {
    const played = await play('list-loses-lines');
    const { account, server } = played;
    expect(await trySync(played)).toBe('done');
    server.model.mailboxes.delete('Old');
    for (let round = 2; round <= 4; round += 1) {
      expect(await trySync(played), `round ${round}`).toBe('done');
      expect(account.messageIds('Factures'), `round ${round}`).toEqual(byId('b', 'c'));
      expect(account.messageIds('Old'), `round ${round}`).toEqual([]);
    }
    expect(account.downloaded).toHaveLength(4);
  });

  it.each([
    ['list-nil-delimiter', 'Rechnungen 1/2.x'],
    ['list-backslash', 'Clients\\Dupont'],
    ['utf8-accept', 'R&D'],
  ])('%s: names stay what they are', async (transcript, path) => {
    const played = await play(transcript);
    expect(await trySync(played)).toBe('done');
    expect(played.account.messageIds(path)).toEqual(byId('b'));
  });
});

describe('a move', () => {
  it('that is over quota leaves the mails where they are', async () => {
    for (const transcript of ['over-quota', 'over-quota-copy']) {
      const { account, server } = await play(transcript);
      await account.sync();
      const move = () => account.source.move('INBOX', [1, 2], 'Factures', forever);
      expect(problemOf(await move()).code).toBe('quota');
      expect(problemOf(await move()).code).toBe('quota');
      expect(server.model.find('INBOX')?.mails).toHaveLength(2);
      expect(server.said('STORE')).toEqual([]);
      expect(server.said('EXPUNGE')).toEqual([]);
    }
  });

  it('reads COPYUID wherever it comes, and does without when it makes no sense', async () => {
    const { account, server } = await play('move-copyuid');
    await account.sync();
    const move = async (...uids: number[]) => {
      const reply = await account.source.move('INBOX', uids, 'Factures', forever);
      return reply.ok ? [...reply.value.moved] : reply.problem;
    };
    expect(await move(1)).toEqual([[1, 1]]);
    expect(await move(2)).toEqual([[2, 2]]);
    expect(await move(3, 4)).toEqual([
      [3, 3],
      [4, 4],
    ]);
    expect(await move(5)).toEqual([[5, null]]);
    expect(await move(6)).toEqual([[6, null]]);
    expect(server.model.find('Factures')?.mails).toHaveLength(6);
    await account.sync();
    expect(account.messageIds('Factures')).toHaveLength(6);
    expect(account.messageIds('INBOX')).toEqual([]);
    expect(account.count('SELECT count(*) FROM messages')).toBe(6);
  });
});

describe('Gmail', () => {
  it('shows labels as mailboxes: a mail in several is one mail', async () => {
    const played = await play('gmail-labels');
    expect(await trySync(played)).toBe('done');
    const { account, server } = played;
    expect(account.count('SELECT count(*) FROM messages')).toBe(4);
    expect(account.messageIds('INBOX')).toEqual(byId('a', 'b'));
    expect(account.messageIds('Factures')).toEqual(byId('b', 'c'));
    expect(account.messageIds('[Gmail]/Sent Mail')).toEqual(byId('d'));
    const roles = await account.source.listMailboxes(forever);
    expect(roles.ok && Object.fromEntries(roles.value.map(({ path, role }) => [path, role]))).toMatchObject({
      INBOX: 'inbox',
      Factures: 'folder',
      '[Gmail]/All Mail': 'all',
      '[Gmail]/Sent Mail': 'sent',
      '[Gmail]/Spam': 'junk',
      '[Gmail]/Trash': 'trash',
    });
    // Each text is downloaded once, however many labels it has.
    const downloaded = account.downloaded.length;
    expect(downloaded).toBeLessThanOrEqual(5);
    expect(account.moved).toEqual([]);
    const fetches = server.said('BODY.PEEK[]').length;
    expect(await trySync(played)).toBe('done');
    expect(server.said('BODY.PEEK[]').length).toBe(fetches);
  });
});
