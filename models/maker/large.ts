import { randomBlocks, repeated, type BlockType } from './blocks.ts';
import { tensorBytes, tensorTypes, type GgufFile, type Tensor } from './gguf.ts';
import { headerValues } from './header.ts';
import { makeVocabulary } from './vocabulary.ts';

export interface LargeShape {
  readonly name: string;
  /** Pieces of the vocabulary; most of them no text ever gives. */
  readonly vocabulary: number;
  /** Whether the output is the matrix of the embeddings. */
  readonly shared: boolean;
  readonly stream: number;
  readonly layers: number;
  readonly feedForward: number;
  readonly heads: number;
  readonly keyHeads: number;
  readonly headLength: number;
}

/** Shapes of models that people use. */
export const largeShapes = {
  '1b': {
    name: 'Shape of Llama 3.2 1B, random weights',
    vocabulary: 128_256,
    shared: true,
    stream: 2048,
    layers: 16,
    feedForward: 8192,
    heads: 32,
    keyHeads: 8,
    headLength: 64,
  },
  '3b': {
    name: 'Shape of Ministral 3 3B, random weights',
    vocabulary: 131_072,
    shared: true,
    stream: 3072,
    layers: 26,
    feedForward: 9216,
    heads: 32,
    keyHeads: 8,
    headLength: 128,
  },
  '7b': {
    name: 'Shape of Mistral 7B v0.3, random weights',
    vocabulary: 32_768,
    shared: false,
    stream: 4096,
    layers: 32,
    feedForward: 14_336,
    heads: 32,
    keyHeads: 8,
    headLength: 128,
  },
} as const satisfies Record<string, LargeShape>;

/**
 * A model of true shape and random weights, in the mix that llama.cpp calls Q4_K_M: as fast and as large as the real one, and
 * without a thought.
 */
export function makeLarge(shape: LargeShape, seed: number): GgufFile {
  const { stream, layers, feedForward } = shape;
  const queries = shape.heads * shape.headLength;
  const keys = shape.keyHeads * shape.headLength;
  const blocks = new Map<string, Uint8Array>();

  const weights = (tensor: string, type: BlockType, columns: number, rows: number): Tensor => {
    const dimensions = [columns, rows];
    const { bytes } = tensorTypes[type];
    const key = `${type} ${columns}`;
    return {
      name: `${tensor}.weight`,
      type,
      dimensions,
      data: () => {
        const made = blocks.get(key) ?? randomBlocks(type, columns, seed + blocks.size);
        blocks.set(key, made);
        return repeated(made, tensorBytes({ type, dimensions }) / bytes, bytes);
      },
    };
  };
  const ones = new Uint8Array(new Float32Array(stream).fill(1).buffer);
  const norm = (tensor: string): Tensor => {
    return { name: `${tensor}.weight`, type: 'F32', dimensions: [stream], data: () => [ones] };
  };

  const values = headerValues({
    ...shape,
    vocabulary: makeVocabulary(shape.vocabulary),
    context: 32_768,
    angleBase: 1e6,
    fileType: 'Q4_K_M',
  });
  const outer = [
    weights('token_embd', shape.shared ? 'Q6_K' : 'Q4_K', stream, shape.vocabulary),
    norm('output_norm'),
    ...(shape.shared ? [] : [weights('output', 'Q6_K', stream, shape.vocabulary)]),
  ];
  const inner = Array.from({ length: layers }, (_, index) => {
    const at = (part: string): string => `blk.${index}.${part}`;
    const finer = hasMoreBits(index, layers) ? 'Q6_K' : 'Q4_K';
    return [
      norm(at('attn_norm')),
      weights(at('attn_q'), 'Q4_K', stream, queries),
      weights(at('attn_k'), 'Q4_K', stream, keys),
      weights(at('attn_v'), finer, stream, keys),
      weights(at('attn_output'), 'Q4_K', queries, stream),
      norm(at('ffn_norm')),
      weights(at('ffn_gate'), 'Q4_K', stream, feedForward),
      weights(at('ffn_up'), 'Q4_K', stream, feedForward),
      weights(at('ffn_down'), finer, feedForward, stream),
    ];
  });
  return { values, tensors: [...outer, ...inner.flat()] };
}

/** Layers whose values and outputs the mix keeps finer (`use_more_bits` of llama.cpp's quantiser). */
function hasMoreBits(layer: number, layers: number): boolean {
  const eighth = Math.floor(layers / 8);
  return layer < eighth || layer >= Math.floor((7 * layers) / 8) || (layer - eighth) % 3 === 2;
}
