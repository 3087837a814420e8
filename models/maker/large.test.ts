import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getLlama } from 'node-llama-cpp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { randomBlocks } from './blocks.ts';
import { tensorBytes, writeGguf } from './gguf.ts';
import { largeShapes, makeLarge } from './large.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'casier-large-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const small = {
  name: 'small',
  vocabulary: 2048,
  stream: 256,
  layers: 3,
  feedForward: 512,
  heads: 4,
  keyHeads: 2,
  headLength: 64,
};

test.each([true, false])(
  'quantised blocks load and are computed with (shared embeddings: %s)',
  async (shared) => {
    const path = join(folder, `${shared}.gguf`);
    await writeGguf(path, makeLarge({ ...small, shared }, 1));
    const llama = await getLlama({ gpu: false, build: 'never', skipDownload: true, maxThreads: 1 });
    const model = await llama.loadModel({ modelPath: path });
    const context = await model.createContext({ contextSize: 256, threads: 1 });
    const tokens = model.tokenize('la facture du train', false);
    const all = { logits: true, totalLogitWeight: true };
    const last = tokens.pop()!;
    const outputs = await context
      .getSequence()
      .controlledEvaluate([...tokens, [last, { generateNext: all }]]);
    const { logits } = outputs.at(-1)!.next;
    const values = [...logits!.values()];
    expect(values).toHaveLength(2048);
    const mean = values.reduce((a, b) => a + b) / values.length;
    const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
    // Rows of random weights times a stream of norm √256 give numbers around 0, of deviation about 1.
    expect(Math.abs(mean)).toBeLessThan(0.3);
    expect(deviation).toBeGreaterThan(0.5);
    expect(deviation).toBeLessThan(2);
    await llama.dispose();
  },
);

test('the shapes have the sizes of the models they are named after', () => {
  const gigabytes = Object.values(largeShapes).map((shape) => {
    const { tensors } = makeLarge(shape, 1);
    return tensors.reduce((sum, tensor) => sum + tensorBytes(tensor), 0) / 1e9;
  });
  expect(gigabytes.map((size) => size.toFixed(2))).toEqual(['0.80', '2.14', '4.37']);
});

test('the same seed gives the same blocks', () => {
  expect(randomBlocks('Q4_K', 256, 3)).toEqual(randomBlocks('Q4_K', 256, 3));
  expect(randomBlocks('Q4_K', 256, 3)).not.toEqual(randomBlocks('Q4_K', 256, 4));
});

test('a file that is stopped half-way leaves nothing behind', async () => {
  const path = join(folder, 'stopped.gguf');
  const stopped = AbortSignal.abort(new Error('enough'));
  await expect(writeGguf(path, makeLarge({ ...small, shared: true }, 1), stopped)).rejects.toThrow('enough');
  expect(readdirSync(folder).filter((name) => name.startsWith('stopped'))).toEqual([]);
});
