import { expect, it } from 'vitest';
import type { SyncProgress } from '../../../contract/accounts.ts';
import { ProgressMeter } from './progress.ts';

function meter() {
  let now = 1_000_000;
  const told: SyncProgress[] = [];
  const clock = { now: () => now, monotonic: () => now };
  return {
    meter: new ProgressMeter(clock, (one) => told.push(one)),
    told,
    pass: (ms: number) => (now += ms),
  };
}

it('tells every step, however soon it comes after the one before', () => {
  const { meter: progress, told, pass } = meter();
  progress.expect(100, 0);
  pass(50);
  progress.advance(60);
  expect(told.map(({ done, total }) => [done, total])).toEqual([
    [0, 100],
    [60, 100],
  ]);
});

it('reckons the time left from the last seconds, and keeps the rate when more is found', () => {
  const { meter: progress, told, pass } = meter();
  progress.expect(100, 0);
  for (let step = 0; step < 10; step += 1) {
    pass(100);
    progress.advance(5);
  }
  expect(told.at(-1)).toEqual({ done: 50, total: 100, mailsPerSecond: 50, secondsLeft: 1 });
  // What needs no work any more was not done in that time.
  progress.expect(300, 200);
  expect(told.at(-1)).toEqual({ done: 250, total: 400, mailsPerSecond: 50, secondsLeft: 3 });
  for (let step = 0; step < 100; step += 1) {
    pass(100);
    progress.advance(1);
  }
  expect(told.at(-1)).toMatchObject({ done: 350, mailsPerSecond: 10, secondsLeft: 5 });
});

it('counts mail that came meanwhile, and says nothing at the end of nothing', () => {
  const { meter: progress, told } = meter();
  progress.finish();
  expect(told).toEqual([]);
  progress.expect(1, 0);
  progress.advance(3);
  expect(told.at(-1)).toMatchObject({ done: 3, total: 3 });
});
