import type { RuleFlagField, RuleTest, RuleTextField } from '../../../../contract/rules.ts';

export const TEXTS = [
  'from',
  'recipient',
  'to',
  'cc',
  'subject',
  'body',
  'list-id',
  'attachment',
  'language',
] as const satisfies readonly RuleTextField[];

export const FLAGS = [
  'attachment',
  'list-id',
  'unsubscribe',
  'automatic',
] as const satisfies readonly RuleFlagField[];

export const MEASURES = ['size', 'age'] as const;

/** What is asked, as the choice of a form. */
export type Question =
  `text:${RuleTextField}` | `flag:${RuleFlagField}` | `measure:${'size' | 'age'}` | 'header';

/** What a test asks. */
export function questionOf(test: RuleTest): Question {
  switch (test.kind) {
    case 'text':
      return `text:${test.field}`;
    case 'flag':
      return `flag:${test.field}`;
    case 'measure':
      return `measure:${test.field}`;
    case 'header':
      return 'header';
  }
}

/** Amounts to begin with, as they are written in the person's language. */
export interface Examples {
  readonly size: string;
  readonly age: string;
}

/** The test that asks something else; words that were typed go along. */
export function turnInto(question: Question, before: RuleTest, examples: Examples): RuleTest {
  const words = before.kind === 'text' || before.kind === 'header' ? before.words : [];
  if (question === 'header') return { kind: 'header', name: '', words, is: true };
  const text = TEXTS.find((field) => question === `text:${field}`);
  if (text !== undefined) return { kind: 'text', field: text, words };
  const flag = FLAGS.find((field) => question === `flag:${field}`);
  if (flag !== undefined) return { kind: 'flag', field: flag, is: true };
  return question === 'measure:age'
    ? { kind: 'measure', field: 'age', amounts: [`> ${examples.age}`] }
    : { kind: 'measure', field: 'size', amounts: [`> ${examples.size}`] };
}

/** `> 5 MB` as its two parts; the sign is kept as it is written. */
export function partsOfAmount(amount: string): { sign: string; rest: string } {
  const [, sign = '>', rest = ''] = /^\s*(>=|<=|>|<)?\s*(.*)$/s.exec(amount) ?? [];
  return { sign, rest };
}
