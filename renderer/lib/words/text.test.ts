import { expect, test } from 'vitest';
import { localeOf } from './text.ts';

test('dates follow the desktop where it speaks the language shown', () => {
  expect(localeOf('en', ['fr-FR', 'en-GB'])).toBe('en-GB');
  expect(localeOf('fr', ['en-US'])).toBe('fr');
  expect(localeOf('fr', ['fr'])).toBe('fr');
  expect(localeOf('fr', ['frr-DE'])).toBe('fr');
});
