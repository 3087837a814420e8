import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeModel } from '../../../models/maker/index.ts';
import { findFlaw, readModelFacts } from './facts.ts';
import { readGgufHeader } from './gguf-header.ts';

let dir: string;
let tiny: string;
let bytes: Buffer;

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'casier-gguf-'));
  tiny = join(dir, 'tiny.gguf');
  await makeModel({ shape: 'tiny', path: tiny });
  bytes = readFileSync(tiny);
});
afterAll(() => rmSync(dir, { recursive: true }));

/** A file made of these bytes. */
function file(contents: Uint8Array): string {
  const path = join(dir, 'other.gguf');
  writeFileSync(path, contents);
  return path;
}

/** The head of a large model, without the gigabytes behind it: the maker is stopped once it is written. */
async function headOf(shape: '1b' | '3b' | '7b'): Promise<string> {
  const path = join(dir, `${shape}.gguf`);
  const stop = new AbortController();
  const making = makeModel({ shape, path, signal: stop.signal });
  const head = await new Promise<Buffer>((resolve, reject) => {
    const look = (): void => {
      try {
        const written = readFileSync(`${path}.part`);
        if (written.length > 1 << 23) {
          resolve(written);
          return;
        }
      } catch {
        // Not begun yet.
      }
      setTimeout(look, 1);
    };
    making.catch(reject);
    look();
  });
  stop.abort();
  await making.catch(() => undefined);
  writeFileSync(path, head);
  return path;
}

/** As the tiny model, with another word where one is. */
function instead(old: string, next: string): string {
  const at = bytes.indexOf(old);
  const changed = Buffer.from(bytes);
  changed.write(next.padEnd(old.length), at, 'latin1');
  return file(changed);
}

describe('what a file tells of itself', () => {
  it('is read from the tiny model', async () => {
    const facts = await readModelFacts(tiny, 8e9);
    expect(facts).toMatchObject({
      ok: true,
      value: { architecture: 'llama', quantisation: 'F16', size: bytes.length },
    });
    const reading = await readGgufHeader(tiny);
    expect(reading.kind === 'header' && reading.header.size).toBeLessThanOrEqual(bytes.length);
  });

  it.each([
    ['1b', 1.24e9, 32_768],
    ['3b', 3.43e9, 106_496],
    ['7b', 7.25e9, 131_072],
  ] as const)(
    'is read from the head of a %s model, of %d parameters',
    async (shape, parameters, tokenBytes) => {
      const path = await headOf(shape);
      const reading = await readGgufHeader(path);
      if (reading.kind !== 'header') throw new Error(reading.kind);
      expect(Math.abs(reading.header.parameters / parameters - 1)).toBeLessThan(0.02);
      expect(await findFlaw(path, true)).toBeNull();
      expect(await readModelFacts(path, 64e9)).toMatchObject({ problem: { code: 'model-unreadable' } });
      truncateSync(path, reading.header.size);
      expect(await readModelFacts(path, 64e9)).toMatchObject({
        ok: true,
        value: { quantisation: 'Q4_K_M', tokenBytes },
      });
      expect(await readModelFacts(path, 2e9)).toMatchObject({
        ok: false,
        problem: { code: 'model-too-large' },
      });
      rmSync(path);
    },
  );
});

describe('a file that is no good', () => {
  it.each([
    ['empty', () => Buffer.alloc(0)],
    ['a page', () => Buffer.from('<html>'.repeat(100))],
    ['cut off in its head', () => bytes.subarray(0, 200)],
    ['cut off in its data', () => bytes.subarray(0, -1000)],
    [
      'of lengths that nothing has',
      () => Buffer.concat([bytes.subarray(0, 8), Buffer.alloc(16, 0xff), bytes]),
    ],
  ])('%s', async (_, contents) => {
    expect(await readModelFacts(file(contents()), 8e9)).toMatchObject({
      ok: false,
      problem: { code: 'model-unreadable' },
    });
  });

  it('of a kind that is not known', async () => {
    const path = instead('llama', 'qwen2');
    const refused = { ok: false, problem: { code: 'model-unsupported', detail: 'qwen2' } };
    expect(await readModelFacts(path, 8e9)).toEqual(refused);
    expect(await findFlaw(path, false)).toEqual(refused);
  });

  it('is known only by what is there', async () => {
    expect(await findFlaw(file(bytes.subarray(0, 200)), false)).toBeNull();
    expect(await findFlaw(file(bytes.subarray(0, 200)), true)).not.toBeNull();
    expect(await findFlaw(file(Buffer.from('<html>')), false)).not.toBeNull();
  });

  it('never brings the reader down, whatever bytes are wrong', async () => {
    const seed = Number(process.env['CASIER_SEED'] ?? 11);
    let state = seed;
    const random = (below: number): number => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
      return (state >>> 8) % below;
    };
    for (let round = 0; round < 300; round += 1) {
      const wrong = Buffer.from(bytes.subarray(0, 4000 + random(60_000)));
      for (let times = 0; times < 1 + random(6); times += 1) wrong[random(4000)] = random(256);
      const reply = await readModelFacts(file(wrong), 8e9);
      expect(reply.ok, `CASIER_SEED=${seed}`).toBe(false);
    }
  });
});
