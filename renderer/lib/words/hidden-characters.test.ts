import { expect, test } from 'vitest';
import { showHidden } from './hidden-characters.ts';

test('a name that is turned round shows what turns it', () => {
  expect(showHidden('invoice\u202Efdp.exe')).toBe('invoice‹U+202E›fdp.exe');
  expect(showHidden('été 2026 – ‘déjà’.pdf')).toBe('été 2026 – ‘déjà’.pdf');
});
