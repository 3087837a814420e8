import { seeded } from './random.ts';
import { tensorTypes } from './gguf.ts';

export type BlockType = 'Q4_K' | 'Q6_K';

/** A prime, so that the same blocks do not lie below each other in rows of any length. */
const DIFFERENT = 8191;

/** 6 bits of scale and 6 of minimum for eight groups, packed; all of them 32. */
const SCALES_OF_32 = [160, 160, 160, 160, 160, 160, 160, 160, 0, 0, 0, 0];

/** Half precision numbers, as their two bytes. */
function half(value: number): Uint8Array {
  return new Uint8Array(Float16Array.of(value).buffer);
}

/**
 * Valid quantised blocks of random weights, over and over; their spread is such that rows of `rowLength` neither blow up what
 * they multiply nor let it vanish. Layout: `block_q4_K` and `block_q6_K` of ggml-common.h.
 */
export function randomBlocks(type: BlockType, rowLength: number, seed: number): Uint8Array {
  const { bytes } = tensorTypes[type];
  const all = new Uint8Array(DIFFERENT * bytes);
  fillRandom(all, seed);
  for (let at = 0; at < all.length; at += bytes) {
    if (type === 'Q4_K') {
      // 0 to 15 times d · 32, less 7.5 times that: a mean of 0 and a deviation of 4.6 · 32 · d.
      const d = 1 / (147 * Math.sqrt(rowLength));
      all.set(half(d), at);
      all.set(half(7.5 * d), at + 2);
      all.set(SCALES_OF_32, at + 4);
    } else {
      // -32 to 31 times d · 32: a deviation of 18.5 · 32 · d.
      all.fill(32, at + 192, at + 208);
      all.set(half(1 / (592 * Math.sqrt(rowLength))), at + 208);
    }
  }
  return all;
}

function fillRandom(bytes: Uint8Array, seed: number): void {
  const random = seeded(seed);
  for (let at = 0; at < bytes.length; at++) bytes[at] = random() * 256;
}

/** `count` blocks in pieces of at most one round of the given ones. */
export function* repeated(blocks: Uint8Array, count: number, bytes: number): Iterable<Uint8Array> {
  for (let left = count * bytes; left > 0; left -= blocks.length) {
    yield left < blocks.length ? blocks.subarray(0, left) : blocks;
  }
}
