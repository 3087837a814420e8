import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { NoticeSettings } from '../../contract/notices.ts';
import { makeNewMail } from '../../resources/demo/append.ts';
import type { Clock } from '../../main/engine/platform/clock.ts';
import { Dovecot, password } from '../support/dovecot.ts';
import { waitFor } from '../support/wait-for.ts';
import { TestEngine } from './open-engine.ts';

/** Noon of a Wednesday, where the test runs. */
const NOON = new Date(2026, 10, 18, 12, 0).getTime();
const HOUR = 3_600_000;

describe('what the person is told of', () => {
  let server: Dovecot;
  let engine: TestEngine;
  let changed: number;
  let offset: number;
  const clock: Clock = { now: () => NOON + offset, monotonic: () => performance.now() };

  beforeEach(async () => {
    offset = 0;
    changed = 0;
    server = await Dovecot.start();
    await server.doveadm.createMailbox('anne', 'Factures');
    for (const number of [1, 2, 3, 4, 5, 6]) await server.doveadm.save('anne', 'Factures', bill(number));
    engine = new TestEngine({ clock });
    await open();
    const { id } = await engine.ask('accounts.addImap', {
      name: '',
      address: 'anne@mail.example',
      imap: server.settings('anne'),
      password,
    });
    await engine.reached(id, 'live');
  });
  afterEach(async () => {
    await engine.remove();
    await server.stop();
  });

  async function open(): Promise<void> {
    await engine.open();
    engine.engine.listen(({ name }) => {
      if (name === 'notices.changed') changed += 1;
    });
  }

  const bill = (number: number) =>
    Buffer.from(makeNewMail({ home: 'Factures', number, seed: number }).source).toString('latin1');
  const arrive = (number: number) => server.doveadm.save('anne', 'INBOX', bill(number));
  const due = () => engine.ask('notices.due', {});
  const told = async () => engine.ask('notices.told', { ids: (await due()).map(({ id }) => id) });
  async function wish(change: Partial<NoticeSettings>): Promise<void> {
    const { notify } = await engine.ask('settings.get', {});
    await engine.ask('settings.set', { notify: { ...notify, ...change } });
  }
  const inInbox = (count: number) =>
    waitFor(async () => {
      const inbox = (await engine.ask('mailboxes.list', {})).find(({ role }) => role === 'inbox');
      const { waiting, deciding } = await engine.ask('status.get', {});
      return inbox?.total === count && waiting === count && !deciding;
    });

  it('is the mail of a VIP at once, with its proposal, until it was told; and lists mark it', async () => {
    const [someone] = await engine.ask('people.search', { query: '' });
    expect(someone).toMatchObject({ vip: false });
    const mail = makeNewMail({ home: 'Factures', number: 7, seed: 7 });
    const from = /^From: .*?<?([^<>\s]+@[^<>\s]+)>?$/im.exec(
      Buffer.from(mail.source).toString('latin1'),
    )?.[1];
    await engine.ask('people.setVip', { address: from ?? '', vip: true });
    await arrive(7);
    await waitFor(() => changed > 0);
    expect(await due()).toMatchObject([
      {
        kind: 'mail',
        sender: { address: from?.toLowerCase() },
        proposal: { folder: 'Factures' },
        filed: null,
      },
    ]);
    const inbox = (await engine.ask('mailboxes.list', {})).find(({ role }) => role === 'inbox')!;
    const listed = await engine.ask('messages.list', { mailboxId: inbox.id });
    expect(listed.rows.map(({ vip }) => vip)).toEqual([true]);
    expect((await engine.ask('suggestions.list', {})).rows.map(({ vip }) => vip)).toEqual([true]);

    // Nobody has said that it was shown: it comes again after a restart, the same one.
    const before = await due();
    await engine.engine.close();
    await open();
    expect(await due()).toEqual(before);
    await told();
    expect(await due()).toEqual([]);
  });

  it('is the rest in one digest when it is due, also after a restart, and once', async () => {
    await wish({ digest: 'hourly' });
    await arrive(7);
    await arrive(8);
    await inInbox(2);
    expect(await due()).toEqual([]);
    await engine.engine.close();
    // Three digests were due meanwhile.
    offset = 3 * HOUR + 60_000;
    await open();
    await waitFor(async () => (await due()).length > 0);
    const digest = { kind: 'digest', mails: 2, proposals: 2, folders: 1, filed: 0 };
    expect(await due()).toMatchObject([digest]);
    await told();
    await engine.engine.close();
    offset += HOUR;
    await open();
    await arrive(9);
    await waitFor(async () => (await due()).length > 0 || (await engine.ask('status.get', {})).waiting === 3);
    await wish({ quiet: false });
    expect((await due()).filter(({ kind }) => kind !== 'digest')).toEqual([]);
    for (const one of await due()) expect(one).toMatchObject({ kind: 'digest', mails: 1 });
  });

  it('is nothing in quiet hours, nor of what was read meanwhile', async () => {
    await wish({ tell: 'everything', digest: 'off', quiet: true, quietFrom: 11 * 60, quietUntil: 13 * 60 });
    await arrive(7);
    await arrive(8);
    await inInbox(2);
    expect([await due(), changed]).toEqual([[], 0]);
    const [first] = (await engine.ask('suggestions.list', {})).rows;
    await engine.ask('acts.flag', {
      messages: [first!.messageId],
      mailboxId: first!.from,
      add: ['\\Seen'],
      remove: [],
    });
    offset = 2 * HOUR;
    await wish({ discreet: true });
    await waitFor(() => changed > 0);
    // One is left of the two: told of as itself.
    expect(await due()).toMatchObject([{ kind: 'mail' }]);
  });

  it('follows a change of the settings at once', async () => {
    await wish({ tell: 'nobody', digest: 'daily', digestHour: 18 });
    await arrive(7);
    await inInbox(1);
    expect(await due()).toEqual([]);
    await wish({ tell: 'everything' });
    await waitFor(() => changed > 0);
    expect(await due()).toMatchObject([{ kind: 'mail' }]);
  });
});
