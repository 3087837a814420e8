import { expect, test } from 'vitest';
import { chooseLanguage, desktopLanguage } from './language.ts';

test.each([
  [['fr-CA', 'en'], 'fr'],
  [['fr_FR.UTF-8'], 'fr'],
  [['FR'], 'fr'],
  [['en-GB', 'fr'], 'en'],
  [['fry-NL'], 'en'],
  [['C', 'POSIX', undefined, '', 'fr'], 'fr'],
  [[], 'en'],
])('%j is %s', (preferred, language) => {
  expect(chooseLanguage(preferred)).toBe(language);
});

test('the environment is asked in its own order', () => {
  expect(desktopLanguage({ LANG: 'en_US.UTF-8', LC_ALL: 'fr_BE.UTF-8' })).toBe('fr');
  expect(desktopLanguage({ LANGUAGE: 'en:fr', LANG: 'fr_FR.UTF-8' })).toBe('en');
});
