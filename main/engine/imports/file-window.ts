import type { FileHandle } from 'node:fs/promises';

const CHUNK = 1 << 20;
const USUAL = 4 * CHUNK;

/** A stretch of a file in memory, which is read on as it is asked for. Positions are those of the file, in bytes. */
export class FileWindow {
  /** Nothing behind this is read: a file may grow meanwhile. */
  readonly size: number;
  readonly #file: FileHandle;
  #buffer = Buffer.allocUnsafe(USUAL);
  /** What is held is `#buffer` between these two. */
  #from = 0;
  #to = 0;
  /** Where in the file the first byte that is held stands. */
  #start: number;

  constructor(file: FileHandle, size: number, start: number) {
    this.#file = file;
    this.size = size;
    this.#start = start;
  }

  get start(): number {
    return this.#start;
  }

  get end(): number {
    return this.#start + this.#to - this.#from;
  }

  /** Reads until everything before `position` is held, or the file ends. */
  async load(position: number): Promise<void> {
    while (this.end < position) if (!(await this.readOn())) return;
  }

  /** Reads a piece more; false at the end of the file. */
  async readOn(): Promise<boolean> {
    const wanted = Math.min(CHUNK, this.size - this.end);
    if (wanted <= 0) return false;
    this.#makeRoom(wanted);
    const { bytesRead } = await this.#file.read(this.#buffer, this.#to, wanted, this.end);
    this.#to += bytesRead;
    return bytesRead > 0;
  }

  /** Bytes anywhere in the file, without moving the window. */
  async peek(position: number, length: number): Promise<Buffer> {
    const buffer = Buffer.alloc(Math.max(0, Math.min(length, this.size - position)));
    const { bytesRead } = await this.#file.read(buffer, 0, buffer.length, position);
    return buffer.subarray(0, bytesRead);
  }

  /** What is held between two positions; valid until more is read. */
  slice(from: number, to: number): Buffer {
    return this.#buffer.subarray(this.#indexOf(from), Math.max(this.#indexOf(from), this.#indexOf(to)));
  }

  /** The position of `bytes` at or behind `from` in what is held, or null. */
  indexOf(bytes: Buffer, from: number): number | null {
    const found = this.#buffer.subarray(0, this.#to).indexOf(bytes, this.#indexOf(from));
    return found < 0 ? null : this.#start + found - this.#from;
  }

  /** Lets go of everything before `position`. */
  drop(position: number): void {
    if (position >= this.end) {
      this.#from = this.#to = 0;
      this.#start = position;
      if (this.#buffer.length > USUAL) this.#buffer = Buffer.allocUnsafe(USUAL);
      return;
    }
    this.#from = this.#indexOf(position);
    this.#start = position;
  }

  #indexOf(position: number): number {
    return Math.min(this.#to, Math.max(this.#from, this.#from + position - this.#start));
  }

  #makeRoom(wanted: number): void {
    if (this.#buffer.length - this.#to >= wanted) return;
    const held = this.#to - this.#from;
    const enough = held + wanted <= this.#buffer.length * 0.75;
    const length = enough ? (held < CHUNK ? USUAL : this.#buffer.length) : this.#buffer.length * 2;
    const target = length === this.#buffer.length ? this.#buffer : Buffer.allocUnsafe(length);
    this.#buffer.copy(target, 0, this.#from, this.#to);
    this.#buffer = target;
    this.#from = 0;
    this.#to = held;
  }
}
