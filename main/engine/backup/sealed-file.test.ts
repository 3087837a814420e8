import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newKey, readSealed, SealBroken, sealedAt, writeSealed } from './sealed-file.ts';

/** As quick as it may be: what is tested is not how long guessing takes. */
const QUICK = { N: 2, r: 1, p: 1 };
const CHUNK = 1 << 20;

let dir: string;
let path: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'casier-seal-'));
  path = join(dir, 'file');
});
afterEach(() => {
  rmSync(dir, { recursive: true });
});

async function write(content: Buffer, passphrase = 'correct horse', to = path): Promise<void> {
  async function* pieces(): AsyncGenerator<Buffer> {
    for (let at = 0; at < content.length; at += 70_001) yield content.subarray(at, at + 70_001);
  }
  await writeSealed(to, pieces(), await newKey(passphrase, QUICK), 42);
}

async function read(passphrase = 'correct horse', from = path): Promise<Buffer | string> {
  const parts: Buffer[] = [];
  try {
    for await (const part of readSealed(from, passphrase)) parts.push(part);
    return Buffer.concat(parts);
  } catch (error) {
    if (error instanceof SealBroken) return error.fault;
    throw error;
  }
}

const content = (length: number): Buffer => Buffer.alloc(length, 'abcdefghi\n');

describe('a sealed file', () => {
  it.each([0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 3 * CHUNK + 7])(
    'gives %i bytes back',
    async (length) => {
      await write(content(length));
      const back = await read();
      expect(Buffer.isBuffer(back) && back.equals(content(length))).toBe(true);
      expect(await sealedAt(path)).toBe(42);
    },
  );

  it('shows nothing of what is in it', async () => {
    await write(Buffer.from('anne@example.org'.repeat(100)));
    expect(readFileSync(path).includes('anne')).toBe(false);
  });

  it('is not opened by another passphrase', async () => {
    await write(content(100));
    expect(await read('correct horsf')).toBe('backup-passphrase');
  });

  it('is opened by the same letters, however they are composed', async () => {
    await write(content(10), 'caf\u00e9 cr\u00e8me');
    expect(await read('cafe\u0301 cre\u0300me')).toEqual(content(10));
  });

  it('tells wherever it was cut off, even between two chunks', async () => {
    await write(content(3 * CHUNK));
    const whole = readFileSync(path);
    const chunk = 4 + CHUNK + 16;
    const head = whole.length - 3 * chunk;
    for (const length of [
      head,
      head + 3,
      head + chunk - 1,
      head + chunk,
      head + 2 * chunk,
      whole.length - 1,
    ]) {
      writeFileSync(path, whole.subarray(0, length));
      expect([length, await read()]).toEqual([
        length,
        expect.stringMatching(/^backup-(damaged|passphrase)$/),
      ]);
    }
    writeFileSync(path, Buffer.concat([whole, Buffer.from('x')]));
    expect(await read()).toBe('backup-damaged');
  });

  it('tells a changed byte wherever it is, and chunks that changed places', async () => {
    await write(content(3 * CHUNK));
    const whole = readFileSync(path);
    for (let at = 0; at < whole.length; at += Math.ceil(whole.length / 40)) {
      const changed = Buffer.from(whole);
      changed[at] = changed[at]! ^ 1;
      writeFileSync(path, changed);
      expect([at, typeof (await read())]).toEqual([at, 'string']);
    }
    const chunk = 4 + CHUNK + 16;
    const head = whole.length - 3 * chunk;
    const swapped = [
      whole.subarray(0, head),
      whole.subarray(head + chunk, head + 2 * chunk),
      whole.subarray(head, head + chunk),
      whole.subarray(head + 2 * chunk),
    ];
    writeFileSync(path, Buffer.concat(swapped));
    expect(typeof (await read())).toBe('string');
  });

  it('tells what it is not', async () => {
    for (const foreign of ['', 'PK\u0003\u0004', 'SQLite format 3\0', 'x'.repeat(10_000)]) {
      writeFileSync(path, foreign);
      expect(await read()).toBe('backup-foreign');
      expect(await sealedAt(path)).toBeNull();
    }
  });

  it('of a newer program says so, and takes no absurd amount of memory', async () => {
    await write(content(10));
    const whole = readFileSync(path).toString('latin1');
    writeFileSync(path, whole.replace('"version":1', '"version":2'), 'latin1');
    expect(await read()).toBe('backup-newer');
    writeFileSync(path, whole.replace('"N":2,', '"N":9,'), 'latin1');
    expect(await read()).toBe('backup-damaged');
  });
});
