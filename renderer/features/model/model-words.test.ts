import { expect, it } from 'vitest';
import { timeRange } from './model-words.ts';

it('rounds a range of time to what an estimate can bear', () => {
  expect(timeRange(2820, 14_500, 'en')).toBe('2.8–15 sec');
  expect(timeRange(2_820_000, 14_500_000, 'en')).toBe('45 min – 4 hr');
  expect(timeRange(2100, 2100, 'en')).toBe('2.1 sec');
  expect(timeRange(140_000, 400_000, 'en')).toBe('2–7 min');
  expect(timeRange(5e7, 9e7, 'en')).toBe('14–25 hr');
});
