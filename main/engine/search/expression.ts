import type { Question } from './parse.ts';

type Words = Extract<Question, { kind: 'text' | 'recipient' }>;

/**
 * A question about words in the language of the full-text index. Quoted throughout, so that nothing a person types is an operator
 * there. (SQLite FTS5, §3 Full-text Query Syntax)
 */
export function expressionOf(question: Words): string {
  const phrase = `"${question.text.replaceAll('"', ' ')}"${question.prefix ? ' *' : ''}`;
  if (question.kind === 'recipient') return question.copiesOnly ? `copies : ${phrase}` : phrase;
  return question.part === null ? phrase : `${question.part} : ${phrase}`;
}
