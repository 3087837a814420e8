/** Characters that turn the direction of reading or cannot be seen, as code points. */
const HIDDEN = /\u034f|[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;

/** The text with such characters written out as `‹U+202E›`, so that it reads the same for everyone. */
export function showHidden(text: string): string {
  return text.replace(
    HIDDEN,
    (character) => `‹U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}›`,
  );
}
