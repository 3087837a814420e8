import { describe, expect, it } from 'vitest';
import type { MailboxId } from '../../../contract/ids.ts';
import { agree, mean } from './cluster.ts';
import { firstFit, learnFit, pool, type FitState } from './fit.ts';

const SEED = Number(process.env['CASIER_SEED'] ?? 3);
const A = 1 as MailboxId;
const B = 2 as MailboxId;

function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0;
    return ((state ^ (state >>> 12)) >>> 0) / 2 ** 32;
  };
}

/** Mails of which the model is right in nine of ten, though it only says 60 %, and the classifier in half. */
function* lessons(random: () => number) {
  for (let mail = 0; mail < 400; mail++) {
    const right = random() < 0.5 ? A : B;
    const say = (sure: number, correct: boolean) => {
      const named = correct === (right === A) ? A : B;
      return new Map([
        [named, sure],
        [named === A ? B : A, (1 - sure) / 2],
      ]);
    };
    yield { right, learned: say(0.6, random() < 0.5), model: say(0.6, random() < 0.9) };
  }
}

const taught = (): FitState => {
  let fit = firstFit;
  for (const { learned, model, right } of lessons(seeded(SEED))) fit = learnFit(fit, learned, model, right);
  return fit;
};

describe(`joining two opinions (seed ${SEED})`, () => {
  it('gives chances that leave room for none, and follow both', () => {
    const both = pool(firstFit, new Map([[A, 0.5]]), new Map([[A, 0.9]]));
    const one = pool(firstFit, new Map([[A, 0.5]]), new Map([[B, 0.9]]));
    expect(both.get(A)).toBeGreaterThan(one.get(A)!);
    expect([...one.values()].reduce((sum, chance) => sum + chance)).toBeLessThan(1);
  });

  it('learns whom to believe, and how much', () => {
    const fit = taught();
    expect(fit.mails).toBe(400);
    expect(fit.model).toBeGreaterThan(fit.learned);
    let [right, said, count] = [0, 0, 0];
    for (const lesson of lessons(seeded(SEED + 1))) {
      const chances = pool(fit, lesson.learned, lesson.model);
      const [best] = [...chances].sort(([, a], [, b]) => b - a);
      right += Number(best?.[0] === lesson.right);
      said += best?.[1] ?? 0;
      count += 1;
    }
    // It says about what comes true.
    expect(Math.abs(said - right) / count).toBeLessThan(0.08);
    expect(right / count).toBeGreaterThan(0.85);
  });

  it('learns that none was right', () => {
    let fit = firstFit;
    for (let mail = 0; mail < 50; mail++) fit = learnFit(fit, new Map([[A, 0.5]]), new Map([[A, 0.5]]), null);
    const chance = (state: FitState) => pool(state, new Map([[A, 0.5]]), new Map([[A, 0.5]])).get(A)!;
    expect(chance(fit)).toBeLessThan(chance(firstFit) - 0.2);
  });
});

describe('mails of one cause', () => {
  it('agree when both are sure of the same, "none" included', () => {
    expect(agree(new Map([[A, 0.8]]), new Map([[A, 0.6]]))).toBe(true);
    expect(agree(new Map([[A, 0.8]]), new Map([[B, 0.8]]))).toBe(false);
    expect(agree(new Map([[A, 0.1]]), new Map([[B, 0.2]]))).toBe(true);
    expect(
      agree(
        new Map([
          [A, 0.4],
          [B, 0.35],
        ]),
        new Map([[A, 0.8]]),
      ),
    ).toBe(false);
    expect(
      mean(
        new Map([[A, 0.8]]),
        new Map([
          [A, 0.6],
          [B, 0.2],
        ]),
      ),
    ).toEqual(
      new Map([
        [A, 0.7],
        [B, 0.1],
      ]),
    );
  });
});
