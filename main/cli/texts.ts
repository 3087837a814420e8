import { assertNever } from '../../contract/assert-never.ts';
import type { Language } from '../shell/port.ts';
import { en, type Texts } from './texts-en.ts';
import { fr } from './texts-fr.ts';

export type { Texts } from './texts-en.ts';

/** What the commands say in one language. */
export function textsIn(language: Language): Texts {
  switch (language) {
    case 'en':
      return en;
    case 'fr':
      return fr;
    default:
      return assertNever(language);
  }
}
