import Database from 'better-sqlite3';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AccountId, MailboxId } from '../../contract/ids.ts';
import { makeModel } from '../../models/maker/index.ts';
import { ChatServer } from '../support/chat-server.ts';
import { ToyMaildir } from '../support/toy-maildir.ts';
import { waitFor } from '../support/wait-for.ts';
import { TestEngine } from './open-engine.ts';

/** A language model elsewhere, from its settings to proposals; no model on this computer. */

let folder: string;
let server: ChatServer;
let mails: ToyMaildir;
let engine: TestEngine;
let id: AccountId;
const boxes = new Map<string, MailboxId>();

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'casier-elsewhere-'));
  await makeModel({ shape: 'tiny', path: join(folder, 'tiny.gguf') });
});
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(async () => {
  server = await ChatServer.start(join(folder, 'tiny.gguf'));
  mails = new ToyMaildir();
  // It runs elsewhere: that this computer is busy or on its battery is nothing to it.
  const computer = { processors: 2, onBattery: () => true, busy: () => true };
  engine = new TestEngine({ computer });
  await engine.open();
});
afterEach(async () => {
  await engine.remove();
  await server.stop();
  mails.remove();
});

async function begin(): Promise<void> {
  mails.put('INBOX', { sender: 'x', address: 'q@one.example', subject: 'edf', body: 'contrat' });
  mails.put('INBOX', { sender: 'y', address: 'r@two.example', subject: 'sncf', body: 'gare' });
  mails.put('INBOX', { sender: 'z', address: 's@three.example', subject: 'podcast', body: 'recette' });
  ({ id } = await engine.ask('accounts.addMaildir', { name: 'Toys', path: mails.path }));
  await engine.reached(id, 'live');
  for (const box of await engine.ask('mailboxes.list', {})) boxes.set(box.path, box.id);
  await waitFor(async () => (await status()).waiting === 3);
}

const status = () => engine.ask('asking.status', {});
const proposals = async () => (await engine.ask('suggestions.list', {})).rows;
const answered = () =>
  waitFor(async () => {
    const { deciding } = await engine.ask('status.get', {});
    return !deciding && (await status()).state === 'nothing-waits';
  });
const problemOf = async (reply: ReturnType<typeof engine.engine.call>) => {
  const done = await reply;
  return done.ok ? null : done.problem.code;
};

function contacts(): unknown[] {
  const db = new Database(join(engine.dir, 'data', 'casier.db'), { readonly: true });
  const rows = db.prepare('SELECT host, port, purpose, connections FROM egress').all();
  db.close();
  return rows;
}

