import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { EngineCallName } from '../../contract/index.ts';
import { password } from '../support/dovecot.ts';
import { waitFor } from '../support/wait-for.ts';
import { casier, openEngine } from './support/casier.ts';
import { startMailServer, type MailServer } from './support/mail-server.ts';

/** `casier sync --once` where something was asked for that cannot be done now. */
describe('casier sync --once', () => {
  let data: string;
  let server: MailServer;
  beforeEach(async () => {
    data = mkdtempSync(join(tmpdir(), 'casier-held-up-'));
    server = await startMailServer(120);
    const engine = await openEngine(data);
    const ask = async (name: EngineCallName, input: object) => {
      const reply = await engine.call(name, input);
      if (!reply.ok) throw new Error(reply.problem.code);
      return reply.value as never;
    };
    const imap = server.dovecot.settings(server.user);
    await ask('accounts.addImap', { name: 'Work', address: 'camille@mail.example', imap, password });
    const status = async () => (await ask('status.get', {})) as { accounts: { status: string }[] };
    await waitFor(async () => (await status()).accounts[0]?.status === 'live');
    // Asked for while offline: it waits from the start.
    await ask('settings.set', { offline: true });
    await waitFor(async () => (await status()).accounts[0]?.status === 'offline');
    const boxes: { id: number; role: string }[] = await ask('mailboxes.list', {});
    const mailboxId = boxes.find(({ role }) => role === 'inbox')!.id;
    const { rows }: { rows: { id: number }[] } = await ask('messages.list', { mailboxId, limit: 3 });
    await ask('acts.flag', {
      mailboxId,
      messages: rows.map(({ id }) => id),
      add: ['\\Flagged'],
      remove: [],
    });
    await engine.close();
  });
  afterEach(async () => {
    await server.dovecot.stop();
    rmSync(data, { recursive: true });
  });

  async function goOnline(): Promise<void> {
    const engine = await openEngine(data);
    await engine.call('settings.set', { offline: false });
    await engine.close();
  }

  test('ends while the person is offline, and says what waits', async () => {
    const { code, stdout } = await casier(['sync', '--once', '--data', data]);
    expect(code).toBe(4);
    expect(stdout).toContain('Casier is offline, as you asked');
    expect(stdout).toContain('What was asked for 3 mails is not done yet');
  });

  test('ends when the server is gone, in French and for programs too; does what waits when it is back', async () => {
    await server.dovecot.stop();
    await goOnline();
    const { code, stdout } = await casier(['sync', '--once', '--data', data], { lang: 'fr_FR.UTF-8' });
    expect(code).toBe(4);
    expect(stdout).toContain('injoignable');
    expect(stdout).toContain('Ce qui a été demandé pour 3 courriels n’est pas encore fait');
    const again = await casier(['sync', '--once', '--json', '--data', data]);
    expect(again.code).toBe(4);
    expect(JSON.parse(again.stdout)).toMatchObject({
      accounts: [{ status: 'offline', problem: { code: 'unreachable' } }],
      jobs: { mails: 3, byAccount: [{ accountId: 1, soon: 0, blocked: 1 }] },
    });
  });

  test('waits until what waited is done where it can be', async () => {
    await goOnline();
    const { code, stdout } = await casier(['sync', '--once', '--json', '--data', data]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      accounts: [{ status: 'live' }],
      jobs: { mails: 0, queued: 0 },
    });
    const flagged = await server.dovecot.doveadm.run([
      'search',
      '-u',
      server.user,
      'mailbox',
      'INBOX',
      'flagged',
    ]);
    expect(flagged.trim().split('\n').length).toBeGreaterThanOrEqual(3);
  });
});
