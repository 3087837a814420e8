import { expect, it } from 'vitest';
import { Pacer } from './pacer.ts';

it('has the mails of a minute take a minute', () => {
  let now = 0;
  const pacer = new Pacer({ mailsPerMinute: 600, mailsPerRun: null }, () => now);
  expect(pacer.wait).toBe(0);
  pacer.took(300);
  expect(pacer.wait).toBe(30_000);
  now = 20_000;
  expect(pacer.wait).toBe(10_000);
  now = 100_000;
  expect(pacer.wait).toBe(0);
  pacer.took(60);
  expect(pacer.wait).toBe(6000);
});

it('ends a run that has had its mails', () => {
  const pacer = new Pacer({ mailsPerMinute: null, mailsPerRun: 100 }, () => 0);
  pacer.took(60);
  expect(pacer.used).toBe(false);
  pacer.took(60);
  expect([pacer.used, pacer.wait]).toEqual([true, 0]);
});

it('knows no limits where there are none', () => {
  const pacer = new Pacer({ mailsPerMinute: null, mailsPerRun: null }, () => 0);
  pacer.took(1_000_000);
  expect([pacer.used, pacer.wait]).toEqual([false, 0]);
});
