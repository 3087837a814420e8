import type { FileHandle } from 'node:fs/promises';

/** The bytes are not those of a GGUF file; `cut` when they merely end too early. */
export class NotGguf extends Error {
  override readonly name = 'NotGguf';
  readonly cut: boolean;

  constructor({ cut = false } = {}) {
    super(cut ? 'the file ends too early' : 'not a GGUF file');
    this.cut = cut;
  }
}

const CHUNK = 1 << 18;
/** Longest text that is kept; chat templates are long. */
const MAX_TEXT = 1 << 20;

/** Bytes of a single value by the number of its type in the file. */
const widths: Readonly<Record<number, number>> = {
  0: 1,
  1: 1,
  2: 2,
  3: 2,
  4: 4,
  5: 4,
  6: 4,
  7: 1,
  10: 8,
  11: 8,
  12: 8,
};

/** Reads little-endian values of a file one after the other. The file stays the caller's to close. */
export class FileReader {
  readonly #file: FileHandle;
  #buffer = Buffer.alloc(0);
  /** Where in the file the buffer begins, and what of it is read. */
  #start = 0;
  #used = 0;

  constructor(file: FileHandle) {
    this.#file = file;
  }

  /** Bytes read or passed over. */
  get position(): number {
    return this.#start + this.#used;
  }

  async ascii(length: number): Promise<string> {
    return (await this.#take(length)).toString('latin1');
  }

  async u32(): Promise<number> {
    return (await this.#take(4)).readUInt32LE();
  }

  /** @throws NotGguf beyond what a number can hold: no file is so large */
  async u64(): Promise<number> {
    const value = (await this.#take(8)).readBigUInt64LE();
    if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new NotGguf();
    return Number(value);
  }

  /** A number of things that follow. */
  async count(most: number): Promise<number> {
    const value = await this.u64();
    if (value > most) throw new NotGguf();
    return value;
  }

  async text(): Promise<string> {
    const length = await this.count(MAX_TEXT);
    return (await this.#take(length)).toString('utf8');
  }

  /** Bytes of a value of this type. @throws NotGguf for a type that is none */
  width(type: number): number {
    const width = widths[type];
    if (width === undefined) throw new NotGguf();
    return width;
  }

  async number(type: number): Promise<number | boolean> {
    const bytes = await this.#take(this.width(type));
    if (type === 7) return bytes[0] !== 0;
    if (type === 6) return bytes.readFloatLE();
    if (type === 12) return bytes.readDoubleLE();
    if (type === 10) return Number(bytes.readBigUInt64LE());
    if (type === 11) return Number(bytes.readBigInt64LE());
    const signed = type === 1 || type === 3 || type === 5;
    return signed ? bytes.readIntLE(0, bytes.length) : bytes.readUIntLE(0, bytes.length);
  }

  /** Passes over bytes; where they are not there, the next read says so. */
  async skip(length: number): Promise<void> {
    if (this.#used + length <= this.#buffer.length) this.#used += length;
    else {
      this.#start += this.#used + length;
      if (!Number.isSafeInteger(this.#start)) throw new NotGguf();
      this.#buffer = Buffer.alloc(0);
      this.#used = 0;
      await this.#need(0);
    }
  }

  async #take(length: number): Promise<Buffer> {
    if (this.#used + length > this.#buffer.length) await this.#need(length);
    const bytes = this.#buffer.subarray(this.#used, this.#used + length);
    this.#used += length;
    return bytes;
  }

  /** Has at least that many bytes in the buffer. A place behind the end of the file counts as cut. */
  async #need(length: number): Promise<void> {
    this.#start += this.#used;
    this.#used = 0;
    const buffer = Buffer.alloc(Math.max(length, CHUNK));
    let filled = 0;
    while (filled < buffer.length) {
      const { bytesRead } = await this.#file.read(
        buffer,
        filled,
        buffer.length - filled,
        this.#start + filled,
      );
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    if (filled < length || filled === 0) throw new NotGguf({ cut: true });
    this.#buffer = buffer.subarray(0, filled);
  }
}
