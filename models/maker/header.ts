import type { GgufFile, GgufValue } from './gguf.ts';
import type { Vocabulary } from './vocabulary.ts';

export interface ModelShape {
  readonly name: string;
  readonly vocabulary: Vocabulary;
  /** Tokens it was made for. */
  readonly context: number;
  /** Numbers in the residual stream. */
  readonly stream: number;
  readonly layers: number;
  readonly feedForward: number;
  readonly heads: number;
  readonly keyHeads: number;
  readonly headLength: number;
  /** Frequency base of the rotary positions. */
  readonly angleBase: number;
  readonly fileType: keyof typeof fileTypes;
}

/** llama.cpp's names for mixes of element types (`llama_ftype`). */
const fileTypes = { F16: 1, Q4_K_M: 15 };

/** What llama.cpp wants to know of a model of architecture `llama` with a SentencePiece vocabulary. */
export function headerValues(shape: ModelShape): GgufFile['values'] {
  const { vocabulary } = shape;
  const u32 = (value: number): GgufValue => ({ type: 'u32', value });
  const id = (piece: string): GgufValue => u32(vocabulary.ids.get(piece) ?? 0);
  return new Map<string, GgufValue>([
    ['general.architecture', { type: 'string', value: 'llama' }],
    ['general.name', { type: 'string', value: shape.name }],
    ['general.file_type', u32(fileTypes[shape.fileType])],
    ['llama.vocab_size', u32(vocabulary.pieces.length)],
    ['llama.context_length', u32(shape.context)],
    ['llama.embedding_length', u32(shape.stream)],
    ['llama.block_count', u32(shape.layers)],
    ['llama.feed_forward_length', u32(shape.feedForward)],
    ['llama.attention.head_count', u32(shape.heads)],
    ['llama.attention.head_count_kv', u32(shape.keyHeads)],
    ['llama.attention.key_length', u32(shape.headLength)],
    ['llama.attention.value_length', u32(shape.headLength)],
    ['llama.attention.layer_norm_rms_epsilon', { type: 'f32', value: 1e-5 }],
    ['llama.rope.dimension_count', u32(shape.headLength)],
    ['llama.rope.freq_base', { type: 'f32', value: shape.angleBase }],
    ['tokenizer.ggml.model', { type: 'string', value: 'llama' }],
    ['tokenizer.ggml.tokens', { type: 'strings', value: vocabulary.pieces }],
    ['tokenizer.ggml.scores', { type: 'f32s', value: vocabulary.scores }],
    ['tokenizer.ggml.token_type', { type: 'i32s', value: vocabulary.kinds }],
    ['tokenizer.ggml.unknown_token_id', id('<unk>')],
    ['tokenizer.ggml.bos_token_id', id('<s>')],
    ['tokenizer.ggml.eos_token_id', id('</s>')],
    ['tokenizer.ggml.add_bos_token', { type: 'bool', value: true }],
    ['tokenizer.ggml.add_eos_token', { type: 'bool', value: false }],
    ['tokenizer.ggml.add_space_prefix', { type: 'bool', value: true }],
  ]);
}
