import type { TFunction } from 'i18next';
import { createContext, createElement, useContext, useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface Text {
  readonly t: TFunction;
  /** The tag for dates and numbers. */
  readonly language: string;
}

const TextContext = createContext<Text | null>(null);

/** The tag for dates and numbers: the desktop's own when it is of the language shown (en-GB, fr-CA), else the bare language. */
export function localeOf(language: string, desktop: readonly string[]): string {
  return desktop.find((tag) => tag === language || tag.startsWith(`${language}-`)) ?? language;
}

/** Follows the person's language once for the whole window: each row of a list that did so itself would take twice as long. */
export function TextProvider({ children }: { readonly children: ReactNode }) {
  const { t, i18n } = useTranslation();
  const language = localeOf(i18n.language, navigator.languages);
  const text = useMemo(() => ({ t, language }), [t, language]);
  return createElement(TextContext.Provider, { value: text }, children);
}

/** The texts in the person's language, and the tag for dates and numbers. */
export function useText(): Text {
  const text = useContext(TextContext);
  if (text === null) throw new Error('no provider for the texts');
  return text;
}
