import { createInstance } from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import type { AccountId, MailboxId } from '../../../contract/ids.ts';
import type { FolderTrust } from '../../../contract/trust.ts';
import en from '../../../resources/locales/en.json' with { type: 'json' };
import fr from '../../../resources/locales/fr.json' with { type: 'json' };
import { foldersOf } from './trust-slice.ts';
import { recordSentence, standingSentence } from './trust-words.ts';

const texts = createInstance();
beforeAll(() => texts.init({ lng: 'en', resources: { en: { translation: en }, fr: { translation: fr } } }));

const account = 1 as AccountId;
let made = 0;
function folder(change: Partial<FolderTrust> = {}): FolderTrust {
  made += 1;
  return {
    mailboxId: made as MailboxId,
    accountId: account,
    level: 'propose',
    promise: 0.98,
    ceiling: null,
    answers: 143,
    right: 142,
    answered: 3,
    replayed: 140,
    lowerBound: 0.96,
    threshold: 0.98,
    thresholdOf: 'folder',
    coverage: 0.84,
    mayFile: false,
    missing: 88,
    filedToday: 0,
    waiting: 0,
    demotion: null,
    ...change,
  };
}

function say(one: FolderTrust, language: 'en' | 'fr'): [string, string] {
  const t = texts.getFixedT(language);
  const plain = (sentence: string): string => sentence.replace(/[\u00a0\u202f]/g, ' ');
  return [plain(recordSentence(one, t, language)), plain(standingSentence(one, t, language))];
}

describe('what is said of a folder', () => {
  it('is its record and what is missing', () => {
    expect(say(folder(), 'en')).toEqual([
      '142 of 143 right; you ask for 98%.',
      'Needs about 88 more right answers to file by itself.',
    ]);
    expect(say(folder(), 'fr')).toEqual([
      '142 justes sur 143 ; vous demandez 98 %.',
      'Il manque environ 88 réponses justes.',
    ]);
    expect(say(folder({ missing: 1 }), 'fr')[1]).toBe('Il manque environ 1 réponse juste.');
    expect(say(folder({ answers: 0 }), 'en')[0]).toBe('Nothing is known of it yet.');
  });

  it('does not count what cannot be reached', () => {
    expect(say(folder({ missing: 2000, promise: 0.995 }), 'en')[1]).toBe('Errs too often to promise 99.5%.');
  });

  it('is what it does where it does something', () => {
    expect(say(folder({ level: 'off', mayFile: true }), 'en')[1]).toBe('Nothing is proposed for it.');
    expect(say(folder({ level: 'file', filedToday: 3 }), 'en')[1]).toBe('Files by itself: 3 mails today.');
    expect(say(folder({ mayFile: true, missing: 0 }), 'en')[1]).toBe(
      'Proved: could file 84% of its mail by itself.',
    );
  });
});

it('folders stand in the order of what they may do, and of what is known of them', () => {
  const demotion = { at: 0, answers: 100, right: 97, promise: 0.98, seen: true };
  const few = folder({ answers: 3 });
  const many = folder({ answers: 30 });
  const could = folder({ mayFile: true, answers: 10 });
  const demoted = folder({ demotion, answers: 1 });
  const files = folder({ level: 'file', answers: 2 });
  const other = folder({ accountId: 2 as AccountId });
  const overview = { revision: 1, accounts: [], folders: [few, many, other, could, demoted, files] };
  expect(foldersOf(overview, account)).toEqual([files, demoted, could, many, few]);
});
