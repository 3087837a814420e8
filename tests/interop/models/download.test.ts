import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { EventPayload } from '../../../contract/index.ts';
import { FileServer, sha256 } from '../../support/file-server.ts';
import { waitFor } from '../../support/wait-for.ts';
import { entry, id, limits, path, Stage, tinyModel } from './stage.ts';

/** Downloads against a server that behaves, and against those that do not. */

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

describe('a server that behaves', () => {
  it('gives the file, which is proved by the sum it told, recorded, and chosen as the first', async () => {
    const events: EventPayload<'models.changed'>[] = [];
    stage.engine.engine.listen((event) => {
      if (event.name === 'models.changed') events.push(event.payload);
    });
    stage.server.file(path, bytes, { linked: sum, pace: { bytes: 50_000, ms: 25 } });
    const began = performance.now();
    expect((await stage.start()).state.kind).toBe('downloading');
    expect(await stage.reached('ready')).toEqual({
      kind: 'ready',
      path: join(stage.folder, `${id}.gguf`),
      checked: 'server',
    });
    const seconds = (performance.now() - began) / 1000;
    expect(sha256(readFileSync(join(stage.folder, `${id}.gguf`)))).toBe(sum);
    await waitFor(async () => (await stage.model()).chosen);
    expect(await stage.model()).toMatchObject({ size: bytes.length, licence: 'Apache-2.0' });
    await waitFor(() => events.at(-1)?.models.some(({ state }) => state.kind === 'ready'));
    expect(events.length).toBeLessThanOrEqual(seconds * 5 + 3);
    const received = events.map(({ models }) => models.find((one) => one.id === id)!.state);
    expect(received.some((state) => state.kind === 'downloading' && state.received > 0)).toBe(true);
    expect(stage.egress).toEqual([
      { host: '127.0.0.1', port: stage.server.port, purpose: 'model', sent: null, received: bytes.length },
    ]);
  });

  it('is asked for the rest after a cut', async () => {
    stage.server.turns(path, [bytes, { etag: '"1"', cutAfter: 300_000 }], [bytes, { etag: '"1"' }]);
    await stage.start();
    expect(await stage.reached('ready')).toMatchObject({ checked: 'none' });
    expect(sha256(readFileSync(join(stage.folder, `${id}.gguf`)))).toBe(sum);
    expect(stage.ranges).toEqual([undefined, 'bytes=300000-']);
    expect(stage.server.asked[1]?.ifRange).toBe('"1"');
  });

  it('may send elsewhere: the sum that the first host told counts, and both are recorded', async () => {
    stage.server.answer(
      path,
      (_, response) =>
        void response
          .writeHead(302, {
            location: `${stage.server.origin('localhost')}/kept`,
            'x-linked-etag': `"${sum}"`,
          })
          .end(),
    );
    stage.server.turns('/kept', [bytes, { cutAfter: 200_000 }], [bytes, {}]);
    await stage.start();
    expect(await stage.reached('ready')).toMatchObject({ checked: 'server' });
    expect(stage.ranges).toEqual([undefined, undefined, 'bytes=200000-', 'bytes=200000-']);
    expect(stage.egress.map(({ host }) => host)).toEqual(['127.0.0.1', 'localhost']);
  });
});

