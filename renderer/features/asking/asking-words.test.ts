import { expect, test } from 'vitest';
import { askingState, defaultAskingLimits, type AskingStatus } from '../../../contract/asking.ts';
import { startTexts } from '../../app/language.ts';
import { withOwn } from './asking-choices.ts';
import { barLine, queueLine, stateSentence, todayLine } from './asking-words.ts';

const atWork: AskingStatus = {
  state: 'working',
  paused: false,
  limits: defaultAskingLimits,
  waiting: 1234,
  today: { calls: 20, mails: 31, minutes: 2.2 },
  secondsAMail: 3.24,
  secondsLeft: 2592,
  problem: null,
};
const nothing = { calls: 0, mails: 0, minutes: 0 };

test('every state is one calm sentence of its own, in both languages', async () => {
  for (const language of ['en', 'fr'] as const) {
    const { t } = await startTexts(language);
    const said = askingState.options.map((state) => stateSentence({ ...atWork, state }, t, language));
    expect(new Set(said).size).toBe(askingState.options.length);
    for (const sentence of said) {
      expect(sentence).toMatch(/^\p{Lu}.*\.$/u);
      expect(sentence).not.toMatch(/[!{}]|asking\./);
    }
  }
});

test('the budget that is spent is named as a person would', async () => {
  const spent: AskingStatus = { ...atWork, state: 'budget-spent' };
  expect(stateSentence(spent, (await startTexts('en')).t, 'en')).toContain('2 hr');
  const half = { ...spent, limits: { ...defaultAskingLimits, minutesADay: 30 } };
  expect(stateSentence(half, (await startTexts('fr')).t, 'fr')).toMatch(/30\smin/);
});

test('what waits is told with its rate and its time, as far as they are known', async () => {
  const { t } = await startTexts('en');
  expect(queueLine(atWork, t, 'en')).toBe('1,234 mails wait · 3.2 sec a mail · about 43 min left');
  const first: AskingStatus = { ...atWork, waiting: 1, secondsAMail: null, secondsLeft: null };
  expect(queueLine(first, t, 'en')).toBe('1 mail waits');
  expect(queueLine({ ...atWork, waiting: 0 }, t, 'en')).toBe('');
  const french = (await startTexts('fr')).t;
  expect(queueLine(atWork, french, 'fr')).toMatch(
    /^1\s234 messages attendent · 3,2\ss par message · encore 43\smin environ$/,
  );
});

test('today is told against the budget, and without one where there is none', async () => {
  const { t } = await startTexts('en');
  expect(todayLine(atWork, t, 'en')).toBe('Today: 31 mails, 2 min of 2 hr');
  const unlimited = { ...atWork, limits: { ...defaultAskingLimits, minutesADay: 1440 } };
  expect(todayLine(unlimited, t, 'en')).toBe('Today: 31 mails, 2 min');
  expect(todayLine({ ...atWork, today: nothing }, t, 'en')).toBe('');
});

test('the status bar is short', async () => {
  const { t } = await startTexts('en');
  expect(barLine({ ...atWork, waiting: 12, secondsLeft: 170 }, t, 'en')).toBe(
    'Asking the model · 12 left · about 3 min',
  );
  expect(barLine({ ...atWork, state: 'paused', waiting: 1 }, t, 'en')).toBe('Model paused · 1 mail waits');
});

test('a limit that is none of the usual ones is offered beside them', () => {
  expect(withOwn([15, 30], 20, 1440)).toEqual([15, 20, 30]);
  expect(withOwn([15, 30], 30, 1440)).toEqual([15, 30]);
  expect(withOwn([15, 30], 1440, 1440)).toEqual([15, 30]);
});
