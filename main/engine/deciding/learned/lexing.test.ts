import { describe, expect, it } from 'vitest';
import { asWritten, lexemesOf } from './lexing.ts';

describe('lexemes', () => {
  it.each([
    ["L'avion d'Air France", ['avion', 'air', 'france']],
    ['Qu’il s’agisse de l’école ou d’une sortie', ['il', 'agisse', 'de', 'ecole', 'ou', 'une', 'sortie']],
    ["jusqu'à lundi, lorsqu'elle viendra", ['a', 'lundi', 'elle', 'viendra']],
    ["C'est aujourd'hui aux prud’hommes", ['est', 'aujourdhui', 'aux', 'prudhommes']],
    ["Quelqu'un m'a dit qu'on n'y va pas", ['quelqu', 'un', 'a', 'dit', 'on', 'y', 'va', 'pas']],
  ])('open the elisions of %j', (text, words) => {
    expect(lexemesOf(text)).toEqual(words);
  });

  it('leave English apostrophes alone', () => {
    expect(lexemesOf("I don't think it's the boss's o'clock")).toEqual([
      'i',
      'don',
      't',
      'think',
      'it',
      's',
      'the',
      'boss',
      's',
      'o',
      'clock',
    ]);
  });

  it('fold accents and open ligatures', () => {
    expect(lexemesOf('ÉCHÉANCE Œuvre cœur Noël où')).toEqual(['echeance', 'oeuvre', 'coeur', 'noel', 'ou']);
  });

  it.each(['12,50 €', '1 234,56 €', '1 234 €', '€ 12', '12 euros', '99 EUR', '12 € 50', '0,99€'])(
    'make one class of the amount %j',
    (amount) => {
      expect(lexemesOf(`Total : ${amount}, merci`)).toEqual(['total', '0euros', 'merci']);
    },
  );

  it.each([
    'lundi 3 mars 2026',
    '1er août',
    '14 juillet 2025',
    '12 févr. 2026',
    '31 décembre',
    'Mercredi 9 avril',
  ])('make one class of the date %j', (date) => {
    expect(lexemesOf(`Le ${date} : rien`)).toEqual(['le', '0date', 'rien']);
  });

  it.each(['14h30', '9 h', '18 h 05', '8h'])('make one class of the time %j', (time) => {
    expect(lexemesOf(`À ${time}, ici`)).toEqual(['a', '0heure', 'ici']);
  });

  it('leave other numbers, months and dates as they are', () => {
    expect(lexemesOf('Order 1234 of 10 Dec 2000, 5 March, 12/03/2024, 3 marsouins, $12.50')).toEqual(
      '1234 of 10 dec 2000 5 march 12 03 2024 3 marsouins 12 50'.replace(/^/, 'order ').split(' '),
    );
  });

  it('take no time on text that is made to cost it', () => {
    const begun = performance.now();
    lexemesOf(`€${'1 '.repeat(20_000)}x ${'9'.repeat(20_000)} ${"l'".repeat(20_000)} ${'1er '.repeat(5000)}`);
    expect(performance.now() - begun).toBeLessThan(10_000);
  });
});

it('shows words with the accents they were written with', () => {
  const text = 'Votre carte arrive à ÉCHÉANCE, l’échéance approche: e\u0301cole, releve';
  expect(asWritten(['echeance', 'ecole', 'releve', 'carte'], text)).toEqual([
    'échéance',
    'école',
    'releve',
    'carte',
  ]);
});
