import { open, rename, rm } from 'node:fs/promises';
import { assertNever } from '../../contract/assert-never.ts';

/** A value of the header of a GGUF file. Numbers carry their width in the name of their type. */
export type GgufValue =
  | { readonly type: 'string'; readonly value: string }
  | { readonly type: 'u32' | 'f32'; readonly value: number }
  | { readonly type: 'bool'; readonly value: boolean }
  | { readonly type: 'strings'; readonly value: readonly string[] }
  | { readonly type: 'f32s' | 'i32s'; readonly value: readonly number[] };

/** Element types that the maker writes: their number in the file, elements in a block, and bytes of a block. */
export const tensorTypes = {
  F32: { id: 0, elements: 1, bytes: 4 },
  F16: { id: 1, elements: 1, bytes: 2 },
  Q4_K: { id: 12, elements: 256, bytes: 144 },
  Q6_K: { id: 14, elements: 256, bytes: 210 },
} as const;
export type TensorType = keyof typeof tensorTypes;

/** A named array of numbers. Its data comes in pieces, so that files larger than memory can be written. */
export interface Tensor {
  readonly name: string;
  readonly type: TensorType;
  /** Length of a row first, then the number of rows. */
  readonly dimensions: readonly number[];
  readonly data: () => Iterable<Uint8Array>;
}

export interface GgufFile {
  readonly values: ReadonlyMap<string, GgufValue>;
  readonly tensors: readonly Tensor[];
}

const VERSION = 3;
const ALIGNMENT = 32;

/** How many bytes the data of a tensor take. */
export function tensorBytes({ type, dimensions }: Pick<Tensor, 'type' | 'dimensions'>): number {
  const { elements, bytes } = tensorTypes[type];
  return (dimensions.reduce((product, length) => product * length, 1) / elements) * bytes;
}

/**
 * Writes a GGUF file of version 3 (https://github.com/ggml-org/ggml/blob/master/docs/gguf.md), little-endian; it appears under
 * its name only when it is whole. Gives its size in bytes.
 * @throws the system's error when it cannot be written, or the reason of the signal
 */
export async function writeGguf(path: string, file: GgufFile, signal?: AbortSignal): Promise<number> {
  const partial = `${path}.part`;
  const output = await open(partial, 'w');
  try {
    let written = 0;
    const write = async (bytes: Uint8Array): Promise<void> => {
      signal?.throwIfAborted();
      await output.write(bytes);
      written += bytes.length;
    };
    await write(header(file));
    for (const tensor of file.tensors) {
      const begin = written;
      for (const piece of tensor.data()) await write(piece);
      if (written - begin !== tensorBytes(tensor)) throw new Error(`${tensor.name} has not its size`);
      await write(new Uint8Array(padding(written)));
    }
    await output.close();
    await rename(partial, path);
    return written;
  } catch (error) {
    await output.close();
    await rm(partial, { force: true });
    throw error;
  }
}

function padding(size: number): number {
  return (ALIGNMENT - (size % ALIGNMENT)) % ALIGNMENT;
}

function header({ values, tensors }: GgufFile): Uint8Array {
  const bytes = new Bytes();
  bytes.raw(Buffer.from('GGUF')).u32(VERSION).u64(tensors.length).u64(values.size);
  for (const [key, value] of values) {
    bytes.text(key);
    writeValue(bytes, value);
  }
  let offset = 0;
  for (const tensor of tensors) {
    bytes.text(tensor.name).u32(tensor.dimensions.length);
    for (const length of tensor.dimensions) bytes.u64(length);
    bytes.u32(tensorTypes[tensor.type].id).u64(offset);
    const size = tensorBytes(tensor);
    offset += size + padding(size);
  }
  const whole = bytes.whole();
  return Buffer.concat([whole, new Uint8Array(padding(whole.length))]);
}

/** Numbers of the value types in the file. */
const valueTypes = { u32: 4, i32: 5, f32: 6, bool: 7, string: 8, array: 9 };

function writeValue(bytes: Bytes, value: GgufValue): void {
  switch (value.type) {
    case 'string':
      bytes.u32(valueTypes.string).text(value.value);
      return;
    case 'u32':
      bytes.u32(valueTypes.u32).u32(value.value);
      return;
    case 'f32':
      bytes.u32(valueTypes.f32).f32(value.value);
      return;
    case 'bool':
      bytes.u32(valueTypes.bool).raw(Uint8Array.of(value.value ? 1 : 0));
      return;
    case 'strings':
      bytes.u32(valueTypes.array).u32(valueTypes.string).u64(value.value.length);
      for (const text of value.value) bytes.text(text);
      return;
    case 'f32s':
      bytes.u32(valueTypes.array).u32(valueTypes.f32).u64(value.value.length);
      for (const number of value.value) bytes.f32(number);
      return;
    case 'i32s':
      bytes.u32(valueTypes.array).u32(valueTypes.i32).u64(value.value.length);
      for (const number of value.value) bytes.u32(number);
      return;
    default:
      assertNever(value);
  }
}

/** A growing row of little-endian bytes. */
class Bytes {
  readonly #pieces: Uint8Array[] = [];

  raw(bytes: Uint8Array): this {
    this.#pieces.push(bytes);
    return this;
  }

  u32(value: number): this {
    return this.raw(new Uint8Array(Uint32Array.of(value).buffer));
  }

  u64(value: number): this {
    return this.raw(new Uint8Array(BigUint64Array.of(BigInt(value)).buffer));
  }

  f32(value: number): this {
    return this.raw(new Uint8Array(Float32Array.of(value).buffer));
  }

  text(text: string): this {
    const encoded = Buffer.from(text);
    return this.u64(encoded.length).raw(encoded);
  }

  whole(): Uint8Array {
    return Buffer.concat(this.#pieces);
  }
}
