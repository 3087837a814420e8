import { expect, onTestFinished, test, vi } from 'vitest';
import { morningOf, snoozeTimes } from './snooze-times.ts';

const names = (at: Date) => snoozeTimes(at.getTime()).map(({ name }) => name);
const times = (at: Date) =>
  snoozeTimes(at.getTime()).map((time) => new Date(time.at).toString().slice(0, 21));

test('this evening, tomorrow at 8, next Monday at 8', () => {
  expect(times(new Date(2026, 10, 18, 10, 30))).toEqual([
    'Wed Nov 18 2026 18:00',
    'Thu Nov 19 2026 08:00',
    'Mon Nov 23 2026 08:00',
  ]);
  expect(times(new Date(2026, 10, 18, 17, 30))[0]).toBe('Wed Nov 18 2026 20:00');
  expect(names(new Date(2026, 10, 18, 22))).toEqual(['tomorrow', 'next-week']);
  expect(names(new Date(2026, 10, 22, 22))).toEqual(['tomorrow']);
  expect(times(new Date(2026, 10, 23, 9)).at(-1)).toBe('Mon Nov 30 2026 08:00');
});

test('the clock on the wall counts when the clocks change in the night', () => {
  vi.stubEnv('TZ', 'Europe/Paris');
  onTestFinished(() => void vi.unstubAllEnvs());
  const spring = new Date(2026, 2, 28, 23);
  const [tomorrow] = snoozeTimes(spring.getTime());
  expect(new Date(tomorrow!.at).getHours()).toBe(8);
  expect(tomorrow!.at - spring.getTime()).toBe(8 * 3_600_000);
  const autumn = new Date(2026, 9, 24, 23);
  expect(snoozeTimes(autumn.getTime())[0]!.at - autumn.getTime()).toBe(10 * 3_600_000);
});

test('a typed day means its morning, when it is still to come', () => {
  const now = new Date(2026, 10, 18, 10).getTime();
  expect(morningOf('2026-11-20', now)).toBe(new Date(2026, 10, 20, 8).getTime());
  expect(morningOf('2026-11-18', now)).toBeNull();
  expect(morningOf('tomorrow', now)).toBeNull();
});
