import { createHash, type Hash } from 'node:crypto';
import { dirname } from 'node:path';
import { open, rename, rm, statfs, type FileHandle } from 'node:fs/promises';

const READ_CHUNK = 1 << 20;

/** Bytes that may still be written where this file or folder is, or will be; null where the system does not tell. */
export async function freeBytes(path: string): Promise<number | null> {
  for (const place of [path, dirname(path)]) {
    try {
      const { bavail, bsize } = await statfs(place);
      return bavail * bsize;
    } catch {
      // It is not there yet.
    }
  }
  return null;
}

/**
 * What was received of a file so far, next to where it will be, with the SHA-256 of it. One owner writes it, one piece after the
 * other, and closes it.
 */
export class PartFile {
  readonly path: string;
  readonly #file: FileHandle;
  #hash: Hash;
  #size: number;

  private constructor(path: string, file: FileHandle, hash: Hash, size: number) {
    this.path = path;
    this.#file = file;
    this.#hash = hash;
    this.#size = size;
  }

  /** Opens it, or begins one; what is in it is read once, for the sum. @throws the signal's reason, or the system's error */
  static async open(path: string, signal: AbortSignal): Promise<PartFile> {
    const file = await open(path, 'a+', 0o600);
    try {
      const hash = createHash('sha256');
      const buffer = Buffer.alloc(READ_CHUNK);
      let size = 0;
      for (;;) {
        signal.throwIfAborted();
        const { bytesRead } = await file.read(buffer, 0, buffer.length, size);
        if (bytesRead === 0) return new PartFile(path, file, hash, size);
        hash.update(buffer.subarray(0, bytesRead));
        size += bytesRead;
      }
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  get size(): number {
    return this.#size;
  }

  async append(bytes: Uint8Array): Promise<void> {
    let written = 0;
    while (written < bytes.length)
      written += (await this.#file.write(bytes, written, bytes.length - written)).bytesWritten;
    this.#hash.update(bytes);
    this.#size += bytes.length;
  }

  /** Forgets all that was received. */
  async reset(): Promise<void> {
    await this.#file.truncate(0);
    this.#hash = createHash('sha256');
    this.#size = 0;
  }

  /** SHA-256 of what there is, in hexadecimal. */
  sum(): string {
    return this.#hash.copy().digest('hex');
  }

  /** Gives the whole file its name, once its bytes are on the disk; and closes it. */
  async finish(path: string): Promise<void> {
    await this.#file.sync();
    await this.#file.close();
    await rename(this.path, path);
  }

  async close(): Promise<void> {
    await this.#file.close();
  }

  /** Closes and deletes it. */
  async discard(): Promise<void> {
    await this.#file.close();
    await rm(this.path, { force: true });
  }
}
