import { describe, expect, it } from 'vitest';
import { expectNoPassword, forever, play, problemOf, trySync } from './play.ts';

describe('a server that refuses the sign-in', () => {
  it('says what Gmail means', async () => {
    const { account, server } = await play('gmail-sign-in');
    const expected = [
      { code: 'wrong-password', detail: expect.stringContaining('Application-specific') as string },
      { code: 'wrong-password' },
      { code: 'wrong-password', detail: expect.stringContaining('log in via your web browser') as string },
      { code: 'throttled' },
      { code: 'throttled' },
      { code: 'throttled', retryAfterSeconds: 900 },
      { code: 'unreachable', detail: expect.stringContaining('System Error') as string },
    ];
    for (const problem of expected) {
      expect(problemOf(await account.source.listMailboxes(forever))).toMatchObject(problem);
    }
    expect(await account.source.listMailboxes(forever)).toMatchObject({ ok: true });
    expect(server.connections).toBe(expected.length + 1);
    expect(server.sessions.length).toBe(1);
  });

  it('says what Outlook means, and is not taken for a wrong password when it cannot get at the mailbox', async () => {
    const behind = await play('outlook-behind');
    expect(problemOf(await behind.account.source.listMailboxes(forever)).code).toBe('unreachable');
    expect(problemOf(await behind.account.source.listMailboxes(forever))).toEqual({
      code: 'unreachable',
      detail: 'Connection is closed. 13',
    });
    expect(await trySync(behind)).toBe('unreachable');
    expect(await trySync(behind)).toBe('done');
    expect(behind.account.messageIds('INBOX')).toHaveLength(1);

    const off = await play('outlook-basic-off');
    expect(problemOf(await off.account.source.listMailboxes(forever)).code).toBe('wrong-password');
    expectNoPassword(off.server);
  });

  it('at the greeting is not asked for more', async () => {
    const { account } = await play('greeting-bye');
    expect(problemOf(await account.source.listMailboxes(forever))).toMatchObject({ code: 'throttled' });
  });

  it('because it takes no passwords never sees one', async () => {
    const { account, server } = await play('login-disabled');
    expect(problemOf(await account.source.listMailboxes(forever)).code).toBe('server-refused');
    expectNoPassword(server);
  });
});

describe('a server that needs no sign-in', () => {
  it('is synced without one', async () => {
    const played = await play('preauth');
    expect(await trySync(played)).toBe('done');
    expect(played.account.messageIds('INBOX')).toHaveLength(1);
    expectNoPassword(played.server);
  });
});

describe('encryption that was asked for', () => {
  it.each(['starttls-stripped', 'starttls-injected', 'starttls-preauth'])(
    '%s: the password stays here',
    async (transcript) => {
      const { account, server } = await play(transcript, { security: 'starttls' });
      expect(problemOf(await account.source.listMailboxes(forever)).code).toBe('certificate');
      expectNoPassword(server);
      expect(server.said('LIST')).toEqual([]);
    },
  );

  it('is not given up because the port speaks without it', async () => {
    const { account, server } = await play('starttls-stripped', { security: 'tls' });
    expect(['certificate', 'timeout', 'unreachable']).toContain(
      problemOf(await account.source.listMailboxes(forever)).code,
    );
    expectNoPassword(server);
  });
});

describe('capabilities', () => {
  it('are those after the sign-in', async () => {
    const played = await play('capabilities-change');
    expect(await trySync(played)).toBe('done');
    const moved = await played.account.source.move('INBOX', [1], 'Factures', forever);
    expect(moved).toMatchObject({ ok: true, value: { uidvalidity: 1001 } });
    expect(played.server.said('UID MOVE')).toHaveLength(1);
  });
});
