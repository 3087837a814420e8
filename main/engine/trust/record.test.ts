import { describe, expect, it } from 'vitest';
import { keeping, prove, type Answer } from './record.ts';

function answers(count: number, probability: number, right = true, byItself = false): Answer[] {
  return Array.from({ length: count }, () => ({ probability, right, byItself }));
}

describe('a record', () => {
  it('proves 98 % with 133 right answers, and not with one less', () => {
    // n / (n + z²) >= 0.98 at z = 1.645: n >= 132.6.
    expect(prove(answers(133, 0.99), 0.98)).toMatchObject({ threshold: 0.98, missing: 0, coverage: 1 });
    expect(prove(answers(132, 0.99), 0.98)).toMatchObject({ threshold: null, missing: 1 });
    expect(prove([], 0.98)).toMatchObject({ threshold: null, missing: 133, answers: 0, lowerBound: 0 });
    expect(prove([], 0.9).missing).toBe(25);
    expect(prove([], 0.99).missing).toBe(268);
  });

  it('says how many right answers make up for a wrong one', () => {
    const record = [...answers(140, 0.99), ...answers(1, 0.99, false)];
    const { missing, threshold } = prove(record, 0.98);
    expect(threshold).toBeNull();
    expect(prove([...record, ...answers(missing, 0.99)], 0.98).threshold).toBe(0.98);
    expect(prove([...record, ...answers(missing - 1, 0.99)], 0.98).threshold).toBeNull();
  });

  it('draws the line above the mistakes, as low as the promise allows', () => {
    const record = [...answers(150, 0.97), ...answers(50, 0.9), ...answers(10, 0.85, false)];
    const proof = prove(record, 0.98);
    expect(proof).toMatchObject({ threshold: 0.9, answers: 200, right: 200 });
    expect(proof.coverage).toBeCloseTo(200 / 210);
  });

  it('draws it no higher than the promise where nothing speaks against that', () => {
    expect(prove(answers(200, 0.999), 0.98).threshold).toBe(0.98);
    expect(prove([...answers(200, 0.999), ...answers(9, 0.99, false)], 0.98).threshold).toBe(0.999);
    expect(prove([...answers(200, 0.999), ...answers(9, 0.97, false)], 0.98).threshold).toBe(0.98);
  });

  it('lets equal probabilities stand or fall together, whatever their order', () => {
    const mixed = [...answers(140, 0.95), ...answers(10, 0.95, false)];
    expect(prove(mixed, 0.98).threshold).toBeNull();
    expect(prove(mixed.toReversed(), 0.98)).toEqual(prove(mixed, 0.98));
  });

  it('never goes below four chances in five, however good it is', () => {
    const record = [...answers(500, 0.99), ...answers(3, 0.6)];
    expect(prove(record, 0.9).threshold).toBe(0.9);
    expect(prove(answers(500, 0.6), 0.9)).toMatchObject({ threshold: null, answers: 0, missing: 25 });
  });
});

describe('a record that is long and good', () => {
  it('proves nothing while its last answers break the promise, and says how long that takes to heal', () => {
    const past = answers(500, 0.99);
    const record = [...answers(3, 0.99, false), ...past];
    const { threshold, missing } = prove(record, 0.98);
    expect(threshold).toBeNull();
    expect(prove([...answers(missing, 0.99), ...record], 0.98).threshold).not.toBeNull();
    expect(prove([...answers(missing - 1, 0.99), ...record], 0.98).threshold).toBeNull();
  });
});

describe('a promise', () => {
  it('stands while the share of the last hundred does', () => {
    const good = answers(300, 0.99);
    expect(keeping([...answers(2, 0.99, false), ...good], 0.9, 0.98)).toEqual({
      answers: 100,
      right: 98,
      kept: true,
    });
    expect(keeping([...answers(3, 0.99, false), ...good], 0.9, 0.98).kept).toBe(false);
  });

  it('is about answers above the threshold, and all that was filed by itself', () => {
    const good = answers(300, 0.99);
    expect(keeping([...answers(9, 0.85, false), ...good], 0.9, 0.98).kept).toBe(true);
    expect(keeping([...answers(9, 0.85, false, true), ...good], 0.9, 0.98).kept).toBe(false);
  });

  it('forgets mistakes that a hundred right answers followed', () => {
    expect(keeping([...answers(100, 0.99), ...answers(50, 0.99, false)], 0.9, 0.98).kept).toBe(true);
  });
});
