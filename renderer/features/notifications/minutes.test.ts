import { expect, it } from 'vitest';
import { minuteOf, timeOf } from './minutes.ts';

it('times of day go to a time field and come back', () => {
  expect(timeOf(7 * 60 + 5)).toBe('07:05');
  for (const minute of [0, 59, 60, 1320, 1439]) expect(minuteOf(timeOf(minute))).toBe(minute);
});

it('what is not a whole time is none', () => {
  for (const text of ['', '7:05', '24:00', '12:60', '12:']) expect(minuteOf(text)).toBeNull();
});
