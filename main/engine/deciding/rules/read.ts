import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Node } from 'yaml';
import {
  rulePriority,
  type RuleForm,
  type RuleOutline,
  type RulePriority,
  type RuleProblem,
} from '../../../../contract/rules.ts';
import { readCondition } from './read-condition.ts';
import { Reader, type Entry } from './reader.ts';

/** Keys of a rule, and of what it does. */
export const RULE_KEYS = ['name', 'account', 'if', 'then', 'confidence', 'stop'] as const;
export const ACTION_KEYS = ['move', 'archive', 'label', 'flag', 'read', 'priority', 'vip'] as const;

/** What an IMAP keyword may be: an atom (RFC 9051 §9, flag-keyword). */
export const KEYWORD = /^[!#$&'+,./0-9:;<=>?@A-Z[^_`a-z|}~-]+$/;

/**
 * Reads a rules file: a YAML list of rules, or a mapping with that list under `rules`. A rule with a problem has no form, and
 * the problem is told with line and column; the others stand. An empty file has no rules and no problem. Never throws.
 */
export function readRules(yamlText: string): { rules: RuleOutline[]; problems: RuleProblem[] } {
  const lines = new LineCounter();
  const reader = new Reader(lines);
  // maxAliasCount guards against files that unfold into gigabytes; aliases are not part of the language.
  const document = parseDocument(yamlText, { lineCounter: lines, prettyErrors: false });
  for (const error of document.errors) reader.reportAt(error.pos[0], 'syntax', error.message);
  if (reader.problems.length > 0) return { rules: [], problems: reader.problems };
  const rules = ruleList(reader, document.contents).map((node, index): RuleOutline => {
    const [start = 0, end = start] = node?.range ?? [];
    const line = Math.max(1, lines.linePos(start).line);
    // A block's end is the start of the line after it.
    const last = end > start && yamlText[end - 1] === '\n' ? end - 1 : end;
    return {
      index,
      line,
      endLine: Math.max(line, lines.linePos(last).line),
      form: readRule(reader, node),
    };
  });
  return { rules, problems: reader.problems };
}

function ruleList(reader: Reader, root: Node | null): (Node | null)[] {
  if (root === null || (isScalar(root) && root.value === null)) return [];
  if (isMap(root)) {
    const found = reader.entries(root, ['rules'], 'rules')?.get('rules');
    if (!found) {
      if (reader.problems.length === 0) reader.report(root, 'no-rules', 'rules');
      return [];
    }
    return ruleList(reader, found.value);
  }
  if (isSeq(root)) return root.items as (Node | null)[];
  reader.report(root, 'no-rules', 'rules');
  return [];
}

function readRule(reader: Reader, node: Node | null): RuleForm | null {
  const entries = reader.entries(node, RULE_KEYS, 'rule');
  if (!entries) return null;
  const before = reader.problems.length;
  for (const key of ['name', 'if', 'then'] as const) {
    if (!entries.has(key)) reader.report(node, 'missing', key);
  }
  const name = readName(reader, entries.get('name'));
  const accounts = readTexts(reader, entries.get('account'), 'account');
  const given = entries.get('if');
  const condition = given ? readCondition(reader, valueOf(given)) : null;
  const stop = readFlag(reader, entries.get('stop'), 'stop');
  const action = entries.get('then');
  const act = action ? readAction(reader, valueOf(action), stop) : null;
  const confidence = readConfidence(reader, entries.get('confidence'));
  if (name === null || !condition || !act || reader.problems.length > before) return null;
  return { name, accounts, condition, ...act, confidence, stop };
}

function readName(reader: Reader, entry: Entry | undefined): string | null {
  if (!entry) return null;
  const [name, ...more] = readTexts(reader, entry, 'name');
  if (name === undefined) return null;
  if (more.length > 0 || name.trim() === '' || name.length > 200) {
    return reader.report(valueOf(entry), 'wrong-type', 'name');
  }
  return name;
}

type Action = Pick<RuleForm, 'move' | 'archive' | 'labels' | 'flag' | 'read' | 'priority' | 'vip'>;

function readAction(reader: Reader, node: Node | null, stop: boolean): Action | null {
  const entries = reader.entries(node, ACTION_KEYS, 'then');
  if (!entries) return null;
  // Keeping later rules from a mail is something, too.
  if (entries.size === 0 && !stop) return reader.report(node, 'missing', 'move');
  return {
    move: readTexts(reader, entries.get('move'), 'move'),
    archive: readFlag(reader, entries.get('archive'), 'archive'),
    labels: readLabels(reader, entries.get('label')),
    flag: readFlag(reader, entries.get('flag'), 'flag'),
    read: readFlag(reader, entries.get('read'), 'read'),
    priority: readPriority(reader, entries.get('priority')),
    vip: readFlag(reader, entries.get('vip'), 'vip'),
  };
}

function readLabels(reader: Reader, entry: Entry | undefined): string[] {
  const labels = readTexts(reader, entry, 'label');
  if (labels.some((label) => !KEYWORD.test(label))) {
    reader.report(valueOf(entry), 'wrong-type', 'label: A-Z a-z 0-9 _ -');
  }
  return labels;
}

function readPriority(reader: Reader, entry: Entry | undefined): RulePriority | null {
  if (!entry) return null;
  const read = rulePriority.safeParse(isScalar(entry.value) ? entry.value.value : null);
  return read.success
    ? read.data
    : reader.report(valueOf(entry), 'wrong-type', 'priority: high | normal | low');
}

function readTexts(reader: Reader, entry: Entry | undefined, what: string): string[] {
  if (!entry) return [];
  return reader.texts(valueOf(entry), what)?.map(({ text }) => text) ?? [];
}

function readConfidence(reader: Reader, entry: Entry | undefined): number | null {
  if (!entry) return null;
  const value: unknown = isScalar(entry.value) ? entry.value.value : null;
  if (typeof value === 'number' && value > 0 && value <= 1) return value;
  return reader.report(valueOf(entry), 'wrong-type', 'confidence: 0.01 … 1');
}

function readFlag(reader: Reader, entry: Entry | undefined, name: string): boolean {
  if (!entry) return false;
  const value: unknown = isScalar(entry.value) ? entry.value.value : null;
  if (typeof value !== 'boolean') reader.report(valueOf(entry), 'wrong-type', `${name}: true | false`);
  return value === true;
}

/** The node to point at: the value, or the key when nothing follows it. */
function valueOf(entry: Entry | undefined): Node | null {
  return entry?.value ?? entry?.key ?? null;
}
