import { setTimeout as delay } from 'node:timers/promises';
import type { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import type { SourceChange } from '../../../main/engine/sources/port.ts';
import { usualTimeouts } from '../../../main/engine/sources/imap/client-options.ts';
import { waitFor } from '../../support/wait-for.ts';
import { expectNoPassword, forever, play, problemOf } from './play.ts';

const mailbox = '@mailbox INBOX | \\HasNoChildren | a b\n';

/** How long a promise took, and what it gave. */
async function timed<T>(promise: Promise<T>): Promise<{ ms: number; value: T }> {
  const started = performance.now();
  const value = await promise;
  return { ms: performance.now() - started, value };
}

/** Lets every byte drip by itself, in order. */
function drip(ms: number): (socket: Socket, bytes: Buffer) => void {
  let last = Promise.resolve();
  return (socket, bytes) => {
    for (const byte of bytes) {
      last = last.then(async () => {
        await delay(ms);
        if (!socket.destroyed) socket.write(Buffer.of(byte));
      });
    }
  };
}

describe('a silent server', () => {
  it.each([
    ['in the TLS handshake', '@hang\n', 'tls', { connect: 150 }],
    ['instead of a greeting', '@hang\n', 'none', { greeting: 150 }],
    ['at the sign-in', 'C: LOGIN …\n@hang\n', 'none', { silence: 150 }],
    ['at a command', 'C: LIST …\n@hang\n', 'none', { silence: 150 }],
  ] as const)('%s is given up, and tried anew on another connection', async (_, text, security, timeouts) => {
    const { account, server } = await play(`${mailbox}${text}`, { security, timeouts });
    const { ms, value } = await timed(account.source.listMailboxes(forever));
    expect(problemOf(value).code).toBe('timeout');
    expect(ms).toBeGreaterThan(140);
    expect(ms).toBeLessThan(10_000);
    await account.source.listMailboxes(forever);
    expect(server.connections).toBe(2);
    await waitFor(() => server.sessions.length === 0, { every: 5 });
  });

  it('in the middle of a literal is given up; the mails before it are kept', async () => {
    const { account } = await play(
      `${mailbox}C: UID FETCH 1:2 (…BODY.PEEK[]…
S: * 1 FETCH (UID 1 FLAGS () RFC822.SIZE 190 BODY[]<0> {a})
R: "* 2 FETCH (UID 2 FLAGS () RFC822.SIZE 190 BODY[]<0> {190}\\r\\nMessage-ID: <b"
@hang
C: UID FETCH 2 (UID FLAGS INTERNALDATE RFC822.SIZE)
@hang
`,
      { timeouts: { silence: 150 } },
    );
    const fetched: unknown[] = [];
    for await (const reply of account.source.fetch('INBOX', [1, 2], 20_000, forever)) {
      fetched.push(reply.ok ? reply.value.uid : reply.problem.code);
    }
    expect(fetched).toEqual([1, 'timeout']);
  });

  it('ends at once when nobody waits for it any more', async () => {
    const { account } = await play(`${mailbox}C: LIST …\n@hang\n`);
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 50);
    const { ms, value } = await timed(account.source.listMailboxes(stop.signal));
    expect(problemOf(value).code).toBe('cancelled');
    expect(ms).toBeLessThan(10_000);
  });
});

