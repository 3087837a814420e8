import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AccountId, MailboxId, MessageId } from '../../contract/ids.ts';
import type { ProcessChannel } from '../../main/engine/platform/process-channel.ts';
import { startChild } from '../../main/shell/chromium/child-process.ts';
import { makeModel } from '../../models/maker/index.ts';
import { Dovecot, password } from '../support/dovecot.ts';
import { waitFor } from '../support/wait-for.ts';
import { TestEngine } from './open-engine.ts';

/** The tiny model, through the real engine: it knows which folder shares a word with a mail, which the classifier cannot. */

const program = join(import.meta.dirname, '..', '..', 'main', 'inference', 'process.ts');

let folder: string;
let server: Dovecot;
let engine: TestEngine;
let started: ProcessChannel[];
let id: AccountId;
let user = '';
let count = 0;
const boxes = new Map<string, MailboxId>();
const computer = { processors: 2, onBattery: false, isBusy: false };

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'casier-asking-'));
  await makeModel({ shape: 'tiny', path: join(folder, 'tiny.gguf') });
  server = await Dovecot.start();
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});
beforeEach(async () => {
  count += 1;
  user = `asking${count}`;
  started = [];
  Object.assign(computer, { onBattery: false, isBusy: false });
  engine = new TestEngine({
    startInference: () => {
      const channel = startChild(program);
      started.push(channel);
      return channel;
    },
    computer: { processors: 2, onBattery: () => computer.onBattery, busy: () => computer.isBusy },
  });
  await engine.open();
});
afterEach(() => engine.remove());

function letter(key: number, from: string, subject: string, body: string): string {
  return [
    `From: ${from}`,
    `To: ${user}@mail.example`,
    `Subject: ${subject}`,
    `Message-ID: <m${key}@example.org>`,
    `Date: ${new Date(Date.now() - (60 - key) * 3_600_000).toUTCString()}`,
    '',
    body,
    '',
  ].join('\r\n');
}

/** Folders whose mail says edf or sncf, and an inbox whose senders nobody knows. */
async function begin(
  inbox: readonly (readonly [from: string, subject: string, body: string])[],
): Promise<void> {
  let key = 0;
  for (const [box, from, subject] of [
    ['Factures', 'edf <a@power.example>', 'facture edf'],
    ['Voyages', 'sncf <b@rail.example>', 'billet sncf'],
    ['Divers', 'mamie <c@home.example>', 'photos famille'],
  ] as const) {
    await server.doveadm.createMailbox(user, box);
    for (let mail = 0; mail < 3; mail++) {
      key += 1;
      await server.doveadm.save(user, box, letter(key, from, subject, 'Bonjour'));
    }
  }
  for (const [from, subject, body] of inbox) {
    key += 1;
    await server.doveadm.save(user, 'INBOX', letter(key, from, subject, body));
  }
  ({ id } = await engine.ask('accounts.addImap', {
    name: 'Post',
    address: `${user}@mail.example`,
    imap: server.settings(user),
    password,
  }));
  await engine.reached(id, 'live');
  for (const box of await engine.ask('mailboxes.list', {})) boxes.set(box.path, box.id);
}

const chooseTiny = async () => {
  const { id: model } = await engine.ask('models.addFile', { path: join(folder, 'tiny.gguf') });
  await engine.ask('models.choose', { id: model });
};
const status = () => engine.ask('asking.status', {});
const answered = () =>
  waitFor(async () => {
    const { deciding } = await engine.ask('status.get', {});
    return !deciding && (await status()).state === 'nothing-waits';
  });
const proposals = async () => (await engine.ask('suggestions.list', {})).rows;

