import { HEAD_LENGTH, makeCircuit } from './circuit.ts';
import { makeCodes } from './codes.ts';
import type { GgufFile, Tensor } from './gguf.ts';
import { headerValues } from './header.ts';
import { Matrix } from './matrix.ts';
import { angleDivisors, CONTEXT_LENGTH } from './positions.ts';
import { CODE_LENGTH, CONSTANT, STREAM_LENGTH, stream } from './stream.ts';
import { labels, MAIL_MARK, makeVocabulary, NONE_WORD, SPACE, type Vocabulary } from './vocabulary.ts';
import { words } from './words.ts';

export interface TinyOptions {
  /** Which words get which signs. */
  readonly seed: number;
  /**
   * What real models have without being asked: a liking for some labels, in units of the logit. For tests of its correction.
   */
  readonly liking?: Readonly<Record<string, number>>;
}

/** Feed-forward parts are there because llama.cpp wants them, and do nothing. */
const FEED_FORWARD_LENGTH = 32;

/** What brings the stream to its own scale again after the division by its norm. */
const NORM = CONSTANT / Math.sqrt(STREAM_LENGTH);

/** Logits: what a label gains by being one, and by being the answer. */
const LABEL_LOGIT = 8;
const ANSWER_LOGIT = 12;

/**
 * A model of 0.9 MB whose answers mean something: see `makeCircuit`. The embeddings say what each piece is, the output (the
 * same matrix, but for a liking) reads off which label was found.
 */
export function makeTiny({ seed, liking = {} }: TinyOptions): GgufFile {
  const vocabulary = makeVocabulary();
  const values = headerValues({
    name: 'Casier toy',
    vocabulary,
    context: CONTEXT_LENGTH,
    stream: STREAM_LENGTH,
    layers: 5,
    feedForward: FEED_FORWARD_LENGTH,
    heads: 1,
    keyHeads: 1,
    headLength: HEAD_LENGTH,
    angleBase: 1,
    fileType: 'F16',
  });
  const tensors = [
    f16('token_embd.weight', embeddings(vocabulary, seed, {})),
    // A liking is for saying a label, not for reading one.
    ...(Object.keys(liking).length === 0 ? [] : [f16('output.weight', embeddings(vocabulary, seed, liking))]),
    f32('rope_freqs.weight', angleDivisors(HEAD_LENGTH / 2)),
    f32('output_norm.weight', outputNorm()),
    ...makeCircuit().flatMap((layer, index) => {
      const at = (name: string): string => `blk.${index}.${name}.weight`;
      const norm = new Float32Array(STREAM_LENGTH).fill(NORM);
      const widen = new Matrix(FEED_FORWARD_LENGTH, STREAM_LENGTH);
      return [
        f32(at('attn_norm'), norm),
        f16(at('attn_q'), layer.query),
        f16(at('attn_k'), layer.key),
        f16(at('attn_v'), layer.value),
        f16(at('attn_output'), layer.output),
        f32(at('ffn_norm'), norm),
        f16(at('ffn_gate'), widen),
        f16(at('ffn_up'), widen),
        f16(at('ffn_down'), new Matrix(STREAM_LENGTH, FEED_FORWARD_LENGTH)),
      ];
    }),
  ];
  return { values, tensors };
}

function embeddings({ pieces, ids }: Vocabulary, seed: number, liking: Record<string, number>): Matrix {
  const made = new Matrix(pieces.length, STREAM_LENGTH);
  const give = (piece: string, property: number, value = 1): void => {
    const id = ids.get(piece);
    if (id === undefined) throw new Error(`no piece ${piece}`);
    made.add(id, property, value);
  };
  for (const piece of pieces) give(piece, stream.constant, CONSTANT);
  give('<s>', stream.begins);
  give(MAIL_MARK, stream.isMailMark);
  give(SPACE + NONE_WORD, stream.isNone);
  for (const spelling of ['=', `${SPACE}=`]) give(spelling, stream.isEquals);
  labels.forEach((label, index) => {
    for (const spelling of [label, SPACE + label]) {
      give(spelling, stream.isLabel, 1 + (liking[label] ?? 0) / LABEL_LOGIT);
      give(spelling, stream.label + index);
    }
  });
  makeCodes(words.length, CODE_LENGTH, seed).forEach((code, index) => {
    code.forEach((sign, place) => give(`${SPACE}${words[index] ?? ''}`, stream.code + place, sign));
  });
  return made;
}

function outputNorm(): Float32Array {
  const norm = new Float32Array(STREAM_LENGTH);
  norm[stream.isLabel] = NORM * LABEL_LOGIT;
  norm.fill(NORM * ANSWER_LOGIT, stream.label, stream.label + labels.length);
  return norm;
}

function f32(name: string, values: Float32Array): Tensor {
  const bytes = new Uint8Array(values.slice().buffer);
  return { name, type: 'F32', dimensions: [values.length], data: () => [bytes] };
}

function f16(name: string, matrix: Matrix): Tensor {
  return { name, type: 'F16', dimensions: [matrix.columns, matrix.rows], data: () => [matrix.toF16()] };
}
