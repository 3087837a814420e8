import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';

/** The tag for dates and numbers: the desktop's own when it is of the language shown (en-GB, fr-CA), else the bare language. */
export function localeOf(language: string, desktop: readonly string[]): string {
  return desktop.find((tag) => tag === language || tag.startsWith(`${language}-`)) ?? language;
}

/** The texts in the person's language, and the tag for dates and numbers. */
export function useText(): { t: TFunction; language: string } {
  const { t, i18n } = useTranslation();
  return { t, language: localeOf(i18n.language, navigator.languages) };
}
