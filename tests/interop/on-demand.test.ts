import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AccountId, MessageId } from '../../contract/ids.ts';
import type { AnyEngineEvent, EventPayload } from '../../contract/index.ts';
import type { Pile } from '../../contract/writing.ts';
import { foldName } from '../../main/engine/deciding/index.ts';
import type { ProcessChannel } from '../../main/engine/platform/process-channel.ts';
import { startChild } from '../../main/shell/chromium/child-process.ts';
import { namePattern, sentencePattern } from '../../models/grammars.ts';
import { makeModel } from '../../models/maker/index.ts';
import { root } from '../support/commands.ts';
import { waitFor } from '../support/wait-for.ts';
import { TestEngine } from './open-engine.ts';

/** What the model writes when it is asked to, and folders for mails that have none, on the demo mailbox. */

const program = join(import.meta.dirname, '..', '..', 'main', 'inference', 'process.ts');

let folder: string;
let engine: TestEngine;
let started: ProcessChannel[];
let id: AccountId;
let heard: AnyEngineEvent[];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'casier-on-demand-'));
  await makeModel({ shape: 'tiny', path: join(folder, 'tiny.gguf') });
});
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(async () => {
  started = [];
  heard = [];
  engine = new TestEngine({
    // With the demo mailbox, which is made with the program.
    resourcesDir: join(root, 'dist/resources'),
    startInference: () => {
      const channel = startChild(program);
      started.push(channel);
      return channel;
    },
    computer: { processors: 2, onBattery: () => false, busy: () => false },
  });
  await engine.open();
  engine.engine.listen((event) => heard.push(event));
  // Only what is asked for is written: the queue would keep the model busy.
  await engine.ask('asking.setLimits', { enabled: false });
  ({ id } = await engine.ask('accounts.addDemo', {}));
  await engine.reached(id, 'live');
  await engine.settled();
});
afterEach(() => engine.remove());

/** The demo leaves little undecided: what the person does not want where it was proposed has no folder yet. */
async function dismissAll(): Promise<void> {
  await waitFor(async () => {
    const { waiting, deciding } = await engine.ask('status.get', {});
    if (deciding) return false;
    if (waiting === 0) return true;
    const { revision } = await engine.ask('suggestions.list', {});
    await engine.ask('suggestions.dismiss', { selection: { filter: { asOf: revision } } });
    return false;
  });
}

async function chooseTiny(): Promise<void> {
  const { id: model } = await engine.ask('models.addFile', { path: join(folder, 'tiny.gguf') });
  await engine.ask('models.choose', { id: model });
}
async function proposed(): Promise<MessageId> {
  const { rows } = await engine.ask('suggestions.list', {});
  return rows.find(({ target, from }) => target !== from)!.messageId;
}
const explained = (of: MessageId): EventPayload<'asking.explained'>[] =>
  heard.flatMap((event) =>
    event.name === 'asking.explained' && event.payload.messageId === of ? [event.payload] : [],
  );
const suggest = () => engine.ask('asking.suggestFolders', { accountId: id, language: 'fr' });

