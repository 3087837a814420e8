import { expect, test } from 'vitest';
import { matchOf, rank } from './match.ts';

const names = [
  'Réglages',
  'Règles',
  'Aller aux règles',
  'Activité',
  'Approuver tout ce qui est sûr',
  'Factures',
];
const found = (query: string) => rank(query, names, (name) => [name]);

test('accents and capitals do not matter', () => {
  expect(found('REGL')).toEqual(['Réglages', 'Règles', 'Aller aux règles']);
  expect(found('activite')[0]).toBe('Activité');
});

test('beginnings come before middles, and words may be begun in any order', () => {
  expect(found('regles')[0]).toBe('Règles');
  expect(found('sur appr')).toEqual(['Approuver tout ce qui est sûr']);
});

test('letters in their order are enough, if they are close', () => {
  expect(found('fctr')).toEqual(['Factures']);
  expect(found('fxq')).toEqual([]);
  expect(matchOf('ae', 'a very long text with many letters until the e')).toBeGreaterThan(0);
});

test('an empty query leaves everything as it is; what names a thing counts more than what describes it', () => {
  expect(found('')).toEqual(names);
  const things = [
    { name: 'Other', about: 'Rules' },
    { name: 'Rules', about: '' },
  ];
  expect(rank('rules', things, ({ name, about }) => [name, about])[0]).toBe(things[1]);
});
