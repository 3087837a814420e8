import { expect, it } from 'vitest';
import { Breaker } from './breaker.ts';

function opened() {
  let now = 0;
  const breaker = new Breaker(() => now);
  const pass = (ms: number) => (now += ms);
  for (let failure = 0; failure < 5; failure += 1) breaker.failed();
  return { breaker, pass };
}

it('opens after five failures in a row, not after five in all', () => {
  const breaker = new Breaker(() => 0);
  for (let failure = 0; failure < 4; failure += 1) breaker.failed();
  breaker.succeeded();
  breaker.failed();
  expect(breaker.state).toBe('closed');
  expect(breaker.wait).toBe(0);
  for (let failure = 0; failure < 4; failure += 1) breaker.failed();
  expect(breaker.state).toBe('open');
  expect(breaker.wait).toBe(30_000);
});

it('lets one try through after half a minute, and waits again when that fails', () => {
  const { breaker, pass } = opened();
  pass(29_999);
  expect(breaker.state).toBe('open');
  pass(1);
  expect(breaker.state).toBe('half-open');
  breaker.failed();
  expect(breaker.state).toBe('open');
  expect(breaker.wait).toBe(30_000);
});

it('closes after three successes', () => {
  const { breaker, pass } = opened();
  pass(30_000);
  breaker.succeeded();
  breaker.succeeded();
  expect(breaker.state).toBe('half-open');
  breaker.succeeded();
  expect(breaker.state).toBe('closed');
  breaker.failed();
  expect(breaker.state).toBe('closed');
});

it('waits as long as the server asks, and not at all when the person asks', () => {
  const { breaker } = opened();
  breaker.failed(300_000);
  expect(breaker.wait).toBe(300_000);
  breaker.letTry();
  expect(breaker.state).toBe('half-open');
});
