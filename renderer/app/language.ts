import i18next, { type BackendModule, type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type en from '../../resources/locales/en.json';

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

const texts = {
  en: async (): Promise<Texts> => (await import('../../resources/locales/en.json')).default,
  fr: async (): Promise<Texts> => completePlurals((await import('../../resources/locales/fr.json')).default),
} satisfies Record<Language, () => Promise<Texts>>;

/** Has the texts of the language that this is probably in fetched while others ask which it is. */
export function fetchTexts(desktop: string): void {
  // Whoever needs them notices when they do not come.
  texts[desktop.startsWith('fr') ? 'fr' : 'en']().catch(() => undefined);
}

/**
 * The texts in the given language; `changeLanguage` on what it gives fetches those of the other and then takes effect everywhere.
 * Nothing falls back: a test sees to it that both languages have every text.
 */
export async function startTexts(language: Language): Promise<i18n> {
  const instance = i18next.createInstance();
  await instance
    .use(initReactI18next)
    .use(fetcher)
    .init({
      lng: language,
      fallbackLng: false,
      // React escapes on its own; twice would show entities.
      interpolation: { escapeValue: false },
      returnNull: false,
    });
  return instance;
}

const fetcher: BackendModule = {
  type: 'backend',
  init: () => undefined,
  read: (language, _namespace, done) => {
    texts[language === 'fr' ? 'fr' : 'en']().then(
      (found) => done(null, found),
      (error: unknown) => done(error instanceof Error ? error : String(error), null),
    );
  },
};

/** The language to show: what the person chose, else the desktop's. */
export function effectiveLanguage(chosen: 'system' | Language, desktop: Language): Language {
  return chosen === 'system' ? desktop : chosen;
}
