import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ActivityFilter } from '../../contract/activity.ts';
import type { AccountId } from '../../contract/ids.ts';
import type { Clock } from '../../main/engine/platform/clock.ts';
import { Dovecot, password } from '../support/dovecot.ts';
import { waitFor } from '../support/wait-for.ts';
import { TestEngine } from './open-engine.ts';

/** 300 mails filed in acts of two days by rule, by memory and by what was learned; the server is asked where they are. */

const DAY = 86_400_000;
const user = 'undoer';
const senders = {
  rules: 'bank@money.example',
  memory: 'anna@friends.example',
  learned: 'shop@things.example',
};
const folders = { rules: 'Money', memory: 'Friends', learned: 'Things' };
type Kind = keyof typeof senders;
const kinds = Object.keys(senders) as Kind[];
const EACH = 100;

let server: Dovecot;
let engine: TestEngine;
let id: AccountId;
let ahead = 0;
const clock: Clock = { now: () => Date.now() + ahead, monotonic: () => performance.now() };

function letter(name: string, kind: Kind, daysAgo: number): string {
  return [
    `Message-ID: <${name}@example.org>`,
    `From: Sender <${senders[kind]}>`,
    `To: ${user}@mail.example`,
    `Subject: About ${name}`,
    `Date: ${new Date(Date.now() - daysAgo * DAY).toUTCString().replace('GMT', '+0000')}`,
    '',
    `The ${kind} text of ${name}.`,
    '',
  ].join('\r\n');
}

beforeAll(async () => {
  server = await Dovecot.start();
  await server.doveadm.createMailbox(user, ...Object.values(folders));
  // Written where the server keeps them: quicker than 360 deliveries.
  await server.doveadm.save(user, 'INBOX', letter('first', 'learned', 40));
  await server.doveadm.expunge(user, ['mailbox', 'INBOX', 'all']);
  for (const kind of kinds) {
    for (let number = 0; number < 20 && kind !== 'rules'; number += 1)
      await server.doveadm.save(user, folders[kind], letter(`old-${kind}-${number}`, kind, 30 + number));
    for (let number = 0; number < EACH; number += 1)
      writeFileSync(
        join(server.maildir(user), 'INBOX', 'new', `${1000 + number}.${kind}.host`),
        letter(`${kind}-${number}`, kind, 1),
        { mode: 0o666 },
      );
  }
  engine = new TestEngine({ clock });
  await engine.open();
  await engine.ask('rules.save', {
    text: `- name: Money rule\n  if: { from: ${senders.rules} }\n  then: { move: Money }\n`,
  });
  ({ id } = await engine.ask('accounts.addImap', {
    name: '',
    address: `${user}@mail.example`,
    imap: server.settings(user),
    password,
  }));
  await engine.reached(id, 'live');
  await engine.settled();
}, 120_000);
afterAll(async () => {
  await engine.remove();
  await server.stop();
});

const counts = async () => {
  const found = await server.doveadm.counts(user);
  return Object.fromEntries(['INBOX', ...Object.values(folders)].map((name) => [name, found.get(name)]));
};
const idle = () =>
  waitFor(
    async () => {
      const { jobs } = await engine.ask('status.get', {});
      return jobs.queued === 0 && jobs.mails === 0;
    },
    { every: 50 },
  );
const away = { INBOX: 0, Money: 100, Friends: 120, Things: 120 };

async function undo(filter: ActivityFilter, way: 'undo' | 'redo' = 'undo') {
  const counted = (await engine.ask('activity.count', { filter }))[way];
  const { accepted } = await engine.ask('activity.undoMany', { filter, way });
  expect(accepted).toBe(counted);
  await idle();
  return accepted;
}

