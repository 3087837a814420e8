import type { TFunction } from 'i18next';
import { useCallback } from 'react';
import { useText } from '../words/text.ts';
import type { NameKey } from './chords.ts';

/** Keys with a name of their own in each language; the others are called what they write. */
const NAMED = [
  'Escape',
  'Enter',
  'Space',
  'Tab',
  'Backspace',
  'Delete',
  'Insert',
  'Home',
  'End',
  'PageUp',
  'PageDown',
  'Shift',
  'Ctrl',
  'Alt',
] as const;

const ARROWS: Readonly<Record<string, string>> = {
  ArrowDown: '↓',
  ArrowUp: '↑',
  ArrowLeft: '←',
  ArrowRight: '→',
};

/** Names keys as they are called on a keyboard of the language of `t`. */
export function keyNamer(t: TFunction): NameKey {
  return (key) => {
    const named = NAMED.find((name) => name === key);
    if (named !== undefined) return t(`keys.name.${named}`);
    return ARROWS[key] ?? (key.length === 1 ? key.toUpperCase() : key);
  };
}

/** The same, in the language of the window. */
export function useNameKey(): NameKey {
  const { t } = useText();
  return useCallback((key: string) => keyNamer(t)(key), [t]);
}
