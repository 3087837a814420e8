import i18next, { type TFunction } from 'i18next';
import { beforeAll, expect, it, test } from 'vitest';
import en from '../../../resources/locales/en.json' with { type: 'json' };
import { leadsTo, trialWords } from './endpoint-words.ts';

let t: TFunction;
beforeAll(async () => {
  const texts = i18next.createInstance();
  await texts.init({ resources: { en: { translation: en } }, interpolation: { escapeValue: false } });
  t = texts.getFixedT('en');
});

test.each([
  ['http://localhost:11434', { host: 'localhost:11434', here: true, plain: false }],
  ['http://127.0.0.1:1/v1', { host: '127.0.0.1:1', here: true, plain: false }],
  ['http://[::1]:8080', { host: '[::1]:8080', here: true, plain: false }],
  [' http://192.168.1.20:11434 ', { host: '192.168.1.20:11434', here: false, plain: true }],
  ['https://llm.example.org/v1', { host: 'llm.example.org', here: false, plain: false }],
  ['http://127.example.org', { host: '127.example.org', here: false, plain: true }],
  ['localhost:11434', null],
  ['ftp://a.org', null],
  ['', null],
])('%j leads to %j', (address, expected) => {
  expect(leadsTo(address)).toEqual(expected);
});

it('says how a trial went', () => {
  const trial = { host: 'a.org', milliseconds: 1234, gives: 'probabilities', understood: true } as const;
  expect(trialWords(trial, t, 'en')).toBe(
    'a.org answered in 1.2 sec, and filed the trial mail where anyone would.',
  );
  expect(trialWords({ ...trial, gives: 'letters' }, t, 'en')).toMatch(/anyone would\. It gives one answer/);
  expect(trialWords({ ...trial, understood: false, milliseconds: 31_400 }, t, 'en')).toMatch(
    /^a\.org answered in 31 sec, but/,
  );
});
