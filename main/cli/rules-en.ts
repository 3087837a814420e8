import type { ExchangeNote, RuleProblem } from '../../contract/rules.ts';

const problems: Record<RuleProblem['code'], (detail: string) => string> = {
  syntax: (detail) => `this is not valid YAML: ${detail}`,
  'unknown-key': (detail) => `“${detail}” is not known here`,
  missing: (detail) => `“${detail}” is missing`,
  'wrong-type': (detail) => `this value does not fit: ${detail}`,
  'bad-pattern': (detail) => `this pattern cannot be read: ${detail}`,
  'no-rules': () => 'there is no list of rules here',
};

const notes: Record<ExchangeNote['code'], (detail: string) => string> = {
  unreadable: (detail) => `cannot be read: ${detail}`,
  'unknown-test': (detail) => `cannot be asked by a rule: ${detail}`,
  'unknown-action': (detail) => `cannot be done by a rule: ${detail}`,
  'refused-action': (detail) => `is never done by a rule: ${detail}`,
  approximate: (detail) => `is not quite the same: ${detail}`,
  disabled: (detail) => `is off or never runs: ${detail}`,
  'not-expressible': (detail) => `was left out: ${detail}`,
};

/** What `casier rules` says in English. */
export const rulesInEnglish = {
  about: 'check the rules, or exchange them with other programs; changes nothing by itself',
  check: 'tell what is wrong in a rules file, with line and column (- for standard input)',
  import: "write another program's rules as a rules file; what cannot be carried over is told",
  export: 'write a rules file as a Sieve script; what cannot be carried over is told',
  format: 'what the file is',
  unreadableFile: (file: string) => `This file cannot be read: ${file}`,
  sound: (count: number) => (count === 1 ? 'One rule, no problem.' : `${count} rules, no problem.`),
  nothing: 'No rule was found in this file.',
  withProblems: 'The rules file has problems: those rules are left out.',
  problem: ({ code, detail, suggestion }: RuleProblem) =>
    `${problems[code](detail)}${suggestion === undefined ? '' : ` (did you mean “${suggestion}”?)`}`,
  note: ({ rule, line, code, detail }: ExchangeNote) =>
    [
      ...(line === null ? [] : [`line ${line}`]),
      ...(rule === '' ? [] : [`“${rule}”`]),
      notes[code](detail),
    ].join(': '),
};
