import i18next, { type TFunction } from 'i18next';
import { beforeAll, expect, it } from 'vitest';
import type { EgressRow } from '../../../contract/privacy.ts';
import en from '../../../resources/locales/en.json' with { type: 'json' };
import fr from '../../../resources/locales/fr.json' with { type: 'json' };
import { amountWords, contactsCsv, purposeWords, weekSentence } from './contact-words.ts';

let english: TFunction;
let french: TFunction;
beforeAll(async () => {
  const texts = i18next.createInstance();
  await texts.init({
    resources: { en: { translation: en }, fr: { translation: fr } },
    interpolation: { escapeValue: false },
  });
  english = texts.getFixedT('en');
  french = texts.getFixedT('fr');
});

const model = (host: string) => ({ host, purpose: 'model' as const });

it('says that nobody but the mail servers was contacted only where that is so', () => {
  const say = (mailServers: number, others: ReturnType<typeof model>[]) =>
    weekSentence({ mailServers, others }, english, 'en');
  expect(say(0, [])).toBe('Nobody outside this computer was contacted in the last 7 days.');
  expect(say(1, [])).toBe('Nothing but your mail server was contacted in the last 7 days.');
  expect(say(2, [])).toBe('Nothing but your mail servers was contacted in the last 7 days.');
  expect(say(0, [model('a.org')])).toBe('In the last 7 days, Casier contacted a.org.');
  expect(say(1, [model('a.org'), model('a.org'), model('b.org')])).toBe(
    'Besides your mail server, Casier contacted a.org and b.org in the last 7 days.',
  );
  expect(weekSentence({ mailServers: 2, others: ['a', 'b', 'c', 'd', 'e'].map(model) }, french, 'fr')).toBe(
    'Outre vos serveurs de courrier, Casier a contacté a, b, c et 2 autres ces 7 derniers jours.',
  );
});

it('writes every row for a spreadsheet, whatever is in it', () => {
  const row: EgressRow = {
    host: 'imap.a.org',
    ports: [993],
    purpose: 'imap',
    firstAt: 0,
    lastAt: 86_400_000,
    connections: 12,
    sent: 3400,
    received: null,
    here: false,
    ofAccount: true,
  };
  expect(purposeWords({ ...row, ofAccount: false }, english)).toBe('A mail server that was tried or removed');
  expect(contactsCsv([row, { ...row, host: 'a "b", c' }], english)).toBe(
    'Who,What for,Since,Last,Times,Bytes sent,Bytes received\r\n' +
      'imap.a.org,Your mail,1970-01-01T00:00:00.000Z,1970-01-02T00:00:00.000Z,12,3400,\r\n' +
      '"a ""b"", c",Your mail,1970-01-01T00:00:00.000Z,1970-01-02T00:00:00.000Z,12,3400,\r\n',
  );
});

it('says how much came and went as far as that is known', () => {
  const say = (sent: number | null, received: number | null) =>
    amountWords({ sent, received }, english, 'en');
  expect(say(null, null)).toBe('');
  expect(say(null, 4_370_000_000)).toBe('4.4 GB received');
  expect(say(30_400, 1_250_000)).toBe('1.3 MB received, 30.4 kB sent');
  expect(amountWords({ sent: 30_400, received: null }, french, 'fr').replace(/\s/g, ' ')).toBe(
    '30,4 ko envoyés',
  );
});
