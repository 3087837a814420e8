import { open } from 'node:fs/promises';
import { FileReader, NotGguf } from './file-reader.ts';

/**
 * What the head of a GGUF file tells, without loading it (https://github.com/ggml-org/ggml/blob/master/docs/gguf.md). A reader
 * of our own: llama.cpp's would be native code in this process, and a file from anywhere is not to be believed: every length is
 * checked before it is used, and vocabularies are passed over instead of kept.
 */
export interface GgufHeader {
  /** Texts, numbers and flags by their name; lists are left out. */
  readonly values: ReadonlyMap<string, string | number | boolean>;
  /** Numbers in all tensors. */
  readonly parameters: number;
  /** Bytes that the file must have for all tensors to be in it. */
  readonly size: number;
}

/** `cut`: the file ends within its head. */
export type HeaderReading =
  { readonly kind: 'header'; readonly header: GgufHeader } | { readonly kind: 'not-gguf' | 'cut' };

const MAX_VALUES = 10_000;
const MAX_TENSORS = 100_000;
const DEFAULT_ALIGNMENT = 32;

/** Element types of ggml by number: elements in a block, and its bytes. */
const blocks: Readonly<Record<number, readonly [elements: number, bytes: number]>> = {
  0: [1, 4],
  1: [1, 2],
  2: [32, 18],
  3: [32, 20],
  6: [32, 22],
  7: [32, 24],
  8: [32, 34],
  9: [32, 36],
  10: [256, 84],
  11: [256, 110],
  12: [256, 144],
  13: [256, 176],
  14: [256, 210],
  15: [256, 292],
  16: [256, 66],
  17: [256, 74],
  18: [256, 98],
  19: [256, 50],
  20: [32, 18],
  21: [256, 110],
  22: [256, 82],
  23: [256, 136],
  24: [1, 1],
  25: [1, 2],
  26: [1, 4],
  27: [1, 8],
  28: [1, 8],
  29: [256, 56],
  30: [1, 2],
  34: [256, 54],
  35: [256, 66],
  39: [32, 17],
};

/** Reads the head of a file. @throws the system's error when it cannot be opened or read */
export async function readGgufHeader(path: string): Promise<HeaderReading> {
  const file = await open(path, 'r');
  try {
    return { kind: 'header', header: await readFrom(new FileReader(file)) };
  } catch (error) {
    if (error instanceof NotGguf) return { kind: error.cut ? 'cut' : 'not-gguf' };
    throw error;
  } finally {
    await file.close();
  }
}

async function readFrom(reader: FileReader): Promise<GgufHeader> {
  if ((await reader.ascii(4)) !== 'GGUF') throw new NotGguf();
  const version = await reader.u32();
  if (version !== 2 && version !== 3) throw new NotGguf();
  const tensors = await reader.count(MAX_TENSORS);
  const valueCount = await reader.count(MAX_VALUES);
  const values = new Map<string, string | number | boolean>();
  for (let index = 0; index < valueCount; index += 1) {
    const key = await reader.text();
    const value = await readValue(reader, await reader.u32());
    if (value !== null) values.set(key, value);
  }
  let parameters = 0;
  let dataEnd = 0;
  for (let index = 0; index < tensors; index += 1) {
    await reader.text();
    const dimensions = await reader.u32();
    if (dimensions > 8) throw new NotGguf();
    let elements = 1;
    for (let axis = 0; axis < dimensions; axis += 1) elements *= await reader.u64();
    const [inBlock, bytes] = blocks[await reader.u32()] ?? [1, 0];
    parameters += elements;
    dataEnd = Math.max(dataEnd, (await reader.u64()) + (elements / inBlock) * bytes);
  }
  const alignment = values.get('general.alignment') ?? DEFAULT_ALIGNMENT;
  if (typeof alignment !== 'number' || alignment < 1) throw new NotGguf();
  const size = Math.ceil(reader.position / alignment) * alignment + dataEnd;
  if (!Number.isSafeInteger(size) || !Number.isSafeInteger(parameters)) throw new NotGguf();
  return { values, parameters, size };
}

/** A single value; null for a list, which is passed over. */
async function readValue(reader: FileReader, type: number): Promise<string | number | boolean | null> {
  if (type === 8) return reader.text();
  if (type !== 9) return reader.number(type);
  const itemType = await reader.u32();
  const length = await reader.u64();
  if (itemType === 9) throw new NotGguf();
  if (itemType !== 8) await reader.skip(length * reader.width(itemType));
  else for (let index = 0; index < length; index += 1) await reader.skip(await reader.u64());
  return null;
}
