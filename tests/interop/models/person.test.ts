import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
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
