import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AccountId, BatchId } from '../../contract/ids.ts';
import type { Clock } from '../../main/engine/platform/clock.ts';
import { Dovecot, password } from '../support/dovecot.ts';
import { waitFor } from '../support/wait-for.ts';
import { TestEngine } from './open-engine.ts';

/** A server whose folders can be closed by their access list (RFC 4314), and one folder that is taken away. */
const user = 'refused';
const ruled = { Factures: 'bills@money.example', Voyages: 'desk@travel.example' };
const EACH = 3;

let server: Dovecot;
let engine: TestEngine;
let id: AccountId;
let ahead = 0;
const clock: Clock = { now: () => Date.now() + ahead, monotonic: () => performance.now() };

function letter(name: string, sender: string): string {
  return [
    `Message-ID: <${name}@example.org>`,
    `From: Sender <${sender}>`,
    `To: ${user}@mail.example`,
    `Subject: About ${name}`,
    `Date: ${new Date(Date.now() - 60_000).toUTCString().replace('GMT', '+0000')}`,
    '',
    `The text of ${name}.`,
    '',
  ].join('\r\n');
}

beforeAll(async () => {
  server = await Dovecot.start({
    extra: 'mail_plugins = acl\nplugin {\n  acl = vfile\n}\n',
  });
  await server.doveadm.createMailbox(user, ...Object.keys(ruled));
  for (const [folder, sender] of Object.entries(ruled))
    for (let number = 0; number < EACH; number += 1)
      await server.doveadm.save(user, 'INBOX', letter(`${folder}-${number}`, sender));
  engine = new TestEngine({ clock });
  await engine.open();
  const rule = ([folder, sender]: [string, string]) =>
    `- name: ${folder}\n  if: { from: ${sender} }\n  then: { move: ${folder} }\n`;
  await engine.ask('rules.save', { text: Object.entries(ruled).map(rule).join('') });
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

/** Says what the owner may do with a folder (`null`: everything), from the next connection on: this server remembers lists. */
async function rights(folder: string, letters: string | null): Promise<void> {
  await server.kill();
  await engine.reached(id, 'offline');
  const file = join(server.maildir(user), folder, 'dovecot-acl');
  if (letters === null) rmSync(file);
  else writeFileSync(file, `owner ${letters}\n`, { mode: 0o644 });
  await server.resume();
  await engine.ask('accounts.syncNow', { id });
  await engine.reached(id, 'live');
}

const mailbox = async (path: string) =>
  (await engine.ask('mailboxes.list', {})).find((one) => one.path === path)!.id;
const inFolder = async (name: string) => (await server.doveadm.counts(user)).get(name);
const waiting = async () => (await engine.ask('status.get', {})).waiting;
const batch = async (batchId: BatchId) =>
  (await engine.ask('activity.list', {})).batches.find((one) => one.id === batchId)!;
const states = async (batchId: BatchId) =>
  (await engine.ask('activity.receipts', { batchId })).receipts.map(({ state }) => state);

async function approve(folder: string): Promise<BatchId> {
  const { revision } = await engine.ask('suggestions.groups', {});
  const filter = { target: await mailbox(folder), asOf: revision };
  const { accepted, batch: made } = await engine.ask('suggestions.approve', { selection: { filter } });
  expect(accepted).toBe(EACH);
  return made!;
}

/** The time between attempts passes at once, until the last one has failed too. */
const failed = () =>
  waitFor(async () => {
    ahead += 40_000;
    const inbox = await mailbox('INBOX');
    // An act that changes nothing makes the runner look at what is due.
    const { rows } = await engine.ask('messages.list', { mailboxId: inbox, limit: 1 });
    await engine.ask('acts.flag', { messages: [rows[0]!.id], mailboxId: inbox, remove: ['\\Flagged'] });
    return (await engine.ask('jobs.failed', {}))[0];
  });
const idle = () => waitFor(async () => (await engine.ask('status.get', {})).jobs.queued === 0);

it('what the server may not file comes back with its proposal when it is given up, and can be filed later', async () => {
  await rights('Factures', 'lrws');
  const filed = await approve('Factures');
  expect(await waiting()).toBe(EACH);
  const job = await failed();
  expect(job).toMatchObject({ batchId: filed, count: EACH, problem: { code: 'server-refused' } });
  expect(await waiting()).toBe(EACH);

  await engine.ask('jobs.discard', { ids: [job.id] });
  expect(await waiting()).toBe(2 * EACH);
  expect(await engine.ask('jobs.failed', {})).toEqual([]);
  expect(await batch(filed)).toMatchObject({ count: EACH, failed: EACH, pending: 0, undone: 0 });
  expect(await states(filed)).toEqual(['failed', 'failed', 'failed']);
  expect(await inFolder('INBOX')).toBe(2 * EACH);
  // Nothing was done: there is nothing to take back, and no decision to count.
  expect(await engine.ask('activity.undoBatch', { batchId: filed })).toEqual({ batch: null, accepted: 0 });
  expect(await engine.ask('activity.count', { filter: {} })).toEqual({ undo: 0, redo: 0 });

  await engine.restart();
  await engine.reached(id, 'live');
  expect(await waiting()).toBe(2 * EACH);
  await rights('Factures', null);
  const again = await approve('Factures');
  await idle();
  expect(await states(again)).toEqual(['done', 'done', 'done']);
  expect(await inFolder('Factures')).toBe(EACH);
});

it('an undo that the server refuses leaves the act as it was when it is given up, to be undone another time', async () => {
  const act = (await engine.ask('activity.list', {})).batches[0]!;
  await rights('Factures', 'lrws');
  const undone = (await engine.ask('activity.undoBatch', { batchId: act.id })).batch!;
  expect(await waiting()).toBe(2 * EACH);
  const job = await failed();
  await engine.ask('jobs.discard', { ids: [job.id] });
  expect(await waiting()).toBe(EACH);
  expect(await states(undone)).toEqual(['failed', 'failed', 'failed']);
  expect(await batch(act.id)).toMatchObject({ undone: 0, failed: 0 });
  expect(await inFolder('Factures')).toBe(EACH);

  await rights('Factures', null);
  const second = await engine.ask('activity.undoBatch', { batchId: act.id });
  expect(second.accepted).toBe(EACH);
  await idle();
  expect(await inFolder('INBOX')).toBe(2 * EACH);
  expect(await waiting()).toBe(2 * EACH);
  expect(await batch(act.id)).toMatchObject({ undone: EACH });
});

it('mail for a folder that was deleted is asked about anew: the folder is proposed no more until it is back', async () => {
  await server.doveadm.deleteMailbox(user, 'Voyages');
  const filed = await approve('Voyages');
  const job = await waitFor(async () => (await engine.ask('jobs.failed', {}))[0]);
  expect(job).toMatchObject({ count: EACH, problem: { code: 'folder-missing' } });
  await engine.ask('jobs.discard', { ids: [job.id] });
  expect(await states(filed)).toEqual(['failed', 'failed', 'failed']);
  const targets = async () => {
    const { rows } = await engine.ask('suggestions.list', { limit: 50 });
    const boxes = await engine.ask('mailboxes.list', {});
    return rows.map((row) => boxes.find((box) => box.id === row.target)?.path);
  };
  await waitFor(
    async () => !(await targets()).includes('Voyages') && !(await engine.ask('status.get', {})).deciding,
  );
  const { rows } = await engine.ask('messages.list', { mailboxId: await mailbox('INBOX') });
  expect(rows.length).toBe(2 * EACH);

  await server.doveadm.createMailbox(user, 'Voyages');
  await engine.ask('accounts.syncNow', { id });
  await waitFor(async () => (await engine.ask('mailboxes.list', {})).some(({ path }) => path === 'Voyages'));
  await engine.ask('rules.save', { text: (await engine.ask('rules.get', {})).text });
  await waitFor(async () => (await targets()).filter((path) => path === 'Voyages').length === EACH);
});
