import { en, type Texts } from './texts-en.ts';
import { fr } from './texts-fr.ts';

export type { Texts } from './texts-en.ts';

/** The texts in the language of the locale (POSIX order: LC_ALL, LC_MESSAGES, LANG); English unless it is French. */
export function textsFor(env: NodeJS.ProcessEnv): Texts {
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || '';
  return /^fr([_.@-]|$)/i.test(locale) ? fr : en;
}
