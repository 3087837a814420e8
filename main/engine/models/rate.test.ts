import { expect, it } from 'vitest';
import { Rate } from './rate.ts';

it('tells how fast bytes come over the last seconds, and nothing before it knows', () => {
  const rate = new Rate();
  rate.add(0, 500);
  rate.add(500, 1000);
  expect(rate.perSecond(500)).toBeNull();
  for (let at = 550; at <= 20_000; at += 50) rate.add(at, 500 + at);
  expect(rate.perSecond(20_000)).toBeCloseTo(1000, 0);
  for (let at = 20_050; at <= 40_000; at += 50) rate.add(at, 20_500 + 3 * (at - 20_000));
  expect(rate.perSecond(40_000)).toBeCloseTo(3000, 0);
  expect(rate.perSecond(50_000)).toBeLessThan(1600);
});

it('begins anew where another attempt begins', () => {
  const rate = new Rate();
  rate.add(0, 0);
  rate.add(2000, 9000);
  rate.clear();
  expect(rate.perSecond(3000)).toBeNull();
});
