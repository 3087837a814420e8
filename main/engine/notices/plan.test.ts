import { afterAll, describe, expect, it } from 'vitest';
import { defaultNoticeSettings, type NoticeSettings } from '../../../contract/notices.ts';
import { digestTimes } from './digest-times.ts';
import { planNotices, type Waiting } from './plan.ts';
import { quietUntil } from './quiet.ts';

const zone = process.env['TZ'];
// A zone that changes its clocks; here, because times are also made while the tests are collected.
process.env['TZ'] = 'Europe/Paris';
afterAll(() => {
  if (zone === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zone;
});

const at = (text: string): number => new Date(text).getTime();
const settings = (change: Partial<NoticeSettings>): NoticeSettings => ({
  ...defaultNoticeSettings,
  ...change,
});
const nights = settings({ quiet: true, quietFrom: 22 * 60, quietUntil: 7 * 60 });

describe('quiet hours', () => {
  it('last over midnight to the morning', () => {
    expect(quietUntil(nights, at('2026-11-18T21:59'))).toBeNull();
    expect(quietUntil(nights, at('2026-11-18T22:00'))).toBe(at('2026-11-19T07:00'));
    expect(quietUntil(nights, at('2026-11-19T06:59'))).toBe(at('2026-11-19T07:00'));
    expect(quietUntil(nights, at('2026-11-19T07:00'))).toBeNull();
  });

  it('can lie within a day, and mean nothing when they begin where they end', () => {
    const noon = settings({ quiet: true, quietFrom: 12 * 60, quietUntil: 13 * 60 + 30 });
    expect(quietUntil(noon, at('2026-11-18T12:10'))).toBe(at('2026-11-18T13:30'));
    expect(quietUntil(noon, at('2026-11-18T13:30'))).toBeNull();
    expect(
      quietUntil(settings({ quiet: true, quietFrom: 60, quietUntil: 60 }), at('2026-11-18T01:00')),
    ).toBeNull();
  });

  it('of weekends join the nights around them', () => {
    const both = { ...nights, quietWeekends: true };
    expect(quietUntil(settings({ quietWeekends: true }), at('2026-11-21T12:00'))).toBe(
      at('2026-11-23T00:00'),
    );
    expect(quietUntil(both, at('2026-11-20T23:00'))).toBe(at('2026-11-23T07:00'));
    expect(quietUntil(both, at('2026-11-23T07:00'))).toBeNull();
  });

  it('end when the clock on the wall says so, on the nights in which it is changed', () => {
    // Spring: 2:00 becomes 3:00; the night is an hour shorter. Autumn: 3:00 becomes 2:00.
    expect(quietUntil(nights, at('2026-03-28T23:00+01:00'))).toBe(at('2026-03-29T07:00+02:00'));
    expect(quietUntil(nights, at('2026-10-24T23:00+02:00'))).toBe(at('2026-10-25T07:00+01:00'));
    const gap = settings({ quiet: true, quietFrom: 0, quietUntil: 2 * 60 + 30 });
    expect(quietUntil(gap, at('2026-03-29T01:00+01:00'))).toBe(at('2026-03-29T03:30+02:00'));
  });
});

describe('digests', () => {
  it('are due at their hours', () => {
    const noon = at('2026-11-18T12:20');
    expect(digestTimes(settings({ digest: 'off' }), noon)).toBeNull();
    expect(digestTimes(settings({ digest: 'hourly' }), noon)).toEqual({
      last: at('2026-11-18T12:00'),
      next: at('2026-11-18T13:00'),
    });
    expect(digestTimes(settings({ digest: 'twice' }), noon)).toEqual({
      last: at('2026-11-18T09:00'),
      next: at('2026-11-18T17:00'),
    });
    expect(digestTimes(settings({ digest: 'daily', digestHour: 18 }), noon)).toEqual({
      last: at('2026-11-17T18:00'),
      next: at('2026-11-18T18:00'),
    });
  });

  it('come once a day on days of 23 and of 25 hours, and once in each hour', () => {
    const daily = settings({ digest: 'daily', digestHour: 2 });
    const hourly = settings({ digest: 'hourly' });
    for (const [day, hours] of [
      ['2026-03-29T00:00+01:00', 23],
      ['2026-10-25T00:00+02:00', 25],
    ] as const) {
      const told: Record<string, Set<number>> = { daily: new Set(), hourly: new Set() };
      for (let minute = 0; minute < hours * 60; minute += 10) {
        const now = at(day) + minute * 60_000;
        told['daily']?.add(digestTimes(daily, now)?.last ?? 0);
        told['hourly']?.add(digestTimes(hourly, now)?.last ?? 0);
        expect(digestTimes(daily, now)?.next).toBeGreaterThan(now);
        expect(digestTimes(hourly, now)?.next).toBeGreaterThan(now);
      }
      // That of the day before, and that of the day.
      expect(told['daily']?.size).toBe(2);
      expect(told['hourly']?.size).toBe(hours);
    }
  });
});

describe('the plan', () => {
  const now = at('2026-11-18T12:20');
  const mail = (id: number, more: Partial<Waiting> = {}): Waiting => ({
    id,
    at: now - 1000,
    important: false,
    ...more,
  });
  const vip = (id: number, more: Partial<Waiting> = {}) => mail(id, { important: true, ...more });
  const plan = (
    waiting: Waiting[],
    change: Partial<NoticeSettings> = {},
    more: { now?: number; digestDone?: number } = {},
  ) => planNotices({ waiting, settings: settings(change), digestDone: now, now, ...more });

  it('tells of important mail at once and keeps the rest for the digest', () => {
    const made = plan([mail(1), vip(2)]);
    expect(made.announce).toEqual([{ kind: 'mail', ids: [2] }]);
    expect(made.forget).toEqual([]);
    expect(made.wakeAt).toBe(at('2026-11-18T17:00'));
    const later = plan([mail(1)], {}, { now: at('2026-11-18T17:00') });
    expect(later.announce).toEqual([{ kind: 'digest', ids: [1] }]);
    expect(later.digestDone).toBe(at('2026-11-18T17:00'));
    expect(
      plan([mail(3)], {}, { now: at('2026-11-18T17:01'), digestDone: later.digestDone }).announce,
    ).toEqual([]);
  });

  it('sums up what comes in numbers, and what waited for long', () => {
    expect(plan([1, 2, 3].map((id) => vip(id))).announce.map(({ kind }) => kind)).toEqual([
      'mail',
      'mail',
      'mail',
    ]);
    expect(plan([1, 2, 3, 4].map((id) => vip(id))).announce).toEqual([{ kind: 'sum', ids: [1, 2, 3, 4] }]);
    expect(plan([vip(1, { at: now - 3_600_000 }), vip(2)]).announce).toEqual([
      { kind: 'mail', ids: [2] },
      { kind: 'sum', ids: [1] },
    ]);
  });

  it('makes one digest of those that were missed', () => {
    const made = plan([mail(1), mail(2)], { digest: 'hourly' }, { digestDone: now - 9 * 3_600_000 });
    expect(made.announce).toEqual([{ kind: 'digest', ids: [1, 2] }]);
    expect(made.digestDone).toBe(at('2026-11-18T12:00'));
    expect(plan([], { digest: 'hourly' }, { digestDone: 0 }).announce).toEqual([]);
  });

  it('is silent in quiet hours; then all of it comes with the digest', () => {
    const night = at('2026-11-19T02:00');
    const quiet = { quiet: true, digest: 'hourly' } as const;
    const waiting = [vip(1, { at: night }), mail(2, { at: night }), mail(9, { at: night, demoted: true })];
    const asleep = plan(waiting, quiet, { now: night });
    expect(asleep).toEqual({ announce: [], forget: [], digestDone: now, wakeAt: at('2026-11-19T07:00') });
    const awake = plan(waiting, quiet, { now: at('2026-11-19T07:00') });
    expect(awake.announce).toEqual([
      { kind: 'demoted', ids: [9] },
      { kind: 'digest', ids: [1, 2] },
    ]);
    const without = plan(waiting, { quiet: true, digest: 'off' }, { now: at('2026-11-19T07:00') });
    expect(without.announce[1]).toEqual({ kind: 'sum', ids: [1] });
    expect(without.forget).toEqual([2]);
  });

  it('follows for whom: everything, nobody', () => {
    expect(plan([mail(1), vip(2)], { tell: 'everything' }).announce).toHaveLength(2);
    const nobody = plan([mail(1), vip(2), mail(3, { demoted: true })], { tell: 'nobody', digest: 'off' });
    expect(nobody).toMatchObject({ announce: [], forget: [3, 1, 2], wakeAt: null });
    expect(plan([vip(2)], { tell: 'nobody' }, { now: at('2026-11-18T17:00') }).announce).toEqual([
      { kind: 'digest', ids: [2] },
    ]);
  });
});
