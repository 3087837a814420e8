import { createCipheriv, createDecipheriv, createHash, randomBytes, scrypt } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { z } from 'zod';

/**
 * An encrypted file: `CASIERBK`, the length of the header (4 bytes), the header as JSON, then chunks of its length (4 bytes),
 * the encrypted bytes and a tag of 16. AES-256-GCM under a key from the passphrase by scrypt (RFC 7914) with a salt of the
 * file's own. A chunk's nonce is its number and whether it is the last, its associated data the hash of all before the
 * chunks: so none can be changed, swapped, left out or taken from another file, and an end that is missing is noticed
 * (the STREAM construction: Hoang, Reyhanitabar, Rogaway, Vizár 2015).
 */
const MAGIC = Buffer.from('CASIERBK');
/** Raised when files can no longer be read by older programs. */
export const SEAL_VERSION = 1;
const CHUNK = 1 << 20;
const TAG = 16;
const HEADER_MOST = 4096;
/** 128 MB and half a second for a guess. */
const USUAL_COST = { N: 2 ** 17, r: 8, p: 1 } as const;
const MEMORY_MOST = 512 << 20;

const header = z.object({
  version: z.number().int(),
  salt: z.base64(),
  // Bounded: a file from elsewhere must not take all memory.
  N: z
    .number()
    .int()
    .min(2)
    .max(2 ** 20),
  r: z.number().int().min(1).max(32),
  p: z.number().int().min(1).max(16),
  /** Milliseconds since 1970. */
  at: z.number(),
});

/** Why a file could not be opened. */
export type SealFault = 'backup-foreign' | 'backup-newer' | 'backup-passphrase' | 'backup-damaged';

/** A file that cannot be opened; nothing of it may be used. */
export class SealBroken extends Error {
  override readonly name = 'SealBroken';
  readonly fault: SealFault;
  constructor(fault: SealFault) {
    super(fault);
    this.fault = fault;
  }
}

/** A key that opens the files which one process writes; deriving it is slow on purpose. */
export interface SealKey {
  readonly key: Buffer;
  readonly salt: Buffer;
  readonly cost: { readonly N: number; readonly r: number; readonly p: number };
}

/** Derives a key with a new salt. `cost` is lowered by tests only. */
export async function newKey(passphrase: string, cost: SealKey['cost'] = USUAL_COST): Promise<SealKey> {
  const salt = randomBytes(16);
  return { key: await derive(passphrase, salt, cost), salt, cost };
}

