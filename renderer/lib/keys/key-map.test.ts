import { createInstance } from 'i18next';
import { expect, test } from 'vitest';
import en from '../../../resources/locales/en.json' with { type: 'json' };
import fr from '../../../resources/locales/fr.json' with { type: 'json' };
import { chordName, chordOf, withoutShift } from './chords.ts';
import { COMMAND_IDS } from './commands.ts';
import { keyNamer } from './key-names.ts';
import { allKeysOf, conflictOf, createKeyMap, keyOf, withKey } from './key-map.ts';

const press = (
  key: string,
  held: Partial<Record<'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey', boolean>> = {},
) => chordOf({ key, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...held });

test('a press is named as the table names it, on any keyboard', () => {
  expect(press('e')).toBe('e');
  expect(press('E')).toBe('e');
  expect(press('U', { shiftKey: true })).toBe('Shift+u');
  expect(press('?', { shiftKey: true })).toBe('?');
  expect(press('/', { shiftKey: true })).toBe('/');
  expect(press('k', { metaKey: true })).toBe('Ctrl+k');
  expect(press(' ', { shiftKey: true })).toBe('Shift+Space');
  expect(press('Shift', { shiftKey: true })).toBeNull();
  expect(withoutShift('Shift+ArrowDown')).toBe('ArrowDown');
  expect(withoutShift('Ctrl+a')).toBeNull();
});

test('no two commands have the same key from the start', () => {
  const all = COMMAND_IDS.flatMap((id) => allKeysOf(id, {}));
  expect(all.length).toBe(new Set(all).size);
  for (const id of COMMAND_IDS) expect(conflictOf(id, keyOf(id, {}), {}), id).toBeNull();
});

test('g waits for a second key, and means nothing alone', () => {
  const { commands, prefixes } = createKeyMap({});
  expect([...prefixes]).toEqual(['g']);
  expect(commands.has('g')).toBe(false);
  expect(commands.get('g p')).toBe('go-proposals');
});

test('a changed key means its command and no other; the usual one is free again', () => {
  const changes = withKey({}, 'approve', 'f');
  const { commands } = createKeyMap(changes);
  expect(commands.get('f')).toBe('approve');
  expect(commands.has('e')).toBe(false);
  expect(commands.get('a')).toBe('approve');
  expect(conflictOf('move', 'e', changes)).toBeNull();
  expect(withKey(changes, 'approve', 'e')).toEqual({});
});

test('a key that something else has is told, the first of two and those that cannot be changed too', () => {
  expect(conflictOf('move', 'e', {})).toBe('approve');
  expect(conflictOf('move', 'ArrowDown', {})).toBe('next');
  expect(conflictOf('move', 'g', {})).toBe('go-proposals');
  expect(conflictOf('go-rules', 'm q', {})).toBe('move');
  expect(conflictOf('go-rules', 'g q', {})).toBeNull();
});

test('changes that a newer version left behind are no harm', () => {
  const { commands } = createKeyMap({ teleport: 'e' });
  expect(commands.get('e')).toBe('approve');
});

test('chords are written as they stand on a keyboard of the language', async () => {
  const texts = createInstance();
  await texts.init({ lng: 'en', resources: { en: { translation: en }, fr: { translation: fr } } });
  const textsOf = (language: 'en' | 'fr') => texts.getFixedT(language);
  const english = keyNamer(textsOf('en'));
  expect(chordName('Ctrl+Shift+z', english)).toBe('Ctrl+Shift+Z');
  expect(chordName('g ,', english)).toBe('G ,');
  expect(chordName('ArrowUp', english)).toBe('↑');
  expect(chordName('Escape', english)).toBe('Esc');
  const french = keyNamer(textsOf('fr'));
  expect(chordName('Ctrl+Shift+z', french)).toBe('Ctrl+Maj+Z');
  expect(['Escape', 'Home', 'End', 'Enter', 'Delete', 'Space'].map(french)).toEqual([
    'Échap',
    'Début',
    'Fin',
    'Entrée',
    'Suppr',
    'Espace',
  ]);
  // A key that nobody has a name for is called what the browser calls it.
  expect(chordName('F5', french)).toBe('F5');
});
