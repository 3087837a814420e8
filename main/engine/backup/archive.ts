import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createGunzip, createGzip, constants } from 'node:zlib';
import { Readable } from 'node:stream';
import { join } from 'node:path';
import { z } from 'zod';
import { readSealed, SealBroken, writeSealed, type SealKey } from './sealed-file.ts';

/** Files of an archive, and nothing else may be in one: names come from a file that anybody may have written. */
const NAMES = ['about.json', 'casier.db', 'rules.yaml'] as const;
export type ArchivedName = (typeof NAMES)[number];

const entry = z.object({ name: z.enum(NAMES), size: z.number().int().nonnegative() });
const LINE_MOST = 1000;

/** Files to put into an archive, by name. */
export type Contents = readonly { readonly name: ArchivedName; readonly path: string }[];

/** Packs files and encrypts them: for each a line of JSON with name and size and then its bytes, compressed together. */
export async function writeArchive(
  path: string,
  contents: Contents,
  key: SealKey,
  at: number,
): Promise<void> {
  const gzip = createGzip({ level: constants.Z_BEST_SPEED + 1 });
  pipeline(Readable.from(pack(contents)), gzip, () => undefined);
  await writeSealed(path, gzip as AsyncIterable<Buffer>, key, at);
}

/** Unpacks an archive into a folder; whatever was written there is to be used only when this has resolved. @throws SealBroken */
export async function readArchive(path: string, passphrase: string, folder: string): Promise<ArchivedName[]> {
  const gunzip = createGunzip();
  let broken: unknown = null;
  pipeline(Readable.from(readSealed(path, passphrase)), gunzip, (error) => {
    broken = error ?? null;
  });
  try {
    return await unpack(gunzip as AsyncIterable<Buffer>, folder);
  } catch (error) {
    if (broken instanceof SealBroken) throw broken;
    if (error instanceof SealBroken) throw error;
    if (isZlib(error) || isZlib(broken)) throw new SealBroken('backup-damaged');
    throw error;
  }
}

async function* pack(contents: Contents): AsyncGenerator<Buffer> {
  for (const { name, path } of contents) {
    const { size } = await stat(path);
    yield Buffer.from(`${JSON.stringify({ name, size })}\n`);
    let left = size;
    for await (const piece of createReadStream(path) as AsyncIterable<Buffer>) {
      yield piece.subarray(0, left);
      left -= Math.min(left, piece.length);
    }
    if (left > 0) throw new Error(`${name} became smaller while it was read`);
  }
}

async function unpack(stream: AsyncIterable<Buffer>, folder: string): Promise<ArchivedName[]> {
  const found: ArchivedName[] = [];
  let held: Buffer = Buffer.alloc(0);
  let file: Awaited<ReturnType<typeof open>> | null = null;
  let left = 0;
  try {
    for await (const piece of stream) {
      held = held.length === 0 ? piece : Buffer.concat([held, piece]);
      while (held.length > 0) {
        if (file === null) {
          const end = held.indexOf('\n');
          if (end < 0 && held.length < LINE_MOST) break;
          const parsed = entry.safeParse(parseJson(held.toString('utf8', 0, Math.max(0, end))));
          if (!parsed.success || found.includes(parsed.data.name)) throw new SealBroken('backup-damaged');
          held = held.subarray(end + 1);
          found.push(parsed.data.name);
          left = parsed.data.size;
          file = await open(join(folder, parsed.data.name), 'wx', 0o600);
        }
        const part = held.subarray(0, left);
        await file.write(part);
        held = held.subarray(part.length);
        left -= part.length;
        if (left > 0) continue;
        await file.sync();
        await file.close();
        file = null;
      }
    }
    if (file !== null || held.length > 0) throw new SealBroken('backup-damaged');
    return found;
  } finally {
    await file?.close();
  }
}

function isZlib(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('Z_');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
