import { describe, expect, it } from 'vitest';
import { makeInput } from './inputs.ts';
import { runFuzz } from './run.ts';
import { readSeeds } from './seeds.ts';

const seed = Number(process.env['CASIER_FUZZ_SEED'] ?? 20260303);
const inputs = Number(process.env['CASIER_FUZZ_CASES'] ?? 3000);

describe(`spoiled mails (seed ${seed})`, () => {
  const { mails, foreign } = readSeeds();
  if (!foreign)
    process.stderr.write(
      'the test mails of other mail libraries are absent: only mails made here are spoiled\n',
    );

  it('are read without an error, in time', { timeout: 120_000 }, async () => {
    const { failures, bytes, slowest } = await runFuzz(seed, inputs);
    const told = failures.map(
      ({ index, kind, detail }) => `--seed ${seed} --only ${index}: ${kind} ${detail}`,
    );
    expect(told).toEqual([]);
    expect(bytes).toBeGreaterThan(inputs * 1000);
    expect(slowest.ms).toBeLessThan(1000);
  });

  it('are the same for the same seed and number', () => {
    for (let index = 0; index < 50; index += 1) {
      const first = makeInput(mails, seed, index);
      expect(makeInput(mails, seed, index).bytes.equals(first.bytes)).toBe(true);
    }
  });
});
