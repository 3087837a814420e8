import type { Question } from '../../../../contract/inference-wire.ts';

/** What control tokens of all families are written with: `<s>`, `[INST]`, `<|im_start|>`, `<start_of_turn>`, `{{…}}`. */
const harmless: Readonly<Record<string, string>> = {
  '<': '‹',
  '>': '›',
  '[': '(',
  ']': ')',
  '{': '(',
  '}': ')',
  '|': '¦',
};

/**
 * A question as one message of a chat. The server writes its own control tokens around it, and most (llama-server among them)
 * read those that a message spells out as if they were their own: so no text that goes there can spell one.
 */
export function messageOf({ prefix, mail, suffix }: Pick<Question, 'prefix' | 'mail' | 'suffix'>): string {
  const said = (parts: Question['prefix']): string =>
    parts.map(({ text, control }) => (control ? '' : text)).join('');
  return `${said(prefix)}${mail}${said(suffix)}`.replace(/[<>[\]{}|]/g, (sign) => harmless[sign] ?? ' ');
}
