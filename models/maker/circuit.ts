import { Matrix } from './matrix.ts';
import { FIXED, RECENT_PAIR, previousAngles } from './positions.ts';
import { CODE_LENGTH, CONSTANT, STREAM_LENGTH, stream } from './stream.ts';
import { labels } from './vocabulary.ts';

export const HEAD_LENGTH = 64;

/** llama.cpp divides a product of query and key by the root of their length. */
const DIVISOR = Math.sqrt(HEAD_LENGTH);

/** One attention head a layer. What is asked, with what, and what is carried where. */
export interface Layer {
  readonly query: Matrix;
  readonly key: Matrix;
  readonly value: Matrix;
  readonly output: Matrix;
}

/**
 * An induction circuit by hand (Olsson et al., In-context Learning and Induction Heads, 2022), which answers with the label of
 * the line that shares words with the mail:
 *
 * 1. every token learns whether the mark of the mail is behind it;
 * 2. the equals sign of "A =" learns that it follows label A;
 * 3. every token before the mail learns the label of the last such sign;
 * 4. every word of the mail looks for itself before the mail and learns the label of the line that it finds;
 * 5. the last token takes the mean of what the words found; when none found anything, the label of the word "none".
 *
 * A head with nothing to look at looks at the beginning, which carries nothing. Numbers named here are scores before softmax:
 * e to the minus their difference is what leaks.
 */
export function makeCircuit(): Layer[] {
  return [findMail(), readLabels(), spreadLabels(), findWords(), answer()];
}

function emptyLayer(): Layer {
  return {
    query: new Matrix(HEAD_LENGTH, STREAM_LENGTH),
    key: new Matrix(HEAD_LENGTH, STREAM_LENGTH),
    value: new Matrix(HEAD_LENGTH, STREAM_LENGTH),
    output: new Matrix(STREAM_LENGTH, HEAD_LENGTH),
  };
}

/** Every token scores each key by the key's properties. */
function lookFor(layer: Layer, scores: readonly (readonly [property: number, score: number])[]): void {
  const root = Math.sqrt(Math.max(...scores.map(([, score]) => Math.abs(score))) * DIVISOR);
  layer.query.add(FIXED, stream.constant, root / CONSTANT);
  for (const [property, score] of scores) layer.key.add(FIXED, property, (score * DIVISOR) / root);
}

/** Tokens look at the beginning with `score` more for each of these properties, or less where its sign is negative. */
function lookAway(
  layer: Layer,
  score: number,
  properties: readonly (readonly [property: number, sign: number])[],
): void {
  const root = Math.sqrt(score * DIVISOR);
  for (const [property, sign] of properties) layer.query.add(FIXED + 1, property, sign * root);
  layer.key.add(FIXED + 1, stream.begins, root);
}

/** Carries numbers of the stream into others; `slot` numbers of the head are taken by what was carried before. */
function carry(layer: Layer, from: number, to: number, options: { count?: number; slot: number }): void {
  const { count = 1, slot } = options;
  for (let index = 0; index < count; index++) {
    layer.value.add(slot + index, from + index, 1);
    layer.output.add(to + index, slot + index, 1);
  }
}

function findMail(): Layer {
  const layer = emptyLayer();
  lookFor(layer, [
    [stream.isMailMark, 40],
    [stream.begins, 20],
  ]);
  carry(layer, stream.isMailMark, stream.inMail, { slot: 0 });
  return layer;
}

function readLabels(): Layer {
  const layer = emptyLayer();
  const score = 160;
  const size = Math.sqrt((score * DIVISOR) / previousAngles.length);
  previousAngles.forEach((angle, pair) => {
    // Turned back by one position, so that the pairs agree where the key is one before.
    layer.query.add(2 * pair, stream.isEquals, size * Math.cos(-angle));
    layer.query.add(2 * pair + 1, stream.isEquals, size * Math.sin(-angle));
    layer.key.add(2 * pair, stream.isLabel, size);
  });
  lookFor(layer, [[stream.begins, score - 15]]);
  carry(layer, stream.label, stream.line, { count: labels.length, slot: 0 });
  carry(layer, stream.isLabel, stream.namesLabel, { slot: labels.length });
  return layer;
}

function spreadLabels(): Layer {
  const layer = emptyLayer();
  const slope = 3000;
  const size = Math.sqrt(slope * DIVISOR);
  // A quarter turn off, so that the score falls by the sine of the distance: steepest where it is near.
  layer.query.add(2 * RECENT_PAIR + 1, stream.constant, size / CONSTANT);
  layer.key.add(2 * RECENT_PAIR, stream.namesLabel, size);
  lookFor(layer, [
    [stream.namesLabel, 1.2 * slope],
    [stream.begins, 0.1 * slope],
  ]);
  lookAway(layer, 2 * slope, [[stream.inMail, 1]]);
  carry(layer, stream.line, stream.line, { count: labels.length, slot: 0 });
  carry(layer, stream.namesLabel, stream.onLine, { slot: labels.length });
  return layer;
}

function findWords(): Layer {
  const layer = emptyLayer();
  const score = 60;
  const size = Math.sqrt((score * DIVISOR) / CODE_LENGTH);
  for (let sign = 0; sign < CODE_LENGTH; sign++) {
    layer.query.add(FIXED + 2 + sign, stream.code + sign, size);
    layer.key.add(FIXED + 2 + sign, stream.code + sign, size);
  }
  lookFor(layer, [
    [stream.inMail, -200],
    [stream.onLine, 0.2 * score],
    [stream.begins, 0.95 * score],
  ]);
  lookAway(layer, 300, [
    [stream.constant, 1 / CONSTANT],
    [stream.inMail, -1],
  ]);
  carry(layer, stream.line, stream.found, { count: labels.length, slot: 0 });
  carry(layer, stream.onLine, stream.matched, { slot: labels.length });
  return layer;
}

function answer(): Layer {
  const layer = emptyLayer();
  lookFor(layer, [
    [stream.matched, 80],
    [stream.onLine, 20],
    [stream.isNone, 20],
    [stream.begins, 30],
  ]);
  carry(layer, stream.found, stream.label, { count: labels.length, slot: 0 });
  carry(layer, stream.line, stream.label, { count: labels.length, slot: labels.length });
  // Whatever is looked at has the constant: the answer is always a label, of whichever.
  layer.value.add(2 * labels.length, stream.constant, 1 / CONSTANT);
  layer.output.add(stream.isLabel, 2 * labels.length, 1);
  return layer;
}
