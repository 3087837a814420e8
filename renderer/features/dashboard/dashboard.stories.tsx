import type { Decider, Statistics } from '../../../contract/statistics.ts';
import { folders, hoursAgo, LONG_FRENCH, personal } from '../../gallery/samples.ts';
import type { StoryGroup } from '../../gallery/story.ts';
import { Corrected } from './corrected.tsx';
import { Left } from './left.tsx';
import { Numbers } from './numbers.tsx';
import { Right } from './right.tsx';
import { Saved } from './saved.tsx';
import { WhoDecided } from './who-decided.tsx';

const NOBODY: Record<Decider, number> = { memory: 0, rules: 0, learned: 0, 'language-model': 0, person: 0 };

function statistics(count: number, more: Partial<Statistics> = {}): Statistics {
  const days = Array.from({ length: count }, (_, index) => {
    const start = hoursAgo(24 * (count - 1 - index));
    const mails = 12 + ((index * 37) % 51);
    return {
      day: new Date(start).toISOString().slice(0, 10),
      start,
      by: {
        memory: mails,
        rules: Math.round(mails / 4),
        learned: Math.round(mails / 2),
        'language-model': index % 5,
        person: index % 7,
      },
      waiting: 400 - index * Math.floor(380 / count),
    };
  });
  const folder = (of: (typeof folders)[keyof typeof folders], answers: number, right: number) => ({
    mailboxId: of.id,
    accountId: personal,
    name: of.name,
    answers,
    right,
    low: Math.max(0, right / answers - 0.06),
    high: Math.min(1, right / answers + 0.02),
    promise: 0.98,
  });
  return {
    days,
    totals: {
      answers: 1240,
      right: 1198,
      decided: 1310,
      approved: 1240,
      byItself: 812,
      corrected: 42,
      dismissed: 19,
      undone: 9,
    },
    before: { answers: 900, right: 845 },
    ever: 4100,
    stages: [
      { stage: 'memory', answers: 800, right: 797 },
      { stage: 'learned', answers: 300, right: 281 },
    ],
    folders: [
      folder(folders.bills, 412, 411),
      folder(folders.travel, 120, 109),
      folder(folders.club, 31, 22),
      folder(folders.long, 24, 24),
      folder(folders.rtl, 21, 20),
    ],
    pairs: [
      { from: folders.bills.id, fromName: '', to: folders.travel.id, toName: '', count: 21 },
      { from: folders.long.id, fromName: '', to: folders.rtl.id, toName: '', count: 4 },
      { from: folders.club.id, fromName: '', to: folders.long.id, toName: LONG_FRENCH, count: 1 },
    ],
    waiting: 41,
    pace: { answered: 47, came: 22, daysLeft: 1.6 },
    saved: { mails: 1240, acts: 61 },
    ...more,
  };
}

const month = statistics(30);
const year = statistics(366);
const none = statistics(30, {
  days: month.days.map((day) => ({ ...day, by: NOBODY, waiting: 0 })),
  totals: {
    answers: 0,
    right: 0,
    decided: 0,
    approved: 0,
    byItself: 0,
    corrected: 0,
    dismissed: 0,
    undone: 0,
  },
  before: { answers: 0, right: 0 },
  ever: 0,
  stages: [],
  folders: [],
  pairs: [],
  waiting: 0,
  pace: { answered: 0, came: 0, daysLeft: null },
  saved: { mails: 0, acts: 0 },
});

export const group: StoryGroup = {
  title: 'Figures',
  width: 440,
  stories: {
    numbers: { width: 900, draw: () => <Numbers statistics={month} /> },
    'numbers, none yet': { width: 900, draw: () => <Numbers statistics={none} /> },
    'numbers, narrow': { draw: () => <Numbers statistics={month} /> },
    'who decided': { draw: () => <WhoDecided statistics={month} /> },
    'who decided, a year': { draw: () => <WhoDecided statistics={year} /> },
    'who decided, nobody': { draw: () => <WhoDecided statistics={none} /> },
    'what waits': { draw: () => <Left statistics={month} /> },
    'what waits, nothing': { draw: () => <Left statistics={none} /> },
    'is it right': { draw: () => <Right statistics={month} /> },
    'is it right, too early': { draw: () => <Right statistics={none} /> },
    'what was corrected': { draw: () => <Corrected statistics={month} /> },
    'what was corrected, nothing': { draw: () => <Corrected statistics={none} /> },
    'what it saved': { draw: () => <Saved statistics={month} /> },
  },
};
