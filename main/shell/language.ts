import type { Language } from './port.ts';

/** French when the first language that the desktop asks for is French (`fr`, `fr-CA`, `fr_FR.UTF-8`), else English. */
export function chooseLanguage(preferred: readonly (string | undefined)[]): Language {
  const first = preferred.find((tag) => tag !== undefined && tag !== '' && tag !== 'C' && tag !== 'POSIX');
  return first !== undefined && /^fr\b|^fr_/i.test(first) ? 'fr' : 'en';
}

/** The desktop's language as the environment tells it (POSIX: LC_ALL before LC_MESSAGES before LANG; GNU: LANGUAGE first). */
export function desktopLanguage(env: NodeJS.ProcessEnv): Language {
  return chooseLanguage([
    env['LANGUAGE']?.split(':')[0],
    env['LC_ALL'],
    env['LC_MESSAGES'],
    env['LANG'],
    new Intl.DateTimeFormat().resolvedOptions().locale,
  ]);
}
