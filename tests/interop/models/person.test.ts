import { existsSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { catalogue } from '../../../models/catalogue.ts';
import { sha256 } from '../../support/file-server.ts';
import { waitFor } from '../../support/wait-for.ts';
import { id, limits, path, Stage, tinyModel } from './stage.ts';

let stage: Stage;
let bytes: Buffer;
let sum: string;

beforeAll(async () => {
  bytes = await tinyModel();
  sum = sha256(bytes);
});
beforeEach(async () => {
  stage = await Stage.open();
});
afterEach(() => stage.close());

describe('the person', () => {
  const slow = { pace: { bytes: 20_000, ms: 20 } };
  const underWay = () =>
    waitFor(async () => {
      const { state } = await stage.model();
      return state.kind === 'downloading' && state.received > 100_000;
    });

  it('pauses, and goes on where it stopped', async () => {
    stage.server.turns(path, [bytes, { linked: sum, ...slow }], [bytes, { linked: sum }]);
    await stage.start();
    await underWay();
    await stage.engine.ask('models.pause', { id });
    const { received } = await stage.reached('paused');
    expect(received).toBeGreaterThan(0);
    await stage.engine.ask('models.resume', { id });
    await stage.reached('ready');
    expect(stage.ranges).toEqual([undefined, `bytes=${received}-`]);
  });

  it('cancels, and no file is left', async () => {
    stage.server.file(path, bytes, slow);
    await stage.start();
    await underWay();
    await stage.engine.ask('models.cancel', { id });
    expect((await stage.model()).state.kind).toBe('absent');
    expect(readdirSync(stage.folder)).toEqual([]);
  });

  it('closes Casier, and the next start goes on by itself', async () => {
    stage.server.turns(path, [bytes, { linked: sum, ...slow }], [bytes, { linked: sum }]);
    await stage.start();
    await underWay();
    await stage.engine.restart();
    await stage.reached('ready');
    expect(stage.ranges[1]).toMatch(/^bytes=[1-9]/);
  });

  it('is spared a second download when the engine was killed before it wrote down that the first was whole', async () => {
    stage.server.file(path, bytes, { linked: sum });
    await stage.start();
    await stage.reached('ready');
    await stage.engine.engine.close();
    const db = new Database(join(stage.engine.dir, 'data', 'casier.db'));
    db.prepare("UPDATE models SET state = 'downloading', about = NULL").run();
    db.close();
    await stage.engine.open();
    await stage.reached('ready');
    expect(stage.server.asked).toHaveLength(1);
    expect(readdirSync(stage.folder)).toEqual([`${id}.gguf`]);
  });

  it('tries again after a failure', async () => {
    stage.server.status(path, 403);
    await stage.start();
    await stage.reached('failed');
    await stage.engine.restart();
    expect((await stage.model()).state).toMatchObject({
      kind: 'failed',
      problem: { code: 'server-refused' },
    });
    stage.server.file(path, bytes);
    await stage.start();
    await stage.reached('ready');
  });

  it('gives a URL of their own, encrypted or not at all', async () => {
    stage.server.file('/own%20model.gguf?x=1', bytes, { linked: sum });
    expect(
      await stage.refusal('models.addUrl', {
        url: stage.server.origin().replace('https', 'http'),
      }),
    ).toBe('invalid-input');
    const added = await stage.engine.ask('models.addUrl', {
      url: `${stage.server.origin()}/own%20model.gguf?x=1`,
    });
    expect(added).toMatchObject({ origin: 'url', name: 'own model', licence: null });
    await stage.reached('ready', added.id);
    await stage.engine.ask('models.delete', { id: added.id });
    expect((await stage.engine.ask('models.list', {})).models).toHaveLength(catalogue.length);
    expect(readdirSync(stage.folder)).toEqual([]);
  });

  it('is not let to fill the disk', async () => {
    await stage.reopen({ limits: { ...limits, reserve: 1e15 } });
    expect(await stage.refusal('models.download', { id })).toBe('no-room');
    expect(stage.server.asked).toEqual([]);
    expect(existsSync(join(stage.folder, `${id}.gguf.part`))).toBe(false);
  });

  it('is not let to download what the memory cannot hold', async () => {
    await stage.reopen({ computer: { memory: 4e9, cores: 2 } });
    expect(await stage.refusal('models.download', { id })).toBe('model-too-large');
  });
});

describe('models that are here', () => {
  let tiny: string;
  beforeEach(() => {
    tiny = join(stage.engine.dir, 'their model.gguf');
    writeFileSync(tiny, bytes);
  });
  const addTiny = () => stage.engine.ask('models.addFile', { path: tiny });
  const chosen = async () =>
    (await stage.engine.ask('models.list', {})).models.find((model) => model.chosen)?.id;

  it('are used where they lie, and left there when they are forgotten', async () => {
    const added = await addTiny();
    expect(added).toMatchObject({
      origin: 'file',
      source: tiny,
      state: { kind: 'ready', path: tiny },
      fits: 'yes',
    });
    expect(existsSync(stage.folder)).toBe(false);
    await stage.engine.restart();
    expect(await chosen()).toBe(added.id);
    await stage.engine.ask('models.delete', { id: added.id });
    expect(await chosen()).toBeUndefined();
    expect(existsSync(tiny)).toBe(true);
  });

  it('are chosen one at a time, and the download is deleted with its file', async () => {
    stage.server.file(path, bytes);
    await stage.start();
    await waitFor(async () => (await chosen()) === id);
    const { id: own } = await addTiny();
    expect(await chosen()).toBe(id);
    await stage.engine.ask('models.choose', { id: own });
    expect(await chosen()).toBe(own);
    await stage.engine.ask('models.choose', { id: null });
    expect(await chosen()).toBeUndefined();
    await stage.engine.ask('models.choose', { id });
    await stage.engine.ask('models.delete', { id });
    expect(await chosen()).toBeUndefined();
    expect(readdirSync(stage.folder)).toEqual([]);
    expect((await stage.model()).state.kind).toBe('absent');
  });

  it('are read again before they are used: one that was cut off or taken away is refused', async () => {
    const { id: own } = await addTiny();
    truncateSync(tiny, bytes.length - 1000);
    expect(await stage.refusal('models.choose', { id: own })).toBe('model-unreadable');
    rmSync(tiny);
    expect((await stage.model(own)).state.kind).toBe('missing');
    expect(await stage.refusal('models.choose', { id: own })).toBe('not-found');
    expect(await stage.refusal('models.addFile', { path: tiny })).toBe('not-found');
    expect(await stage.refusal('models.addFile', { path: stage.engine.dir })).toBe('model-unreadable');
    expect(await stage.refusal('models.addFile', { path: 'model.gguf' })).toBe('invalid-input');
  });

  it('on a computer of little memory are refused in so many words', async () => {
    await stage.reopen({ computer: { memory: 2.2e9, cores: 2 } });
    writeFileSync((tiny = join(stage.engine.dir, 'tiny.gguf')), bytes);
    expect(await stage.refusal('models.addFile', { path: tiny })).toBe('model-too-large');
  });

  it('are recommended by the memory there is', async () => {
    const best = async (memory: number): Promise<string | undefined> => {
      await stage.reopen({ computer: { memory, cores: 4 } });
      const { models } = await stage.engine.ask('models.list', {});
      expect(models.findIndex(({ recommended }) => recommended)).toBeLessThanOrEqual(0);
      return models.find(({ recommended }) => recommended)?.name;
    };
    expect(await best(32e9)).toMatch(/7B/);
    expect(await best(8e9)).toMatch(/3B/);
    expect(await best(4e9)).toBeUndefined();
  });
});
