import { describe, expect, it } from 'vitest';
import { byId, forever, play, problemOf, trySync } from './play.ts';

/** UIDs and reasons of the mails that are stored as unreadable. */
function unreadable({ account }: Awaited<ReturnType<typeof play>>): { uid: number; reason: string }[] {
  return account.db
    .prepare(
      `SELECT p.uid, m.unreadable AS reason FROM messages m JOIN places p ON p.message_id = m.id
       WHERE m.unreadable IS NOT NULL ORDER BY p.uid`,
    )
    .all() as { uid: number; reason: string }[];
}

describe('one bad mail', () => {
  it.each([
    ['that the server refuses', 'refuses-one', 4, ['a', 'b', 'c', 'bad', 'd', 'e', 'f'], 'Internal error'],
    ['that the server hangs up on', 'hangs-up-on-one', 3, ['a', 'b', 'bad', 'c', 'd'], ''],
    ['whose answer is not IMAP', 'unparsable-one', 2, ['a', 'b', 'c'], 'no readable answer'],
  ])('%s keeps its place and stops no other', async (_, transcript, uid, names, reason) => {
    const played = await play(transcript);
    expect(await trySync(played)).toBe('done');
    expect(unreadable(played)).toEqual([{ uid, reason: expect.stringContaining(reason) as string }]);
    expect(played.account.messageIds('INBOX')).toEqual(byId(...names).sort());
    const asked = played.server.said('BODY.PEEK[]').length;
    expect(await trySync(played)).toBe('done');
    expect(played.server.said('BODY.PEEK[]').length, 'it is not asked for again').toBe(asked);
  });

  it('without any text is one mail, and another one is another', async () => {
    const played = await play('body-nil');
    expect(await trySync(played)).toBe('done');
    expect(unreadable(played).map(({ uid }) => uid)).toEqual([1, 2]);
    expect(played.account.count('SELECT count(*) FROM messages')).toBe(3);
    const opened = await played.account.source.fetchSource('INBOX', 1, forever);
    expect(problemOf(opened).code).toBe('mail-unreadable');
  });

  it('that is announced with 300 MB is not waited for', async () => {
    const played = await play('huge-literal');
    const started = performance.now();
    expect(await trySync(played)).toBe('done');
    expect(performance.now() - started).toBeLessThan(10_000);
    expect(unreadable(played)).toEqual([{ uid: 1, reason: expect.stringContaining('iteral') as string }]);
    expect(played.account.messageIds('INBOX')).toEqual(byId('a', 'b'));
  });
});

describe('FETCH answers', () => {
  it('of all kinds give each mail once, with its own flags', async () => {
    const played = await play('odd-fetch');
    expect(await trySync(played)).toBe('done');
    const { account } = played;
    expect(account.messageIds('INBOX')).toEqual(byId('a', 'b', 'c', 'd'));
    expect(account.count('SELECT count(*) FROM messages')).toBe(4);
    expect(account.count('SELECT max(uid) FROM places')).toBe(4);
    expect(unreadable(played)).toEqual([]);
    // A date that is none is not a reason to put a mail into another century.
    expect(account.count('SELECT min(date) FROM messages')).toBeGreaterThan(Date.now() - 3 * 86_400_000);
  });

  it('with wrong sizes leave no mail half read', async () => {
    const played = await play('outlook-wrong-size');
    expect(await trySync(played)).toBe('done');
    expect(played.account.messageIds('INBOX')).toEqual(byId('a', 'b', 'c'));
    expect(unreadable(played)).toEqual([]);
    expect(await trySync(played)).toBe('done');
    expect(played.account.count('SELECT count(*) FROM messages')).toBe(3);
  });

  it('cut off by a BYE keep what came whole, and the rest comes later', async () => {
    const played = await play('bye-in-literal');
    const ends = [await trySync(played), await trySync(played)];
    expect(ends.at(-1)).toBe('done');
    expect(played.account.messageIds('INBOX')).toEqual(byId('a', 'b', 'c'));
    expect(played.account.count('SELECT count(*) FROM messages')).toBe(3);
    expect(unreadable(played)).toEqual([]);
  });

  it('in lines of all kinds are read', async () => {
    const played = await play('odd-line-ends');
    expect(await trySync(played)).toBe('done');
    expect(played.account.messageIds('INBOX')).toEqual(byId('a', 'b'));
  });
});

describe('a throttled account', () => {
  it('at Gmail is told so, with a while to wait after the daily limit, and loses nothing', async () => {
    const played = await play('gmail-throttled');
    const run = () => played.account.syncer.run(new AbortController().signal);
    expect(await run()).toMatchObject({ ok: false, problem: { code: 'throttled' } });
    expect(await run()).toMatchObject({ problem: { code: 'throttled', retryAfterSeconds: 900 } });
    expect(await run()).toMatchObject({ problem: { code: 'throttled' } });
    expect(played.account.messageIds('INBOX'), 'what came before the BYE is kept').toEqual(byId('a'));
    expect(await run()).toMatchObject({ ok: true });
    expect(played.account.messageIds('INBOX')).toEqual(byId('a', 'b'));
    expect(played.account.messageIds('Later')).toEqual(byId('c'));
  });

  it('at Outlook is told for how long, at once', async () => {
    const played = await play('outlook-throttled');
    const started = performance.now();
    const run = () => played.account.syncer.run(new AbortController().signal);
    expect(await run()).toMatchObject({ problem: { code: 'throttled', retryAfterSeconds: 300 } });
    expect(await run()).toMatchObject({ problem: { code: 'throttled', retryAfterSeconds: 93 } });
    expect(performance.now() - started).toBeLessThan(10_000);
    expect(await run()).toMatchObject({ ok: true });
    expect(played.account.messageIds('INBOX')).toEqual(byId('a', 'b'));
  });
});