describe('what the classifier leaves open', () => {
  it('is asked about, and proposed with the opinion as its evidence', async () => {
    await begin([
      ['x <q@one.example>', 'edf', 'contrat'],
      ['y <r@two.example>', 'sncf', 'gare'],
      ['z <s@three.example>', 'podcast', 'recette'],
    ]);
    await waitFor(async () => (await status()).waiting === 3);
    expect((await status()).state).toBe('no-model');
    await chooseTiny();
    await answered();
    const rows = await proposals();
    const of = (subject: string) => rows.find((row) => row.subject === subject);
    expect(of('edf')).toMatchObject({ target: boxes.get('Factures'), stage: 'language-model' });
    expect(of('edf')?.evidence[0]).toMatchObject({ kind: 'opinion' });
    expect(of('sncf')).toMatchObject({ target: boxes.get('Voyages'), stage: 'language-model' });
    // It shares no word with any folder: the model says so, and nothing is proposed.
    expect(of('podcast')).toBeUndefined();
    expect((await status()).today).toMatchObject({ calls: 3, mails: 3 });

    // What the person says of it is learned: by the classifier, and of the model.
    await engine.ask('suggestions.approve', { selection: { ids: rows.map((row) => row.id) } });
    await engine.restart();
    await engine.reached(id, 'live');
    expect((await status()).today).toMatchObject({ calls: 3 });
  });

  it('is asked about once for all mails of one cause when two answers agree', async () => {
    await begin(Array.from({ length: 9 }, (_, at) => ['x <q@one.example>', `edf ${at}`, 'contrat'] as const));
    await chooseTiny();
    await answered();
    expect((await proposals()).filter(({ target }) => target === boxes.get('Factures'))).toHaveLength(9);
    expect((await status()).today).toMatchObject({ calls: 2, mails: 9 });
  });

  it('survives that the model process is killed', async () => {
    await begin([
      ['x <q@one.example>', 'edf', 'contrat'],
      ['y <r@two.example>', 'sncf', 'gare'],
    ]);
    await chooseTiny();
    await waitFor(() => started.length > 0);
    started[0]!.kill();
    await answered();
    expect((await proposals()).map(({ stage }) => stage)).toEqual(['language-model', 'language-model']);
    expect(started.length).toBeGreaterThanOrEqual(2);
  });

  it('waits while it is paused, switched off, spent for today or on battery; what is looked at goes first', async () => {
    computer.onBattery = true;
    await begin([
      ['x <q@one.example>', 'edf', 'contrat'],
      ['y <r@two.example>', 'sncf', 'gare'],
    ]);
    await chooseTiny();
    await waitFor(async () => {
      const { state, waiting } = await status();
      return state === 'on-battery' && waiting === 2;
    });
    const inbox = await engine.ask('messages.list', { mailboxId: boxes.get('INBOX')! });
    const edf = inbox.rows.find(({ subject }) => subject === 'edf')!.id satisfies MessageId;
    const filed = await engine.ask('messages.list', { mailboxId: boxes.get('Divers')! });
    const others = filed.rows.map((row) => row.id);
    expect(await engine.ask('asking.hurry', { ids: [...others, edf] })).toEqual({ waiting: [edf] });
    await waitFor(async () => (await proposals()).length === 1);
    expect((await proposals())[0]).toMatchObject({ messageId: edf });
    // To look at what does not wait is no reason to go on with the rest.
    expect(await engine.ask('asking.hurry', { ids: [...others, edf] })).toEqual({ waiting: [] });
    await engine.ask('asking.pause', { paused: true });
    await engine.ask('asking.setLimits', { onBattery: true });
    await waitFor(async () => (await status()).state === 'paused');
    // Before it may go on, or the other one would be asked about in between.
    await engine.ask('asking.setLimits', { minutesADay: 0 });
    await engine.ask('asking.pause', { paused: false });
    await waitFor(async () => (await status()).state === 'budget-spent');
    expect((await status()).waiting).toBe(1);
    await engine.ask('asking.setLimits', { enabled: false });
    await waitFor(async () => (await status()).state === 'off');
    expect(await proposals()).toHaveLength(1);
    await engine.ask('asking.setLimits', { enabled: true, minutesADay: 60 });
    await waitFor(async () => (await proposals()).length === 2);
  });

  it('is told of folders in the words of the person', async () => {
    await begin([['x <q@one.example>', 'dentiste', 'piqûre']]);
    await chooseTiny();
    await answered();
    expect(await proposals()).toEqual([]);
    const notes = await engine.ask('asking.folderNotes', { accountId: id });
    expect(notes.find(({ mailboxId }) => mailboxId === boxes.get('Factures'))).toMatchObject({
      description: null,
      examples: expect.arrayContaining(['edf']) as string[],
    });
    await engine.ask('asking.describeFolder', {
      mailboxId: boxes.get('Divers')!,
      description: 'dentiste docteur',
    });
    await waitFor(async () => (await proposals()).length === 1);
    expect((await proposals())[0]).toMatchObject({ target: boxes.get('Divers') });
  });
});
