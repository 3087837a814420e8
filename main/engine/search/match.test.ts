import { describe, expect, it } from 'vitest';
import { matchExpression } from './match.ts';

describe('matchExpression', () => {
  it('asks for every word, the last one as a beginning', () => {
    expect(matchExpression('facture nuage')).toBe('"facture" "nuage"*');
  });

  it('keeps quoted words together', () => {
    expect(matchExpression('"projet lumière" devis')).toBe('"projet lumière" "devis"*');
    expect(matchExpression('"projet lumière"')).toBe('"projet lumière"');
  });

  it('never lets the operators of the search engine through', () => {
    expect(matchExpression('a OR b* NEAR(c) -d ^e')).toBe('"a" "OR" "b*" "NEAR(c)" "-d" "^e"*');
    expect(matchExpression('un"balanced')).toBe('"un" "balanced"*');
  });

  it('has nothing to look for in blanks and punctuation', () => {
    expect(matchExpression('  ')).toBeNull();
    expect(matchExpression('… ! "')).toBeNull();
  });
});
