import { isMap, isScalar, isSeq, type Node, type Pair } from 'yaml';
import {
  ruleFlagField,
  ruleTextField,
  type RuleCondition,
  type RuleGroup,
  type RuleTest,
} from '../../../../contract/rules.ts';
import { compileAmount, compilePattern } from './patterns.ts';
import type { Reader } from './reader.ts';

const GROUPS = ['any', 'all', 'none'] as const;
type GroupKind = (typeof GROUPS)[number];

/** Keys of a condition in a rules file. */
export const CONDITION_KEYS: readonly string[] = [
  ...GROUPS,
  ...new Set<string>([...ruleTextField.options, ...ruleFlagField.options]),
  'header',
  'size',
  'age',
];

/** Reads what a rule asks of a mail: a mapping whose entries must all hold, or a list of such (all of them). Null when something is wrong. */
export function readCondition(reader: Reader, node: Node | null): RuleGroup | null {
  let group = isSeq(node) ? readGroup(reader, 'all', node) : allOf(readEntries(reader, node));
  // "All of one group" is that group.
  for (let only = onlyGroup(group); only; only = onlyGroup(group)) group = only;
  return group;
}

function allOf(items: RuleCondition[] | null): RuleGroup | null {
  return items && { kind: 'group', of: 'all', items };
}

function onlyGroup(group: RuleGroup | null): RuleGroup | null {
  const [only] = group?.items ?? [];
  return group?.of === 'all' && group.items.length === 1 && only?.kind === 'group' ? only : null;
}

function readEntries(reader: Reader, node: Node | null): RuleCondition[] | null {
  const entries = reader.entries(node, CONDITION_KEYS, 'condition');
  if (!entries) return null;
  if (entries.size === 0) return reader.report(node, 'missing', 'condition');
  const items: RuleCondition[] = [];
  for (const [name, { key, value }] of entries) {
    const read = readEntry(reader, name, value ?? key, value);
    if (!read) return null;
    items.push(...read);
  }
  return items;
}

function readEntry(
  reader: Reader,
  name: string,
  at: Node | null,
  value: Node | null,
): RuleCondition[] | null {
  if (name === 'any' || name === 'all' || name === 'none')
    return listed(readGroup(reader, name, value ?? at));
  if (name === 'header') return readHeaders(reader, value ?? at);
  if (name === 'size' || name === 'age') return listed(readMeasure(reader, name, value ?? at));
  const flag = ruleFlagField.safeParse(name);
  if (flag.success && isScalar(value) && typeof value.value === 'boolean') {
    return [{ kind: 'flag', field: flag.data, is: value.value }];
  }
  const field = ruleTextField.safeParse(name);
  if (!field.success) return reader.report(at, 'wrong-type', `${name}: true | false`);
  const words = readWords(reader, name, value ?? at);
  return words && [{ kind: 'text', field: field.data, words }];
}

function listed<T>(one: T | null): T[] | null {
  return one && [one];
}

function readGroup(reader: Reader, of: GroupKind, node: Node | null): RuleGroup | null {
  const nodes = isSeq(node) ? (node.items as (Node | null)[]) : [node];
  if (nodes.length === 0) return reader.report(node, 'missing', of);
  // All are read, so that all their problems are told.
  const read = nodes.map((item) => readItem(reader, item ?? node));
  const items = read.filter((item) => item !== null);
  return items.length < read.length ? null : { kind: 'group', of, items };
}

function readItem(reader: Reader, node: Node | null): RuleCondition | null {
  if (isSeq(node)) return readGroup(reader, 'all', node);
  const items = readEntries(reader, node);
  const [only] = items ?? [];
  if (items?.length === 1 && only) return only;
  return allOf(items);
}

function readWords(reader: Reader, name: string, node: Node | null): string[] | null {
  const written = reader.texts(node, name);
  if (!written) return null;
  for (const { text, node: at } of written) {
    const pattern = compilePattern(text);
    if (!pattern.ok) return reader.report(at, 'bad-pattern', pattern.reason);
  }
  return written.map(({ text }) => text);
}

function readHeaders(reader: Reader, node: Node | null): RuleTest[] | null {
  if (!isMap(node) || node.items.length === 0)
    return reader.report(node, 'wrong-type', 'header: { name: text }');
  const tests: RuleTest[] = [];
  for (const { key, value } of node.items as Pair<Node | null, Node | null>[]) {
    const name = String(isScalar(key) ? key.value : '').toLowerCase();
    if (name === '') return reader.report(key, 'wrong-type', 'header: { name: text }');
    if (isScalar(value) && typeof value.value === 'boolean') {
      tests.push({ kind: 'header', name, words: [], is: value.value });
      continue;
    }
    const words = readWords(reader, name, value ?? key);
    if (!words) return null;
    tests.push({ kind: 'header', name, words, is: true });
  }
  return tests;
}

function readMeasure(reader: Reader, field: 'size' | 'age', node: Node | null): RuleTest | null {
  const example = field === 'size' ? '> 5 MB' : '> 30 days';
  const written = reader.texts(node, field);
  if (!written) return null;
  for (const { text, node: at } of written) {
    if (!compileAmount(text, field)) return reader.report(at, 'wrong-type', field, example);
  }
  return { kind: 'measure', field, amounts: written.map(({ text }) => text) };
}
