import { createInstance } from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import en from '../../../resources/locales/en.json' with { type: 'json' };
import type { Statistics } from '../../../contract/statistics.ts';
import { formatSaved, niceTop, paceLine, secondsSaved, shareOf, trendLine } from './dashboard-words.ts';

const texts = createInstance();
beforeAll(async () => {
  await texts.init({ lng: 'en', resources: { en: { translation: en } } });
});

const statistics = (change: Partial<Statistics>): Statistics => ({
  days: [],
  totals: {
    decided: 0,
    approved: 0,
    byItself: 0,
    corrected: 0,
    dismissed: 0,
    undone: 0,
    answers: 0,
    right: 0,
  },
  before: { answers: 0, right: 0 },
  ever: 0,
  stages: [],
  folders: [],
  pairs: [],
  waiting: 0,
  pace: { answered: 0, came: 0, daysLeft: null },
  saved: { mails: 0, acts: 0 },
  ...change,
});

describe('the words of the dashboard', () => {
  it('end an axis with a round number', () => {
    expect([0, 1, 3, 7, 10, 11, 49, 51, 123, 999].map(niceTop)).toEqual([
      1, 1, 3, 8, 10, 20, 50, 60, 200, 1000,
    ]);
  });

  it('say nothing of a share before there are twenty answers', () => {
    expect(shareOf({ answers: 19, right: 19 })).toBeNull();
    expect(shareOf({ answers: 20, right: 19 })).toBe(0.95);
  });

  it('tell the trend only where both times can be told', () => {
    const totals = { ...statistics({}).totals, answers: 100, right: 95 };
    expect(trendLine(statistics({ totals }), texts.t, 'en')).toBe('');
    expect(trendLine(statistics({ totals, before: { answers: 50, right: 45 } }), texts.t, 'en')).toContain(
      'up from 90%',
    );
    expect(trendLine(statistics({ totals, before: { answers: 50, right: 49 } }), texts.t, 'en')).toContain(
      '98%',
    );
  });

  it('take the acts off the time that was saved', () => {
    expect(secondsSaved({ mails: 20, acts: 3 }, 6)).toBe(102);
    expect(secondsSaved({ mails: 2, acts: 3 }, 6)).toBe(0);
    expect([40, 102, 5400].map((seconds) => formatSaved(seconds, 'en'))).toEqual([
      '40 sec',
      '2 min',
      '1.5 hr',
    ]);
  });

  it('promise no end that is not in sight', () => {
    const line = (waiting: number, answered: number, came: number, daysLeft: number | null) =>
      paceLine(statistics({ waiting, pace: { answered, came, daysLeft } }), texts.t, 'en');
    expect(line(0, 3, 1, null)).toBe('Nothing waits.');
    expect(line(40, 12, 2, 4)).toContain('4 days');
    expect(line(40, 2, 12, null)).toContain('does not get less');
    expect(line(40, 12, 2, null)).toContain('too early');
    expect(line(40, 0, 2, null)).not.toMatch(/\d/);
    expect(line(9000, 2, 1.9, 90_000)).not.toContain('90');
  });
});
