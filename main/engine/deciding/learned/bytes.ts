type Numbers = Int32Array | Uint32Array | Uint16Array | Float32Array | Float64Array;
type Maker<T extends Numbers> = { new (buffer: ArrayBuffer): T; readonly BYTES_PER_ELEMENT: number };

/** Writes number arrays one after the other, each with its length, little-endian as every machine we run on. */
export class ByteWriter {
  readonly #parts: Uint8Array[] = [];

  array(numbers: Numbers): void {
    this.#parts.push(new Uint8Array(Uint32Array.of(numbers.length).buffer));
    this.#parts.push(new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength).slice());
  }

  finish(): Uint8Array {
    const bytes = new Uint8Array(this.#parts.reduce((length, part) => length + part.length, 0));
    let at = 0;
    for (const part of this.#parts) {
      bytes.set(part, at);
      at += part.length;
    }
    return bytes;
  }
}

/** Reads what `ByteWriter` wrote, in the same order. @throws RangeError when the bytes end too early. */
export class ByteReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  array<T extends Numbers>(Kind: Maker<T>): T {
    const length = new Uint32Array(this.#take(4).buffer)[0] ?? 0;
    return new Kind(this.#take(length * Kind.BYTES_PER_ELEMENT).buffer);
  }

  #take(length: number): Uint8Array<ArrayBuffer> {
    if (this.#at + length > this.#bytes.length) throw new RangeError('the bytes end too early');
    const part = new Uint8Array(length);
    part.set(this.#bytes.subarray(this.#at, this.#at + length));
    this.#at += length;
    return part;
  }
}