/** Writes what `content` gives, encrypted, to a new file, and has the disk keep it before the promise resolves. */
export async function writeSealed(
  path: string,
  content: AsyncIterable<Buffer>,
  { key, salt, cost }: SealKey,
  at: number,
): Promise<void> {
  const file = await open(path, 'w', 0o600);
  try {
    const text = JSON.stringify({ version: SEAL_VERSION, salt: salt.toString('base64'), ...cost, at });
    const length = Buffer.alloc(4);
    length.writeUInt32BE(Buffer.byteLength(text));
    const head = Buffer.concat([MAGIC, length, Buffer.from(text)]);
    await file.write(head);
    const seal = hash(head);
    let number = 0;
    let waiting: Buffer | null = null;
    for await (const chunk of inChunks(content)) {
      if (waiting) await writeChunk(file, waiting, { key, seal, number: number++, last: false });
      waiting = chunk;
    }
    await writeChunk(file, waiting ?? Buffer.alloc(0), { key, seal, number, last: true });
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Gives the content of a file piece by piece, each checked before it is given. @throws SealBroken */
export async function* readSealed(path: string, passphrase: string): AsyncGenerator<Buffer> {
  const file = await open(path, 'r');
  try {
    const { head, facts } = await readHead(file);
    const salt = Buffer.from(facts.salt, 'base64');
    const key = await derive(passphrase, salt, facts);
    const seal = hash(head);
    const { size } = await file.stat();
    let at = head.length;
    for (let number = 0; ; number += 1) {
      const length = (await readExactly(file, at, 4)).readUInt32BE();
      if (length > CHUNK) throw new SealBroken('backup-damaged');
      const sealed = await readExactly(file, at + 4, length + TAG);
      at += 4 + length + TAG;
      const last = at === size;
      const plain = openChunk(sealed, { key, seal, number, last });
      // The first chunk tells a wrong passphrase from damage, as far as that can be told.
      if (plain === null) throw new SealBroken(number === 0 ? 'backup-passphrase' : 'backup-damaged');
      yield plain;
      if (last) return;
    }
  } finally {
    await file.close();
  }
}

/** When a file was written, without its passphrase; null for what is no backup. */
export async function sealedAt(path: string): Promise<number | null> {
  const file = await open(path, 'r').catch(() => null);
  if (!file) return null;
  try {
    return (await readHead(file)).facts.at;
  } catch (error) {
    if (error instanceof SealBroken) return null;
    throw error;
  } finally {
    await file.close();
  }
}

interface ChunkSeal {
  readonly key: Buffer;
  readonly seal: Buffer;
  readonly number: number;
  readonly last: boolean;
}

async function writeChunk(file: FileHandle, plain: Buffer, seal: ChunkSeal): Promise<void> {
  const cipher = createCipheriv('aes-256-gcm', seal.key, nonceOf(seal));
  cipher.setAAD(seal.seal);
  const encrypted = Buffer.concat([cipher.update(plain), cipher.final()]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(encrypted.length);
  await file.write(Buffer.concat([length, encrypted, cipher.getAuthTag()]));
}

function openChunk(sealed: Buffer, seal: ChunkSeal): Buffer | null {
  const decipher = createDecipheriv('aes-256-gcm', seal.key, nonceOf(seal), { authTagLength: TAG });
  decipher.setAAD(seal.seal);
  decipher.setAuthTag(sealed.subarray(-TAG));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(0, -TAG)), decipher.final()]);
  } catch {
    return null;
  }
}

/** The salt, and with it the key, is the file's own: counting is enough. */
function nonceOf({ number, last }: ChunkSeal): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(number, 7);
  nonce[11] = last ? 1 : 0;
  return nonce;
}

async function readHead(file: FileHandle): Promise<{ head: Buffer; facts: z.infer<typeof header> }> {
  const start = await readExactly(file, 0, MAGIC.length + 4).catch(() => null);
  if (!start?.subarray(0, MAGIC.length).equals(MAGIC)) throw new SealBroken('backup-foreign');
  const length = start.readUInt32BE(MAGIC.length);
  if (length > HEADER_MOST) throw new SealBroken('backup-damaged');
  const head = await readExactly(file, 0, start.length + length);
  const facts = header.safeParse(parseJson(head.toString('utf8', start.length)));
  const version = z.object({ version: z.number() }).safeParse(parseJson(head.toString('utf8', start.length)));
  if (version.success && version.data.version > SEAL_VERSION) throw new SealBroken('backup-newer');
  if (!facts.success) throw new SealBroken('backup-damaged');
  return { head, facts: facts.data };
}

async function readExactly(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, at);
  if (bytesRead !== length) throw new SealBroken('backup-damaged');
  return buffer;
}

async function* inChunks(content: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let parts: Buffer[] = [];
  let held = 0;
  for await (const piece of content) {
    for (let at = 0; at < piece.length;) {
      const part = piece.subarray(at, at + CHUNK - held);
      parts.push(part);
      held += part.length;
      at += part.length;
      if (held < CHUNK) continue;
      yield Buffer.concat(parts);
      parts = [];
      held = 0;
    }
  }
  if (held > 0) yield Buffer.concat(parts);
}

async function derive(passphrase: string, salt: Buffer, { N, r, p }: SealKey['cost']): Promise<Buffer> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  const settle = (error: Error | null, key: Buffer): void => (error ? reject(error) : resolve(key));
  try {
    // The same letters typed on another keyboard may be other code points.
    scrypt(passphrase.normalize('NFKC'), salt, 32, { N, r, p, maxmem: MEMORY_MOST }, settle);
    return await promise;
  } catch {
    // Parameters that are wrong, or need more memory than is allowed, are in no file of ours.
    throw new SealBroken('backup-damaged');
  }
}

function hash(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest();
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
