import i18next, { type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import en from '../../resources/locales/en.json';
import fr from '../../resources/locales/fr.json';

export type Language = 'en' | 'fr';

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof en };
    returnNull: false;
  }
}

type Texts = { [key: string]: string | Texts };

/**
 * French has a plural form of its own for whole millions (CLDR "many"), which reads like the ordinary one when the number
 * is in digits: it is filled in here instead of being written out for every text.
 */
export function completePlurals(texts: Texts): Texts {
  const complete: Texts = {};
  for (const [key, value] of Object.entries(texts)) {
    complete[key] = typeof value === 'string' ? value : completePlurals(value);
    if (key.endsWith('_other')) complete[key.replace(/_other$/, '_many')] ??= complete[key];
  }
  return complete;
}

/** The texts in the given language; `changeLanguage` on what it gives takes effect at once everywhere. */
export async function startTexts(language: Language): Promise<i18n> {
  const instance = i18next.createInstance();
  await instance.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'en',
    resources: {
      en: { translation: en },
      fr: { translation: completePlurals(fr) },
    },
    // React escapes on its own; twice would show entities.
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  return instance;
}

/** The language to show: what the person chose, else the desktop's. */
export function effectiveLanguage(chosen: 'system' | Language, desktop: Language): Language {
  return chosen === 'system' ? desktop : chosen;
}
