import { expect, it } from 'vitest';
import { WakeWatch } from './wake-watch.ts';

function watched() {
  const time = { wall: 1_000_000, steady: 0 };
  const jumps: number[] = [];
  const watch = new WakeWatch({ now: () => time.wall, monotonic: () => time.steady }, () =>
    jumps.push(time.wall),
  );
  const pass = (wall: number, steady = wall) => {
    time.wall += wall;
    time.steady += steady;
    watch.look();
    return jumps.splice(0).length;
  };
  return pass;
}

it('says nothing while time passes as it does', () => {
  const pass = watched();
  expect([pass(5000), pass(5100), pass(9000, 8900), pass(5000, 5400)]).toEqual([0, 0, 0, 0]);
});

it('notices sleep, a stopped process, and a clock set forth or back', () => {
  const pass = watched();
  expect(pass(8 * 3_600_000, 5000)).toBe(1);
  expect(pass(60_000)).toBe(1);
  expect(pass(-3_600_000, 5000)).toBe(1);
  expect(pass(5000)).toBe(0);
});
