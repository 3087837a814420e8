import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { Dovecot, password } from '../support/dovecot.ts';
import { waitFor } from '../support/wait-for.ts';
import { EngineChild, EngineDied } from './engine-child.ts';
import { seeded } from './random.ts';
import { SEED } from '../support/seed.ts';

/** All that a rule did is taken back while the engine is killed again and again: every mail returns once. */

const MAILS = 1600;
const KILLS = 5;
const user = 'keeper';

it('goes on after each kill, loses nothing and doubles nothing', async () => {
  console.log(`seed ${SEED}`);
  const random = seeded(SEED);
  const server = await Dovecot.start();
  const dir = mkdtempSync(join(tmpdir(), 'casier-killed-'));
  const secrets = new Map<string, string>();
  await server.doveadm.createMailbox(user, 'Bills');
  const inbox = join(server.maildir(user), 'INBOX', 'new');
  // The server makes its folders itself: they are its own.
  await server.doveadm.save(user, 'INBOX', 'Subject: first\r\n\r\n.\r\n');
  await server.doveadm.expunge(user, ['mailbox', 'INBOX', 'all']);
  for (let number = 0; number < MAILS; number += 1) {
    const date = new Date(Date.now() - number * 60_000).toUTCString().replace('GMT', '+0000');
    const text = `Message-ID: <k${number}@example.org>\r\nFrom: bank@money.example\r\nSubject: Bill ${number}\r\nDate: ${date}\r\n\r\nPay.\r\n`;
    writeFileSync(join(inbox, `${1000 + number}.k.host`), text, { mode: 0o666 });
  }
  const inBox = async (name: string) => (await server.doveadm.counts(user)).get(name);
  const idle = (engine: EngineChild) =>
    waitFor(
      async () => {
        const { jobs } = await engine.ask('status.get', {});
        return jobs.queued === 0 && jobs.mails === 0;
      },
      { every: 50 },
    );

  let engine = new EngineChild(dir, secrets);
  try {
    await engine.ask('rules.save', {
      text: '- name: Bills\n  if: { from: bank@money.example }\n  then: { move: Bills }\n',
    });
    await engine.ask('accounts.addImap', {
      name: '',
      address: 'keeper@mail.example',
      imap: server.settings(user),
      password,
    });
    await waitFor(async () => (await engine.ask('status.get', {})).waiting === MAILS);
    const { revision } = await engine.ask('suggestions.groups', {});
    const { accepted } = await engine.ask('suggestions.approve', {
      selection: { filter: { asOf: revision } },
    });
    expect(accepted).toBe(MAILS);
    await idle(engine);
    expect(await inBox('Bills')).toBe(MAILS);

    const asked = await engine.ask('activity.undoMany', { filter: { rule: 'Bills' } });
    expect(asked.accepted).toBe(MAILS);
    // The first at once: of the receipts only a part is written then.
    for (let kills = 0; kills < KILLS; kills += 1) {
      await engine.kill();
      engine = new EngineChild(dir, secrets);
      await engine.ready;
      await delay(Math.floor(random() * 250));
    }
    await idle(engine);
    expect(await inBox('INBOX')).toBe(MAILS);
    expect(await inBox('Bills')).toBe(0);
    expect(new Set(await server.doveadm.messageIds(user, 'INBOX')).size).toBe(MAILS);
    const { batches } = await engine.ask('activity.list', {});
    expect(batches).toMatchObject([
      { id: asked.batch, action: 'undo', count: MAILS, pending: 0, failed: 0 },
      { action: 'approve', undone: MAILS },
    ]);
    expect(await engine.ask('jobs.failed', {})).toEqual([]);
  } catch (error) {
    if (error instanceof EngineDied)
      throw new Error(`the engine ended by itself (seed ${SEED})`, { cause: error });
    throw error;
  } finally {
    await engine.kill();
    await server.stop();
    rmSync(dir, { recursive: true });
  }
});