describe('what was filed on two days', () => {
  it('is there', async () => {
    expect(await engine.ask('status.get', {})).toMatchObject({ waiting: 3 * EACH });
    const { groups, revision } = await engine.ask('suggestions.groups', {});
    const boxes = await engine.ask('mailboxes.list', {});
    for (const kind of kinds) {
      if (kind === 'learned') ahead = 25 * 3_600_000;
      const target = boxes.find(({ path }) => path === folders[kind])!.id;
      expect(
        groups.filter((group) => group.target === target).reduce((sum, { count }) => sum + count, 0),
      ).toBe(EACH);
      await engine.ask('suggestions.approve', { selection: { filter: { target, asOf: revision } } });
    }
    await idle();
    expect(await counts()).toEqual(away);
    const { stages, rules } = await engine.ask('activity.choices', {});
    expect([stages.length > 1, rules]).toEqual([true, ['Money rule']]);
    const days = await engine.ask('activity.days', {});
    expect(days.map(({ batches }) => batches)).toEqual([1, 2]);
  });

  it('is taken back by rule, and done again', async () => {
    expect(await undo({ rule: 'Money rule' })).toBe(EACH);
    expect(await counts()).toEqual({ ...away, INBOX: 100, Money: 0 });
    expect(await undo({ rule: 'Money rule' }, 'redo')).toBe(EACH);
    expect(await counts()).toEqual(away);
  });

  it('is taken back by stage, and done again by the batch', async () => {
    const { stages } = await engine.ask('activity.choices', {});
    const stage = stages.find((one) => one !== 'rules')!;
    const undone = await undo({ stage });
    expect(undone).toBeGreaterThanOrEqual(EACH);
    expect((await counts())['INBOX']).toBe(undone);
    const [last] = (await engine.ask('activity.list', { limit: 1 })).batches;
    expect(last).toMatchObject({ action: 'undo', count: undone, pending: 0, failed: 0 });
    await engine.ask('activity.undoBatch', { batchId: last!.id });
    await idle();
    expect(await counts()).toEqual(away);
  });

  it('is taken back by day, of which the engine is closed in the middle', async () => {
    const days = await engine.ask('activity.days', {});
    const first = days.at(-1)!;
    const filter = { since: first.since, until: first.until };
    await engine.ask('activity.undoMany', { filter, way: 'undo' });
    await engine.restart();
    await engine.reached(id, 'live');
    await idle();
    expect((await counts())['Things']).toBe(120);
    // Of the first day only the first acts; what was done again on the second one belongs to that.
    const { undo: left } = await engine.ask('activity.count', { filter });
    expect(left).toBe(0);
    const all = await undo({ accountId: id });
    expect(all).toBeGreaterThan(0);
    expect(await counts()).toEqual({ INBOX: 300, Money: 0, Friends: 20, Things: 20 });
    expect(await engine.ask('jobs.failed', {})).toEqual([]);
    expect(await engine.ask('status.get', {})).toMatchObject({ waiting: 3 * EACH });
  });
});

describe('a decision put off', () => {
  it('leaves the list, is kept over a restart, and comes back at its time', async () => {
    const { revision } = await engine.ask('suggestions.groups', {});
    const until = clock.now() + DAY;
    const filter = { asOf: revision, minProbability: 0 };
    const { rows } = await engine.ask('suggestions.list', { limit: 20 });
    const put = await engine.ask('suggestions.snooze', {
      selection: { ids: rows.map((row) => row.id) },
      until,
    });
    expect(put.accepted).toBe(20);
    expect(await engine.ask('status.get', {})).toMatchObject({ waiting: 280 });
    expect(await engine.ask('suggestions.groups', {})).toMatchObject({ snoozed: 20 });
    await engine.restart();
    await engine.reached(id, 'live');
    expect((await engine.ask('suggestions.snoozed', {})).total).toBe(20);
    await engine.ask('suggestions.wake', { ids: [rows[0]!.id] });
    expect(await engine.ask('status.get', {})).toMatchObject({ waiting: 281 });
    // What sleeps is not meant by "all".
    const approved = await engine.ask('suggestions.approve', {
      selection: { filter: { ...filter, asOf: revision + 1000 } },
    });
    expect(approved.accepted).toBe(281);
    ahead += DAY + 60_000;
    await engine.restart();
    expect((await engine.ask('suggestions.snoozed', {})).total).toBe(0);
    expect(await engine.ask('status.get', {})).toMatchObject({ waiting: 19 });
  });
});
