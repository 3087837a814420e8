import { describe, expect, it } from 'vitest';
import { ByteReader, ByteWriter } from './bytes.ts';
import { Judge, type Upbringing, type Weighed } from './judge.ts';

const signals = 2;
/** Two signals, one column for "none", two units that already look at the signals. */
const blank: Upbringing = {
  scales: [1, 2],
  none: 1,
  parameters: [0, 0, 0, 0.3, -0.2, 0.1, 0.4, 0, 0, 0.1, -0.1],
};

function weighed(rows: readonly (readonly [number, number])[]): Weighed {
  return { candidates: rows.length, signals: Float64Array.from(rows.flat()), none: Float64Array.of(1) };
}

describe('the judge', () => {
  it('gives chances that sum to one, the last of them for none', () => {
    const chances = new Judge(blank).probabilities(
      weighed([
        [1, 0],
        [0, 1],
      ]),
    );
    expect(chances).toHaveLength(3);
    expect(chances.reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(1, 10);
  });

  it('learns which signal is worth following, also where only the two together mean something', () => {
    const judge = new Judge(blank);
    const both = weighed([
      [2, 2],
      [2, -2],
      [-2, 2],
      [-2, -2],
    ]);
    for (let round = 0; round < 400; round++) judge.learn(both, 0);
    const chances = judge.probabilities(both);
    expect(chances[0]).toBeGreaterThan(0.8);
    expect(blank.parameters).toHaveLength(signals + 1 + 2 * (signals + 2));
  });

  it('learns that nothing fits when nothing ever did', () => {
    const judge = new Judge(blank);
    const two = weighed([
      [1, 0],
      [0, 1],
    ]);
    const before = judge.probabilities(two)[2] ?? 0;
    for (let round = 0; round < 100; round++) judge.learn(two, -1);
    expect(judge.probabilities(two)[2]).toBeGreaterThan(Math.max(before, 0.8));
  });

  it('is the same after it was kept', () => {
    const judge = new Judge(blank);
    const one = weighed([[1, 1]]);
    judge.learn(one, 0);
    const writer = new ByteWriter();
    judge.write(writer);
    const kept = Judge.read(new ByteReader(writer.finish()), blank);
    expect(kept.probabilities(one)).toEqual(judge.probabilities(one));
    expect(kept.parameters).not.toEqual(blank.parameters);
  });
});
