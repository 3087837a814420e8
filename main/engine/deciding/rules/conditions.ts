import { isMap, isScalar, isSeq, type Node, type Pair } from 'yaml';
import type { Address, MailFeatures } from '../../../../contract/mail.ts';
import { compileAmount, compilePattern, type TextTest } from './patterns.ts';
import type { Reader } from './reader.ts';
import { shownAddress, type Test } from './rule.ts';

/** What each text field of a condition looks at. */
const TEXT_FIELDS: Readonly<Record<string, (mail: MailFeatures) => string[]>> = {
  from: (mail) => addressTexts([mail.from]),
  to: (mail) => addressTexts(mail.to),
  cc: (mail) => addressTexts(mail.cc),
  recipient: (mail) => addressTexts([...mail.to, ...mail.cc]),
  subject: (mail) => [mail.subject],
  body: (mail) => [mail.body],
  'list-id': (mail) => (mail.listId === null ? [] : [mail.listId]),
  attachment: (mail) => mail.attachments.map((attachment) => attachment.filename),
  language: (mail) => (mail.language === null ? [] : [mail.language]),
};

/** Fields that may be asked for with yes or no. */
const FLAG_FIELDS: Readonly<Record<string, (mail: MailFeatures) => boolean>> = {
  'list-id': (mail) => mail.listId !== null,
  attachment: (mail) => mail.attachments.length > 0,
  unsubscribe: (mail) => mail.machine.unsubscribe,
  automatic: (mail) => mail.machine.bulk || mail.machine.autoSubmitted,
};

const GROUPS = ['any', 'all', 'none'] as const;
export const CONDITION_KEYS: readonly string[] = [
  ...GROUPS,
  ...new Set([...Object.keys(TEXT_FIELDS), ...Object.keys(FLAG_FIELDS)]),
  'header',
  'size',
  'age',
];

/** Compiles a condition: a mapping whose entries must all hold, or a list of such (all of them). Null when something is wrong. */
export function compileCondition(reader: Reader, node: Node | null): Test | null {
  if (isSeq(node)) return compileGroup(reader, 'all', node);
  const entries = reader.entries(node, CONDITION_KEYS, 'condition');
  if (!entries) return null;
  if (entries.size === 0) return reader.report(node, 'missing', 'condition');
  const tests: Test[] = [];
  for (const [name, { key, value }] of entries) {
    const test = compileEntry(reader, name, value ?? key, value);
    if (!test) return null;
    tests.push(test);
  }
  return (mail, now) => tests.every((test) => test(mail, now));
}

function compileEntry(reader: Reader, name: string, at: Node | null, value: Node | null): Test | null {
  if (name === 'any' || name === 'all' || name === 'none') return compileGroup(reader, name, value ?? at);
  if (name === 'header') return compileHeaders(reader, value ?? at);
  if (name === 'size' || name === 'age') return compileMeasure(reader, name, value ?? at);
  const flag = FLAG_FIELDS[name];
  if (flag && isScalar(value) && typeof value.value === 'boolean') {
    const wanted = value.value;
    return (mail) => flag(mail) === wanted;
  }
  const field = TEXT_FIELDS[name];
  if (!field) return reader.report(at, 'wrong-type', `${name}: true | false`);
  const matches = compileTexts(reader, name, value ?? at);
  return matches && ((mail) => matches(field(mail)));
}

function compileGroup(reader: Reader, kind: (typeof GROUPS)[number], node: Node | null): Test | null {
  const items = isSeq(node) ? (node.items as (Node | null)[]) : [node];
  if (items.length === 0) return reader.report(node, 'missing', kind);
  const compiled = items.map((item) => compileCondition(reader, item ?? node));
  const tests = compiled.filter((test) => test !== null);
  if (tests.length < compiled.length) return null;
  if (kind === 'all') return (mail, now) => tests.every((test) => test(mail, now));
  if (kind === 'any') return (mail, now) => tests.some((test) => test(mail, now));
  return (mail, now) => !tests.some((test) => test(mail, now));
}

function compileTexts(reader: Reader, name: string, node: Node | null): TextTest | null {
  const written = reader.texts(node, name);
  if (!written) return null;
  const tests: TextTest[] = [];
  for (const { text, node: at } of written) {
    const pattern = compilePattern(name === 'language' ? `=${text}` : text);
    if (!pattern.ok) return reader.report(at, 'bad-pattern', pattern.reason);
    tests.push(pattern.test);
  }
  return (texts) => tests.some((test) => test(texts));
}

function compileHeaders(reader: Reader, node: Node | null): Test | null {
  if (!isMap(node)) return reader.report(node, 'wrong-type', 'header: { name: text }');
  const tests: Test[] = [];
  for (const pair of node.items as Pair<Node | null, Node | null>[]) {
    const name = String(isScalar(pair.key) ? pair.key.value : '').toLowerCase();
    if (isScalar(pair.value) && typeof pair.value.value === 'boolean') {
      const wanted = pair.value.value;
      tests.push((mail) => Object.hasOwn(mail.headers, name) === wanted);
      continue;
    }
    const matches = compileTexts(reader, name, pair.value ?? pair.key);
    if (!matches) return null;
    tests.push((mail) => Object.hasOwn(mail.headers, name) && matches([mail.headers[name] ?? '']));
  }
  return (mail, now) => tests.every((test) => test(mail, now));
}

function compileMeasure(reader: Reader, name: 'size' | 'age', node: Node | null): Test | null {
  const example = name === 'size' ? '> 5 MB' : '> 30 days';
  const written = reader.texts(node, name);
  if (!written) return null;
  const tests: ((amount: number) => boolean)[] = [];
  for (const { text, node: at } of written) {
    const test = compileAmount(text, name);
    if (!test) return reader.report(at, 'wrong-type', name, example);
    tests.push(test);
  }
  return (mail, now) => tests.every((test) => test(name === 'size' ? mail.size : now - mail.date));
}

/** Wordings of addresses: `Name <address>` for parts, name and address alone for `=`. */
function addressTexts(addresses: readonly Address[]): string[] {
  return addresses.flatMap((one) => [shownAddress(one), one.address, one.name]);
}