describe('explaining', () => {
  it('is a sentence that comes piece by piece', async () => {
    await chooseTiny();
    expect(await engine.ask('asking.canExplain', {})).toEqual({ available: true });
    const mail = await proposed();
    await engine.ask('asking.explain', { messageId: mail, language: 'fr' });
    const pieces = await waitFor(() => {
      const all = explained(mail);
      return all.at(-1)?.done === true && all;
    });
    expect(pieces.length).toBeGreaterThan(5);
    expect(pieces.filter(({ done }) => done)).toHaveLength(1);
    const { text, problem } = pieces.at(-1)!;
    expect(problem).toBeNull();
    expect(text.length).toBeLessThanOrEqual(160);
    expect(text).toMatch(sentencePattern);
  });

  it('is not offered without a model, nor for a mail that nothing is proposed for', async () => {
    const mail = await proposed();
    expect(await engine.ask('asking.canExplain', {})).toEqual({ available: false });
    const asked = { messageId: mail, language: 'en' } as const;
    expect(await engine.engine.call('asking.explain', asked)).toMatchObject({
      problem: { code: 'model-unusable' },
    });
    await chooseTiny();
    await dismissAll();
    const { piles } = await suggest();
    const undecided = { ...asked, messageId: piles[0]!.messages[0]! };
    expect(await engine.engine.call('asking.explain', undecided)).toMatchObject({
      problem: { code: 'not-found' },
    });
  });

  it('stops when nobody waits for it, and when another one is asked for', async () => {
    await chooseTiny();
    const { rows } = await engine.ask('suggestions.list', {});
    const [first, second, third] = rows.filter(({ target, from }) => target !== from);
    const ask = (messageId: MessageId) => engine.ask('asking.explain', { messageId, language: 'en' });
    await ask(first!.messageId);
    await ask(second!.messageId);
    await engine.ask('asking.stopExplaining', { messageId: second!.messageId });
    await ask(third!.messageId);
    await waitFor(() => explained(third!.messageId).at(-1)?.done);
    expect(explained(first!.messageId)).toEqual([]);
    expect(explained(second!.messageId)).toEqual([]);
  });

  it('says what happened when the process dies under it', async () => {
    await chooseTiny();
    const mail = await proposed();
    await engine.ask('asking.explain', { messageId: mail, language: 'en' });
    await waitFor(() => started.length > 0);
    started.at(-1)!.kill();
    await waitFor(() => explained(mail).at(-1)?.done);
    expect(explained(mail).at(-1)).toMatchObject({ text: '', problem: { code: 'model-stopped' } });
    await engine.ask('asking.explain', { messageId: mail, language: 'en' });
    await waitFor(() => explained(mail).at(-1)?.problem === null && explained(mail).at(-1)?.done);
  });
});

describe('folders for mails that have none', () => {
  async function folded(): Promise<Set<string>> {
    return new Set((await engine.ask('mailboxes.list', { accountId: id })).map(({ name }) => foldName(name)));
  }
  function mustBeSound(piles: readonly Pile[], folders: ReadonlySet<string>): void {
    const all = piles.flatMap(({ messages }) => messages);
    expect(new Set(all).size).toBe(all.length);
    expect(piles.every(({ messages }) => messages.length >= 5)).toBe(true);
    const names = piles.map(({ name }) => foldName(name));
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(folders).not.toContain(name);
  }

  it('are suggested without a model, made and filled by one act that can be undone', async () => {
    await dismissAll();
    const { piles, naming } = await suggest();
    expect(naming).toBe(false);
    expect(piles.length).toBeGreaterThan(0);
    mustBeSound(piles, await folded());
    expect((await suggest()).piles).toEqual(piles);
    const [pile] = piles;
    const { id: made } = await engine.ask('mailboxes.create', { accountId: id, path: pile!.name });
    const { messages, from } = pile!;
    const { batch, accepted } = await engine.ask('suggestions.move', { messages, from, folder: made });
    expect(accepted).toBe(messages.length);
    await waitFor(async () => (await engine.ask('status.get', {})).jobs.queued === 0);
    const inFolder = await engine.ask('messages.list', { mailboxId: made });
    expect(inFolder.total).toBe(messages.length);
    const left = (await suggest()).piles.flatMap((other) => other.messages);
    expect(left.filter((mail) => messages.includes(mail))).toEqual([]);
    await engine.ask('activity.undoBatch', { batchId: batch! });
    await waitFor(async () => (await engine.ask('messages.list', { mailboxId: made })).total === 0);
    await waitFor(async () => (await engine.ask('status.get', {})).jobs.queued === 0);
    const back = new Set(
      (await engine.ask('messages.list', { mailboxId: from, limit: 500 })).rows.map((row) => row.id),
    );
    expect(messages.every((mail) => back.has(mail))).toBe(true);
  });

  it('get names by the model, each of its grammar and of no other folder', async () => {
    await chooseTiny();
    await dismissAll();
    const folders = await folded();
    const { piles, naming } = await suggest();
    expect(naming).toBe(true);
    const named = await waitFor(() => {
      const all = heard.flatMap((event) => (event.name === 'asking.named' ? [event.payload] : []));
      return all.length === piles.length && all;
    });
    expect(named.map(({ key }) => key)).toEqual(piles.map(({ key }) => key));
    const names = new Map(named.map(({ key, name }) => [key, name]));
    for (const { name } of named) if (name !== null) expect(name).toMatch(namePattern);
    mustBeSound(
      piles.map((pile) => ({ ...pile, name: names.get(pile.key) ?? pile.name })),
      folders,
    );
    expect(named.some(({ name }) => name !== null)).toBe(true);
  });
});