describe('a server that drips', () => {
  it('at the sign-in is given up after all, without a word of the password too many', async () => {
    const { account, server } = await play(`S: * OK ${'x'.repeat(500)}\n`, {
      security: 'starttls',
      timeouts: { silence: 300, signIn: 600, greeting: 5000 },
    });
    server.write = drip(6);
    const { ms, value } = await timed(account.source.listMailboxes(forever));
    expect(problemOf(value).code).toBe('timeout');
    expect(ms).toBeGreaterThan(590);
    expect(ms).toBeLessThan(10_000);
    expectNoPassword(server);
  });

  it('too slowly to be alive is given up', async () => {
    const { account, server } = await play(mailbox, { timeouts: { silence: 200 } });
    expect((await account.source.listMailboxes(forever)).ok).toBe(true);
    server.write = drip(60);
    const { ms, value } = await timed(account.source.listMailboxes(forever));
    expect(problemOf(value).code).toBe('timeout');
    expect(ms).toBeLessThan(10_000);
  });

  it('steadily is borne, and read', async () => {
    const { account, server } = await play(mailbox, { timeouts: { silence: 200 } });
    server.write = drip(0.2);
    expect(await account.source.uids('INBOX', {}, forever)).toEqual({ ok: true, value: [1, 2] });
  });

  it('signs of life while it works is waited for', async () => {
    const alive = 'S: * OK Hang in there, this takes a while\n@wait 150\n'.repeat(5);
    const { account } = await play(`${mailbox}C: UID SEARCH …\n${alive}@default\n`, {
      timeouts: { silence: 250 },
    });
    expect(await account.source.uids('INBOX', {}, forever)).toEqual({ ok: true, value: [1, 2] });
  });
});

describe('the watch', () => {
  const timeouts = { idle: 120, poll: 60, alive: 150 };

  function watch(played: Awaited<ReturnType<typeof play>>) {
    const changes: SourceChange[] = [];
    const stop = new AbortController();
    const ended = played.account.source.watch((change) => changes.push(change), stop.signal);
    return { changes, ended, stop };
  }

  it('begins IDLE again before the server or a router forgets it (RFC 2177: 29 minutes)', async () => {
    expect(usualTimeouts.idle).toBeLessThan(29 * 60_000);
    const played = await play(mailbox, { timeouts });
    const { changes, ended, stop } = watch(played);
    await waitFor(() => played.server.said('IDLE').length >= 3, { every: 5 });
    const told = changes.length;
    played.server.tell('* 3 EXISTS');
    await waitFor(() => changes.length > told, { every: 5 });
    stop.abort();
    expect(await ended).toEqual({ ok: true, value: undefined });
  });

  it('notices a dead connection: no answer to NOOP', async () => {
    const played = await play(`${mailbox}C: NOOP\n@default\nC: NOOP\n@hang\n`, { timeouts });
    const { changes, ended } = watch(played);
    const { ms, value } = await timed(ended);
    expect(problemOf(value).code).toBe('timeout');
    expect(ms).toBeLessThan(10_000);
    expect(changes.at(-1)).toEqual({ kind: 'lost', problem: { code: 'timeout' } });
  });

  it('notices that IDLE cannot be ended', async () => {
    const played = await play(`${mailbox}C: IDLE\nS: + idling\n@hang\n`, { timeouts });
    expect(problemOf(await watch(played).ended).code).toBe('timeout');
  });

  it('notices a connection that goes, in whatever manner', async () => {
    for (const how of ['@drop', '@end', 'S: * BYE Autologout; idle for too long\n@end']) {
      const played = await play(`${mailbox}C: IDLE\nS: + idling\n@wait 30\n${how}\n`, { timeouts });
      expect(problemOf(await watch(played).ended).code, how).toBe('unreachable');
    }
  });

  it.each([
    ['ends IDLE by itself', 'C: IDLE\nS: + idling\nS: {tag} OK time is up\n', 'IDLE'],
    ['refuses IDLE', 'C: IDLE\nS: {tag} NO not now\n', 'NOOP'],
    ['never had IDLE', '@capabilities IMAP4rev1 NAMESPACE\n', 'NOOP'],
  ])('goes on where the server %s', async (_, text, command) => {
    const played = await play(`${mailbox}${text}`, { timeouts: { ...timeouts, idle: 60_000 } });
    const { ended, stop } = watch(played);
    await waitFor(() => played.server.said(command).length >= 3, { every: 5 });
    stop.abort();
    expect((await ended).ok).toBe(true);
  });

  it('hears of new mail by polling', async () => {
    const played = await play(
      `@capabilities IMAP4rev1 NAMESPACE\n${mailbox}C: NOOP\n@default\nC: NOOP\nS: * 3 EXISTS\n@default\n`,
      {
        timeouts,
      },
    );
    const { changes, ended, stop } = watch(played);
    await waitFor(() => changes.length >= 2, { every: 5 });
    stop.abort();
    await ended;
  });
});
