import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Model } from '../../contract/models.ts';
import { entry, id, limits, path, tinyModel } from '../interop/models/stage.ts';
import { TestEngine } from '../interop/open-engine.ts';
import { FileServer, sha256 } from '../support/file-server.ts';
import { waitFor } from '../support/wait-for.ts';
import { EngineChild } from './engine-child.ts';
import { seeded } from './random.ts';
import { SmallDisk } from './small-disk.ts';
import { SEED } from '../support/seed.ts';

/** A download when the engine is killed, and when the disk fills up. */

const KILLS = 6;
const MEGABYTE = 1 << 20;

let server: FileServer;
let bytes: Buffer;
beforeAll(async () => {
  bytes = await tinyModel();
  server = await FileServer.start();
  process.env['NODE_EXTRA_CA_CERTS'] = server.certificateFile;
});
afterAll(async () => {
  delete process.env['NODE_EXTRA_CA_CERTS'];
  await server.stop();
});

async function stateIn(engine: Pick<EngineChild, 'ask'>): Promise<Model['state']> {
  const { models } = await engine.ask('models.list', {});
  return models.find((model) => model.id === id)!.state;
}

it('goes on by itself after each kill, and ends with every byte in its place', async () => {
  console.log(`seed ${SEED}`);
  const random = seeded(SEED);
  const dir = mkdtempSync(join(tmpdir(), 'casier-killed-'));
  server.file(path, bytes, { linked: sha256(bytes), pace: { bytes: 20_000, ms: 40 } });
  let engine = new EngineChild(dir, new Map());
  await engine.ask('models.settings', { mirrors: [server.origin()] });
  await engine.ask('models.download', { id });
  for (let kills = 0; kills < KILLS; kills += 1) {
    const before = server.asked.length;
    await delay(Math.floor(random() * 300));
    await engine.kill();
    engine = new EngineChild(dir, new Map());
    await engine.ready;
    if ((await stateIn(engine)).kind === 'ready') break;
    await waitFor(() => server.asked.length > before);
  }
  await waitFor(async () => (await stateIn(engine)).kind === 'ready');
  const folder = join(dir, 'models');
  expect(readdirSync(folder)).toEqual([`${id}.gguf`]);
  expect(sha256(readFileSync(join(folder, `${id}.gguf`)))).toBe(sha256(bytes));
  expect(server.asked.some(({ range }) => range !== undefined)).toBe(true);
  await engine.close();
  rmSync(dir, { recursive: true });
});

const disk = SmallDisk.mount(1);
disk?.remove();
const why = disk === null ? ' (left out: only root may mount a disk)' : '';

describe.skipIf(disk === null)(`on a disk that is too small${why}`, () => {
  /** A model with much behind its end. */
  let large: Buffer;
  beforeAll(() => {
    large = Buffer.concat([bytes, Buffer.alloc(40 * MEGABYTE, 7)]);
  });

  /** On a disk of so many megabytes, which is given to `work` with an engine that leaves `reserve` bytes of it free. */
  async function onDisk(
    megabytes: number,
    reserve: number,
    work: (engine: TestEngine, small: SmallDisk) => Promise<void>,
  ): Promise<void> {
    const small = SmallDisk.mount(megabytes)!;
    const dataDir = join(small.path, 'data');
    mkdirSync(dataDir);
    const patient = { ...limits, stallMs: 20_000, reserve, lookEvery: MEGABYTE };
    const computer = { memory: 24e9, cores: 2 };
    const engine = new TestEngine({
      dataDir,
      models: { computer, limits: patient, catalogue: [{ ...entry, size: 1000 }] },
    });
    await engine.open();
    try {
      await engine.ask('models.settings', { mirrors: [server.origin()] });
      await work(engine, small);
    } finally {
      await engine.remove();
      small.remove();
    }
  }

  const failed = (engine: TestEngine) =>
    waitFor(async () => {
      const state = await stateIn(engine);
      return state.kind === 'failed' && state;
    });
  const tag = { etag: '"large"' };

  it('it does not begin when the server says how large the file is', async () => {
    server.file(path, large, tag);
    await onDisk(20, MEGABYTE, async (engine) => {
      await engine.ask('models.download', { id });
      expect(await failed(engine)).toMatchObject({ received: 0, problem: { code: 'no-room' } });
    });
  });

  it('it stops while there is room for the mail, and goes on when there is more', async () => {
    server.file(path, large, { ...tag, length: false });
    await onDisk(30, 8 * MEGABYTE, async (engine, small) => {
      await engine.ask('models.download', { id });
      const { received, problem } = await failed(engine);
      expect(problem.code).toBe('no-room');
      expect(received).toBeGreaterThan(10 * MEGABYTE);
      expect(received).toBeLessThan(23 * MEGABYTE);
      await engine.ask('settings.set', { theme: 'dark' });
      small.resize(120);
      await engine.ask('models.resume', { id });
      await waitFor(async () => (await stateIn(engine)).kind === 'ready');
      expect(server.asked.at(-1)?.range).toBe(`bytes=${received}-`);
    });
  });

  it('filled to the last byte, it says so, and no byte is lost', async () => {
    server.file(path, large, { ...tag, length: false });
    await onDisk(30, 0, async (engine, small) => {
      await engine.ask('models.download', { id });
      expect((await failed(engine)).problem.code).toBe('no-room');
      small.resize(120);
      await engine.ask('models.resume', { id });
      await waitFor(async () => (await stateIn(engine)).kind === 'ready');
      const file = join(small.path, 'data', 'models', `${id}.gguf`);
      expect(sha256(readFileSync(file))).toBe(sha256(large));
    });
  });
});
