import { useTranslation } from 'react-i18next';
import type { TFunction } from 'i18next';

/** The texts in the person's language, and its code for dates and numbers. */
export function useText(): { t: TFunction; language: string } {
  const { t, i18n } = useTranslation();
  return { t, language: i18n.language };
}
