import { describe, expect, test } from 'vitest';
import { formatBytes, formatChance, formatDuration, shortDate, timeAgo } from './format.ts';

const now = new Date(2026, 10, 20, 15, 30).getTime();
const at = (...parts: [number, number, number, number?, number?]) => new Date(...parts).getTime();

describe('a short date', () => {
  test('is the time today, the weekday this week, else the day, with the year when it is another', () => {
    expect(shortDate(at(2026, 10, 20, 9, 5), now, 'fr')).toBe('09:05');
    expect(shortDate(at(2026, 10, 17, 9, 5), now, 'fr')).toBe('mar.');
    expect(shortDate(at(2026, 10, 17, 9, 5), now, 'en')).toBe('Tue');
    expect(shortDate(at(2026, 8, 2), now, 'en-GB')).toBe('2 Sept');
    expect(shortDate(at(2024, 8, 2), now, 'fr')).toBe('2 sept. 2024');
  });

  test('of yesterday is a weekday, even when less than a day ago', () => {
    expect(shortDate(at(2026, 10, 19, 23, 59), now, 'en')).toBe('Thu');
  });

  test('in the future is a date', () => {
    expect(shortDate(at(2026, 10, 25), now, 'en-GB')).toBe('25 Nov');
  });
});

test('time ago counts in the largest unit that fits, days by the calendar', () => {
  expect(timeAgo(now - 20_000, now, 'en')).toBe('now');
  expect(timeAgo(now - 5 * 60_000, now, 'fr')).toBe('il y a 5 minutes');
  expect(timeAgo(now - 3 * 3_600_000, now, 'en')).toBe('3 hours ago');
  expect(timeAgo(now - 25 * 3_600_000, now, 'fr')).toBe('hier');
});

test('a chance is rounded down and never certain', () => {
  expect(formatChance(0.9999, 'en')).toBe('99%');
  expect(formatChance(0.949, 'en')).toBe('94%');
  expect(formatChance(0.95, 'fr')).toMatch(/^95\s%$/);
  expect(formatChance(1, 'en')).toBe('99%');
  expect(formatChance(0.01, 'en')).toBe('1%');
  expect(formatChance(0.0099, 'en')).toBe('<\u00a01%');
  expect(formatChance(0, 'fr')).toMatch(/^<\u00a01\s%$/);
});

test('sizes and durations carry the unit a person would use', () => {
  expect(formatBytes(84_213, 'en')).toBe('84.2 kB');
  expect(formatBytes(1_250_000_000, 'fr')).toMatch(/^1,3\sGo$/);
  expect(formatBytes(0, 'en')).toBe('0 bytes');
  expect(formatDuration(0.2, 'en')).toBe('1 sec');
  expect(formatDuration(125, 'en')).toBe('2 min');
  expect(formatDuration(7200, 'en')).toBe('2 hr');
});
