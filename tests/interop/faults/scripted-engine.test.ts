import { afterEach, describe, expect, it } from 'vitest';
import type { AccountId } from '../../../contract/ids.ts';
import { ScriptedImap } from '../../support/scripted-imap.ts';
import { waitFor } from '../../support/wait-for.ts';
import { TestEngine } from '../open-engine.ts';
import { password } from './play.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** A whole engine with one account on a server that plays a transcript. */
async function start(
  transcript: string,
): Promise<{ engine: TestEngine; server: ScriptedImap; id: AccountId }> {
  const server = await ScriptedImap.start(transcript);
  closing.push(() => server.stop());
  const engine = new TestEngine();
  await engine.open();
  closing.push(() => engine.remove());
  const imap = server.settings();
  const { id } = await engine.ask('accounts.addImap', { name: '', address: '', imap, password });
  return { engine, server, id };
}

describe('a person whose server', () => {
  it('throttles is told so, and may try at once all the same', async () => {
    const { engine, id } = await start('outlook-throttled');
    const account = await engine.reached(id, 'offline');
    expect(account.problem).toMatchObject({ code: 'throttled', retryAfterSeconds: 300 });
    await waitFor(async () => {
      await engine.ask('accounts.syncNow', { id });
      return (await engine.ask('health.get', {})).messages === 2;
    });
    await engine.reached(id, 'live');
  });

  it('asks to be left alone for a while is left alone for that while', async () => {
    const { engine, server, id } = await start(`@mailbox INBOX | \\HasNoChildren | a
C: UID FETCH …BODY.PEEK[]…
S: {tag} NO Request is throttled. Suggested Backoff Time: 2500 milliseconds
C: UID FETCH …BODY.PEEK[]…
@default
`);
    const fetches = () => server.said('BODY.PEEK[]').length;
    await waitFor(() => fetches() === 1, { every: 10 });
    const started = performance.now();
    await waitFor(() => fetches() === 2, { every: 10 });
    // Without it the next try would come after a second.
    expect(performance.now() - started).toBeGreaterThan(2400);
    await engine.reached(id, 'live');
  });

  it('cannot give one mail finds the others, and that one with its reason', async () => {
    const { engine, id } = await start('refuses-one');
    await engine.reached(id, 'live');
    const inbox = (await engine.ask('mailboxes.list', {})).find(({ path }) => path === 'INBOX')!;
    const { rows, total } = await engine.ask('messages.list', { mailboxId: inbox.id });
    expect(total).toBe(7);
    expect(rows.map(({ subject }) => subject)).toContain('About f');
  });

  it('is full sees the move fail for that reason, nothing lost, and can try again', async () => {
    const { engine, server, id } = await start('over-quota');
    await engine.reached(id, 'live');
    const mailboxes = await engine.ask('mailboxes.list', {});
    const [inbox, target] = ['INBOX', 'Factures'].map((path) => mailboxes.find((one) => one.path === path)!);
    const { rows } = await engine.ask('messages.list', { mailboxId: inbox!.id });
    const messages = rows.map((row) => row.id);
    await engine.ask('suggestions.move', { messages, from: inbox!.id, folder: target!.id });
    await waitFor(async () => (await engine.ask('status.get', {})).jobs.failed === 1);
    expect(server.model.find('INBOX')?.mails).toHaveLength(2);
    expect((await engine.ask('messages.list', { mailboxId: inbox!.id })).total).toBe(2);
  });

  it('wants another kind of password is asked for one, and not again and again', async () => {
    const { engine, server, id } = await start('gmail-sign-in');
    const account = await engine.reached(id, 'sign-in-needed');
    expect(account.problem).toMatchObject({ code: 'wrong-password' });
    // One try of the sync and one of the watch: servers lock accounts for more.
    expect(server.said('LOGIN').length).toBeLessThanOrEqual(2);
  });
});
