import { afterEach, describe, expect, it } from 'vitest';
import { dayAt, midnights } from './days.ts';

const HOUR = 3_600_000;
const zone = process.env.TZ;
afterEach(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

describe('days', () => {
  it('are those of the time zone, and as long as they are where the clocks change', () => {
    process.env.TZ = 'Europe/Paris';
    const borders = midnights(Date.parse('2026-10-26T12:00:00+01:00'), 3);
    expect(borders.map((at) => new Date(at).toISOString())).toEqual([
      '2026-10-23T22:00:00.000Z',
      '2026-10-24T22:00:00.000Z',
      '2026-10-25T23:00:00.000Z',
      '2026-10-26T23:00:00.000Z',
    ]);
    expect(borders[2]! - borders[1]!).toBe(25 * HOUR);
    const spring = midnights(Date.parse('2026-03-29T20:00:00+02:00'), 1);
    expect(spring[1]! - spring[0]!).toBe(23 * HOUR);
  });

  it('begin where a quarter of an hour does, in zones of half and three quarters of an hour too', () => {
    for (const name of ['Asia/Kolkata', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'America/St_Johns']) {
      process.env.TZ = name;
      expect(midnights(Date.UTC(2026, 3, 5, 9), 400).filter((at) => at % 900_000 !== 0)).toEqual([]);
    }
  });

  it('hold the moments from their midnight to the next', () => {
    const borders = [100, 200, 300];
    expect([99, 100, 199, 200, 299, 300, 999].map((at) => dayAt(borders, at))).toEqual([
      -1, 0, 0, 1, 1, 1, 1,
    ]);
  });
});