describe('a model elsewhere', () => {
  it('is off until it is switched on; then it proposes as one on this computer does, and is on the list of contacts', async () => {
    expect(await engine.ask('endpoint.get', {})).toEqual({
      enabled: false,
      url: '',
      model: '',
      hasKey: false,
    });
    await begin();
    expect((await status()).state).toBe('no-model');
    await engine.ask('endpoint.set', { url: `${server.url}/v1/`, model: 'tiny', key: 'sesame' });
    expect(server.asked).toEqual([]);
    expect(contacts()).toEqual([]);

    const set = { enabled: true, url: server.url, model: 'tiny', hasKey: true };
    expect(await engine.ask('endpoint.set', { enabled: true })).toEqual(set);
    await answered();
    await waitFor(async () => (await proposals()).length === 2);
    const rows = await proposals();
    const of = (subject: string) => rows.find((row) => row.subject === subject);
    expect(of('edf')).toMatchObject({ target: boxes.get('Factures'), stage: 'language-model' });
    expect(of('sncf')).toMatchObject({ target: boxes.get('Voyages'), stage: 'language-model' });
    expect(of('podcast')).toBeUndefined();
    // One of them was about nothing, for the liking of letters.
    expect(server.asked.length).toBeGreaterThanOrEqual(3);
    expect(new Set(server.asked.map(({ authorization }) => authorization))).toEqual(
      new Set(['Bearer sesame']),
    );
    const connections = server.asked.length;
    expect(contacts()).toEqual([
      { host: '127.0.0.1', port: server.port, purpose: 'language-model', connections },
    ]);

    // What it said holds after a restart, and nothing is asked again.
    await engine.restart();
    await engine.reached(id, 'live');
    expect(await engine.ask('endpoint.get', {})).toEqual(set);
    await answered();
    expect(server.asked).toHaveLength(connections);
    expect(await proposals()).toHaveLength(rows.length);
  });

  it('that cannot be reached costs no mail its turn', async () => {
    await begin();
    await engine.ask('endpoint.set', { enabled: true, url: 'http://127.0.0.1:9' });
    await waitFor(async () => (await status()).state === 'model-failed');
    expect(await status()).toMatchObject({ waiting: 3, problem: { code: 'unreachable' } });
    await engine.ask('endpoint.set', { url: server.url });
    await waitFor(async () => (await proposals()).length === 2);
    expect((await status()).problem).toBeNull();
  });

  it('is left at once when it is switched off', async () => {
    await begin();
    const gone = Promise.withResolvers<void>();
    server.manners = (_, response) => void response.on('close', gone.resolve);
    await engine.ask('endpoint.set', { enabled: true, url: server.url });
    await waitFor(() => server.asked.length === 1);
    await engine.ask('endpoint.set', { enabled: false });
    await gone.promise;
    await waitFor(async () => (await status()).state === 'no-model');
    expect(server.asked).toHaveLength(1);
    expect((await status()).waiting).toBe(3);
  });

  it('can be tried before it is switched on, and nothing of the person is told', async () => {
    await begin();
    const trial = await engine.ask('endpoint.test', { url: server.url, model: '' });
    expect(trial).toMatchObject({
      host: `127.0.0.1:${server.port}`,
      gives: 'probabilities',
      understood: true,
    });
    expect(server.asked).toHaveLength(1);
    expect(server.asked[0]!.body).not.toHaveProperty('model');
    expect(server.asked[0]!.body.messages[0]!.content).not.toMatch(/Factures|edf|podcast/);
    expect(contacts()).toMatchObject([{ purpose: 'language-model', connections: 1 }]);
    expect(await engine.ask('endpoint.get', {})).toMatchObject({ enabled: false, url: '' });
    server.manners = (_, response) =>
      response.writeHead(404).end('{"error":{"message":"model \\"x\\" not found"}}');
    const reply = await engine.engine.call('endpoint.test', { url: server.url, model: 'x' });
    expect(reply).toMatchObject({
      problem: { code: 'endpoint-unfit', detail: expect.stringContaining('model "x" not found') as string },
    });
  });
});

describe('its settings', () => {
  it('are refused where they are no address, or one that others could read along', async () => {
    const set = (url: string) => problemOf(engine.engine.call('endpoint.set', { enabled: true, url }));
    expect(await set('')).toBe('invalid-input');
    expect(await set('localhost:11434')).toBe('invalid-input');
    expect(await set('file:///etc/passwd')).toBe('invalid-input');
    expect(await set('http://8.8.8.8:11434')).toBe('endpoint-insecure');
    expect(await problemOf(engine.engine.call('endpoint.test', { url: 'http://8.8.8.8', model: '' }))).toBe(
      'endpoint-insecure',
    );
    expect(await engine.ask('endpoint.get', {})).toMatchObject({ enabled: false, url: '' });
    expect(contacts()).toEqual([]);
  });

  it('keep a key for the server it was given for, and for no other', async () => {
    await engine.ask('endpoint.set', { url: server.url, model: 'tiny', key: 'sesame' });
    await engine.ask('endpoint.test', { url: server.url, model: 'tiny' });
    await engine.ask('endpoint.test', { url: server.url, model: 'tiny', key: null });
    await engine.ask('endpoint.test', { url: server.url, model: 'tiny', key: 'other' });
    // The same server by another name is another server.
    await engine.ask('endpoint.test', { url: `http://localhost:${server.port}`, model: 'tiny' });
    expect(server.asked.map(({ authorization }) => authorization)).toEqual([
      'Bearer sesame',
      undefined,
      'Bearer other',
      undefined,
    ]);
    expect(await engine.ask('endpoint.set', { model: 'small' })).toMatchObject({ hasKey: true });
    const url = `http://localhost:${server.port}`;
    expect(await engine.ask('endpoint.set', { url })).toMatchObject({ hasKey: false });
    expect(await engine.ask('endpoint.set', { url: server.url })).toMatchObject({ hasKey: false });
    expect(await engine.ask('endpoint.set', { url: '' })).toMatchObject({ url: '', hasKey: false });
  });
});