describe('a server that does not behave', () => {
  it('without ranges, gives the whole file again', async () => {
    stage.server.turns(
      path,
      [bytes, { ranges: false, linked: sum, cutAfter: 300_000 }],
      [bytes, { ranges: false, linked: sum }],
    );
    await stage.start();
    await stage.reached('ready');
    expect(sha256(readFileSync(join(stage.folder, `${id}.gguf`)))).toBe(sum);
  });

  it('without a length or any proof, is believed when the file is a whole model', async () => {
    stage.server.file(path, bytes, { length: false });
    await stage.start();
    expect(await stage.reached('ready')).toMatchObject({ checked: 'none' });
  });

  it('that ends too early every time brings the file in pieces', async () => {
    stage.server.file(path, bytes, { linked: sum, cutAfter: 200_000 });
    await stage.start();
    await stage.reached('ready');
    expect(stage.ranges.length).toBe(Math.ceil(bytes.length / 200_000));
  });

  it('that stalls is left and asked for the rest', async () => {
    stage.server.turns(
      path,
      [bytes, { linked: sum, pace: { bytes: 100_000, ms: 1500 } }],
      [bytes, { linked: sum }],
    );
    await stage.reopen({ limits: { ...limits, stallMs: 300 } });
    await stage.start();
    await stage.reached('ready');
    expect(stage.ranges[1]).toMatch(/^bytes=[1-9]/);
  });

  it('that never answers is given up after the attempts that were agreed', async () => {
    stage.server.answer(path, () => undefined);
    await stage.reopen({ limits: { ...limits, answerMs: 400 } });
    await stage.start();
    expect((await stage.reached('failed')).problem.code).toBe('timeout');
    expect(stage.ranges).toHaveLength(3);
  });

  it('that gives another file in between makes it begin again', async () => {
    const other = Buffer.concat([bytes.subarray(0, -4), Buffer.of(1, 2, 3, 4)]);
    stage.server.turns(path, [bytes, { etag: '"1"', cutAfter: 300_000 }], [other, { etag: '"2"' }]);
    await stage.start();
    await stage.reached('ready');
    expect(sha256(readFileSync(join(stage.folder, `${id}.gguf`)))).toBe(sha256(other));
  });

  it('that changes its sum in between makes it begin again, too', async () => {
    const other = Buffer.concat([bytes.subarray(0, -4), Buffer.of(1, 2, 3, 4)]);
    stage.server.turns(path, [bytes, { linked: sum, cutAfter: 300_000 }], [other, { linked: sha256(other) }]);
    await stage.start();
    await stage.reached('ready');
    expect(sha256(readFileSync(join(stage.folder, `${id}.gguf`)))).toBe(sha256(other));
  });

  it('whose file has the wrong sum leaves nothing behind', async () => {
    stage.server.file(path, bytes, { linked: sha256(Buffer.from('another')) });
    await stage.start();
    expect(await stage.reached('failed')).toMatchObject({ problem: { code: 'checksum' }, received: 0 });
    expect(readdirSync(stage.folder)).toEqual([]);
    expect((await stage.model()).chosen).toBe(false);
  });

  it('is not believed against the catalogue', async () => {
    const known = { ...entry, sha256: sha256(Buffer.from('another')) };
    await stage.reopen({ catalogue: [known] });
    stage.server.file(path, bytes, { linked: sum });
    await stage.start();
    expect((await stage.reached('failed')).problem.code).toBe('checksum');
    await stage.reopen({ catalogue: [{ ...known, sha256: sum }] });
    stage.server.file(path, bytes);
    await stage.start();
    expect(await stage.reached('ready')).toMatchObject({ checked: 'catalogue' });
  });

  it('that gives a page instead of a model is left at once', async () => {
    const page = Buffer.from('<!doctype html>'.padEnd(200_000, ' '));
    stage.server.file(path, page, { pace: { bytes: 70_000, ms: 50 } });
    await stage.start();
    expect((await stage.reached('failed')).problem.code).toBe('model-unreadable');
    expect(readdirSync(stage.folder)).toEqual([]);
  });

  it.each([
    [403, 'server-refused', 1],
    [404, 'not-found', 1],
    [429, 'throttled', 3],
    [500, 'server-refused', 3],
  ])('and says %i is understood: %s, after %i requests', async (status, code, requests) => {
    stage.server.status(path, status);
    await stage.start();
    expect((await stage.reached('failed')).problem.code).toBe(code);
    expect(stage.server.asked).toHaveLength(requests);
  });

  it('that asks for time gets it, and the person is told', async () => {
    let asked = 0;
    stage.server.answer(path, (_, response) => {
      asked += 1;
      if (asked === 1) response.writeHead(429, { 'retry-after': '1' }).end();
      else response.writeHead(200).end(bytes);
    });
    await stage.start();
    const waits = await waitFor(async () => {
      const { state } = await stage.model();
      return state.kind === 'downloading' && state.step === 'waiting' && state;
    });
    expect(waits.problem?.code).toBe('throttled');
    expect(waits.retryAt).toBeGreaterThan(Date.now() - 100);
    await stage.reached('ready');
  });

  it('that sends to an unencrypted address is refused', async () => {
    stage.server.status(path, 302, { location: 'http://127.0.0.1:1/' });
    await stage.start();
    expect((await stage.reached('failed')).problem.code).toBe('server-refused');
  });

  it('whose certificate nobody knows learns nothing', async () => {
    const stranger = await FileServer.start({ trusted: false });
    stranger.file(path, bytes);
    await stage.engine.ask('models.settings', { mirrors: [stranger.origin()] });
    await stage.start();
    expect((await stage.reached('failed')).problem.code).toBe('certificate');
    expect(stranger.asked).toEqual([]);
    await stranger.stop();
  });

  it('is passed over for the next mirror', async () => {
    const second = await FileServer.start();
    stage.server.file(path, bytes, { linked: sum, cutAfter: 300_000 });
    second.file(path, bytes, { linked: sum });
    await stage.engine.ask('models.settings', { mirrors: [stage.server.origin(), `${second.origin()}/`] });
    await stage.start();
    await stage.reached('ready');
    expect(second.asked).toEqual([{ path, range: 'bytes=300000-' }]);
    await second.stop();
  });
});
