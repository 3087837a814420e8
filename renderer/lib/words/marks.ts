import type { TFunction } from 'i18next';

/** Flags and keywords that an approval sets, in words: "read, starred, todo". */
export function markNames(marks: readonly string[], t: TFunction, language: string): string {
  const names = marks.map((mark) => {
    if (mark === '\\Seen') return t('marks.read');
    if (mark === '\\Flagged') return t('marks.starred');
    return t('marks.label', { label: mark });
  });
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(names);
}
